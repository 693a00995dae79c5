"""Marks that tell customers apart on one desk: a glyph for the eye, a letter for the hand."""

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from string import ascii_lowercase

GLYPHS = "✚✦❖✿⬢⧫✱✪✜✹❂✻"
"""Symbols one cell wide in every East Asian width table, and unlike one another."""

RESERVED = frozenset("m")
"""Letters that mean something else while a reply is held; `m` moves it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How one customer is told apart; unique on the desk while glyphs and letters last."""

    glyph: str
    mnemonic: str
    """The key that confirms sending to this very customer: a lower-case ASCII letter."""


def assign(name: str, taken: Collection[Mark]) -> Mark:
    """Return a mark for a customer of that name, unlike the marks already taken."""
    glyphs = {mark.glyph for mark in taken}
    letters = {mark.mnemonic for mark in taken} | RESERVED
    glyph = next((g for g in GLYPHS if g not in glyphs), GLYPHS[len(taken) % len(GLYPHS)])
    candidates = [*_letters(name), *(c for c in ascii_lowercase if c not in RESERVED)]
    mnemonic = next((c for c in candidates if c not in letters), candidates[0])
    return Mark(glyph, mnemonic)


def _letters(name: str) -> Iterator[str]:
    """Yield the name's ASCII letters, accents removed, without reserved ones."""
    for character in unicodedata.normalize("NFKD", name).lower():
        if character in ascii_lowercase and character not in RESERVED:
            yield character
