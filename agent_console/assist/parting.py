"""Whether a customer's last words are a pure thank you or goodbye, which owes no reply."""

import re
from collections.abc import Sequence
from functools import cache

from agent_console.assist.language import pattern
from agent_console.assist.language.courtesy import COURTESIES
from agent_console.assist.language.pattern import (
    ANYTHING_ELSE,
    FAREWELL,
    RETURN_QUESTION,
    THANKS,
    Speech,
    plain,
)
from agent_console.assist.sentence import sentences
from agent_console.domain.chat import Author, Conversation, Message

_LONGEST = 160
"""Characters from which somebody has more to say than thanks."""
_MOST_MESSAGES = 4
_LETTERS = re.compile(r"[^\W_]")


def prepare() -> None:
    """Make ready what takes a moment: the first message that is read would have to wait for it."""
    pattern.prepare()
    _courtesy()


def owes_no_reply(conversation: Conversation) -> bool:
    """Return whether all that a customer wrote since the last reply is thanks and goodbyes.

    Where the agent had asked something, thanks may be a yes; then it is not.
    """
    *said, reply = _newest(conversation) or (None,)
    if not said or reply is None or not reply.answers or _asks(reply.text):
        return False
    # A file says something, whatever stands beside it.
    return not any(one.attachment for one in said) and pure([one.text for one in said], reply.name)


def pure(said: Sequence[str], agent: str = "") -> bool:
    """Return whether raw messages hold nothing but thanks, goodbyes and courtesies, and one of the first two.

    `agent` is whom they may name besides.
    """
    speeches = [Speech(text[: _LONGEST + 1]) for text in said]
    if any(len(one.words) > _LONGEST or "?" in one.words for one in speeches):
        return False
    parts = any(one.says(THANKS) or one.says(FAREWELL) for one in speeches)
    return parts and all(_is_courteous(one.words, plain(agent).split()) for one in speeches)


def _is_courteous(words: str, agent: Sequence[str]) -> bool:
    """Whether nothing is left of a text without its courtesies, in whichever order they go."""
    words = " ".join(word for word in words.split() if word.strip(",.!") not in agent)
    ways = (_courtesy().sub(" ", _without_phrases(words)), _without_phrases(_courtesy().sub(" ", words)))
    return not all(map(_LETTERS.search, ways))


@cache
def _courtesy() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(COURTESIES)})(?!\w)")


def _without_phrases(words: str) -> str:
    left = list(words)
    for start, end in [*THANKS.every(words), *FAREWELL.every(words)]:
        left[start:end] = " " * (end - start)
    return " ".join("".join(left).split())


def _asks(reply: str) -> bool:
    speeches = [Speech(one.words) for one in sentences(reply[-1_000:])]
    asking = (one for one in speeches if "?" in one.words or one.says(RETURN_QUESTION))
    return not all(one.says(ANYTHING_ELSE) for one in asking)


def _newest(conversation: Conversation) -> Sequence[Message]:
    """Return what customer and agents said last, the newest first, down to the newest reply."""
    said: list[Message] = []
    for message in reversed(conversation.shown[-_MOST_MESSAGES:]):
        if message.answers or message.author is Author.CUSTOMER:
            said.append(message)
        if message.answers:
            break
    return said
