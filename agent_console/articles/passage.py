"""Articles cut into passages: at headings, then at paragraphs, then at sentences; pure."""

import re
from collections.abc import Iterable, Iterator

from agent_console.articles.page import Section
from agent_console.domain.article import Piece

LONGEST = 700
"""Characters of a passage: what a customer still reads in a chat."""
MOST = 300
"""Passages of one article; the rest of a longer one is not searched."""
LONGEST_HEADING = 200

_SENTENCE = re.compile(r"(?<=[.!?…。！？])\s+|(?<=[。！？])|\n")


def pieces(sections: Iterable[Section]) -> tuple[Piece, ...]:
    """Return the passages of an article in their order."""
    found: list[Piece] = []
    for section in sections:
        heading = section.heading[:LONGEST_HEADING]
        for text in _packed(section.paragraphs, "\n\n"):
            found.append(Piece(text, heading))
            if len(found) == MOST:
                return tuple(found)
    return tuple(found)


def _packed(parts: Iterable[str], glue: str) -> Iterator[str]:
    """Yield the parts in their order, as many together as fit."""
    begun = ""
    for part in _fitting(parts):
        if begun and len(begun) + len(glue) + len(part) > LONGEST:
            yield begun
            begun = ""
        begun = f"{begun}{glue}{part}" if begun else part
    if begun:
        yield begun


def _fitting(parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        if len(part) <= LONGEST:
            yield part
        else:
            yield from _packed_sentences(part)


def _packed_sentences(paragraph: str) -> Iterator[str]:
    """Yield a long paragraph in parts that end where a sentence does, or else where a word does."""
    begun = ""
    start = 0
    for end in (*(one.end() for one in _SENTENCE.finditer(paragraph)), len(paragraph)):
        sentence = paragraph[start:end]
        start = end
        if begun and len(begun) + len(sentence.rstrip()) > LONGEST:
            yield begun.rstrip()
            begun = ""
        *whole, rest = _cut(begun + sentence)
        yield from whole
        begun = rest
    if begun.strip():
        yield begun.rstrip()


def _cut(text: str) -> list[str]:
    """Return a text in parts of the greatest length, cut at white space where there is any."""
    parts = []
    while len(text.rstrip()) > LONGEST:
        place = max(text.rfind(" ", LONGEST // 2, LONGEST), text.rfind("\n", LONGEST // 2, LONGEST))
        place = place if place > 0 else LONGEST
        parts.append(text[:place].rstrip())
        text = text[place:].lstrip()
    return [*parts, text]
