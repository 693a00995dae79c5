"""What a reply answers, as a set of words: who answers the same will write alike."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from agent_console.assist.phrase.token import tokens, words

_MOST_TURNS: Final = 16
_MOST_REPLIES: Final = 6
_MOST_WORDS: Final = 60
"""Of what was said, the newest words tell what the reply is about."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation, raw."""

    by_agent: bool
    text: str


def context(turns: Sequence[Turn], mask: Callable[[str], str]) -> frozenset[str]:
    """Return what the next reply behind these messages answers.

    Words of the customer since the last reply, of the last two replies, of the customer before, and how far
    the conversation has come. `mask` takes out of each part of a text what identifies the customer: nothing
    is to be found by a name.
    """
    turns = [Turn(turn.by_agent, "".join(map(mask, tokens(turn.text)))) for turn in turns[-_MOST_TURNS:]]
    replies = [turn.text for turn in turns if turn.by_agent]
    asked = " ".join(_unanswered(turns))
    found = set(_marked("c", asked))
    if replies:
        found.update(_marked("a", replies[-1]))
        found.add(f"whole {replies[-1].casefold()}")
    if len(replies) > 1:
        found.update(f"b {word}" for word in words(replies[-2])[-_MOST_WORDS:])
    before = " ".join(turn.text for turn in turns if not turn.by_agent)
    found.update(f"t {word}" for word in words(before)[-2 * _MOST_WORDS :])
    found.add(f"place {min(len(replies), _MOST_REPLIES)} {bool(asked)}")
    return frozenset(found)


def _unanswered(turns: Sequence[Turn]) -> Iterable[str]:
    since = len(turns)
    while since and not turns[since - 1].by_agent:
        since -= 1
    return (turn.text for turn in turns[since:])


def _marked(mark: str, text: str) -> Iterator[str]:
    """Yield the words and pairs of words of a text, apart from those that others said."""
    said = words(text)[-_MOST_WORDS:]
    yield from (f"{mark} {word}" for word in said)
    yield from (f"{mark} {one} {other}" for one, other in pairwise(said))
