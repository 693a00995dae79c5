"""What a machine may answer: a text of a sensible length, without anything that a terminal obeys."""

from typing import Final

from agent_console.domain.text import without_controls
from agent_console.texts import N_

LONGEST_TEXT: Final = 5_000
"""Characters that are sent at most; nobody reads a longer reply in a chat."""
_GROWTH: Final = 4
_ALLOWANCE: Final = 400
"""An answer is at most so many times as long as what was sent, and so many characters more."""


class AnswerError(ValueError):
    """An answer that is no text for a preview; the message is for a person, with `{host}` for who gave it."""


def cleaned(answer: object, sent: str) -> str:
    """Return an answer as it may be shown and sent on; raise AnswerError for one that is no such text."""
    if not isinstance(answer, str):
        raise AnswerError(N_("the answer of {host} has another form than expected"))
    if len(answer) > _GROWTH * len(sent) + _ALLOWANCE:
        raise AnswerError(N_("the answer of {host} is far longer than the text; it is not shown"))
    text = without_controls(answer).strip()
    if not text:
        raise AnswerError(N_("the answer of {host} is empty"))
    return text
