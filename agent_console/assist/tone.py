"""How a reply reads before it is sent: its length, its capitals, its exclamation marks. Nothing stops it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from agent_console.texts import _

_CRY: Final = re.compile(r"[!?！？]{3,}")
_SENTENCE_END: Final = re.compile(r"(?<![.!?…])[.!?…]++(?=\s|$)|\n+")
_FEWEST_SHOUTED: Final = 12
"""Letters in capitals; a reference or a name has fewer."""
_MOSTLY: Final = 0.7
_FAR: Final = 3
"""How many times what is usual is far longer."""
_FEWEST_TO_KNOW: Final = 5
"""Replies from which it is known what is usual."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long a reply is."""

    characters: int
    sentences: int

    @classmethod
    def of(cls, text: str) -> "Length":
        """Measure a text."""
        stripped = text.strip()
        sentences = len([part for part in _SENTENCE_END.split(stripped) if part.strip()])
        return cls(len(stripped), sentences)


USUAL: Final = Length(200, 3)
"""What is usual in a live chat, where nothing else is known."""
LEAST_LONG: Final = Length(500, 8)
"""What is never told to be long, whoever writes two words at a time."""


def usual(replies: Sequence[str]) -> Length:
    """Return what is usual, of replies that were sent."""
    if len(replies) < _FEWEST_TO_KNOW:
        return USUAL
    lengths = [Length.of(text) for text in replies]
    return Length(
        round(median(length.characters for length in lengths)),
        round(median(length.sentences for length in lengths)),
    )


def remarks(text: str, usually: Length) -> tuple[str, ...]:
    """Return what an agent might want to know of a draft, the gravest first; nothing of most drafts."""
    said = (_shouted(text), _cried(text), _long(text, usually))
    return tuple(one for one in said if one)


def _shouted(text: str) -> str:
    letters = [letter for letter in text if letter.isupper() or letter.islower()]
    capitals = sum(map(str.isupper, letters))
    shouted = capitals >= _FEWEST_SHOUTED and capitals > len(letters) * _MOSTLY and " " in text.strip()
    return _("all in capitals: it reads as shouting") if shouted else ""


def _cried(text: str) -> str:
    cry = _CRY.search(text)
    return _("“{text}” reads as shouting").format(text=cry[0][:5]) if cry else ""


def _long(text: str, usually: Length) -> str:
    length = Length.of(text)
    most = Length(
        max(LEAST_LONG.characters, _FAR * usually.characters),
        max(LEAST_LONG.sentences, _FAR * usually.sentences),
    )
    if length.characters > most.characters:
        words = _("long: {count} characters, usual are {usual}")
        return words.format(count=length.characters, usual=usually.characters)
    if length.sentences > most.sentences:
        words = _("long: {count} sentences, usual are {usual}")
        return words.format(count=length.sentences, usual=usually.sentences)
    return ""
