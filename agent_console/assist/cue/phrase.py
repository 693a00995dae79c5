"""Phrases as rules write them: whole words, whatever their case and accents, with `*` for any ending."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from agent_console.domain.folding import fold

ANY_ENDING: Final = "*"
SHORTEST_STEM: Final = 3
"""Letters before a `*`; fewer would be found everywhere."""
_WORD: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f]|['’](?=[^\W_]))*")
_WRITTEN: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f]|['’](?=[^\W_]))*\*?")

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text."""

    folded: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Return the words of a text, folded."""
    return [Token(fold(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]


def read(phrase: str) -> tuple[str, ...]:
    """Return the folded words of a phrase; raises ValueError when it has none, or a stem is too short."""
    words = tuple(fold(found[0]) for found in _WRITTEN.finditer(phrase))
    if not words:
        raise ValueError("has no word that could be looked for")
    short = next((word for word in words if ANY_ENDING in word and len(word) <= SHORTEST_STEM), None)
    if short:
        raise ValueError(f"has `{short}`, which fits too much: put {SHORTEST_STEM} letters before a *")
    return words


class PhraseIndex(Generic[Value]):
    """Finds many phrases in one pass: the work grows with the text, hardly with the number of phrases."""

    def __init__(self, phrases: Iterable[tuple[Sequence[str], Value]]) -> None:
        """`phrases` are folded words, each with what it stands for."""
        self._whole: dict[str, list[tuple[Sequence[str], Value]]] = defaultdict(list)
        self._stems: dict[str, list[tuple[Sequence[str], Value]]] = defaultdict(list)
        for words, value in phrases:
            first = words[0]
            if first.endswith(ANY_ENDING):
                # Every stem has this many letters at least, so that they lead to it.
                self._stems[first[:SHORTEST_STEM]].append((words, value))
            else:
                self._whole[first].append((words, value))

    def found(self, text: Sequence[Token]) -> Iterator[tuple[int, int, Value]]:
        """Yield where phrases stand, as places in the text, with what they stand for."""
        for place, token in enumerate(text):
            stems = self._stems.get(token.folded[:SHORTEST_STEM], ())
            for words, value in (*self._whole.get(token.folded, ()), *stems):
                if _stands(words, text, place):
                    yield token.start, text[place + len(words) - 1].end, value


def _stands(words: Sequence[str], text: Sequence[Token], place: int) -> bool:
    there = text[place : place + len(words)]
    return len(there) == len(words) and all(_fits(w, t.folded) for w, t in zip(words, there, strict=True))


def _fits(written: str, folded: str) -> bool:
    if written.endswith(ANY_ENDING):
        return folded.startswith(written.removesuffix(ANY_ENDING))
    return folded == written
