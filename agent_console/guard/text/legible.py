"""A text as it looks to a reader: without invisible signs, its full-width letters and hyphens made plain."""

import unicodedata
from functools import cache
from typing import Final

_FULL_WIDTH: Final = range(0xFF01, 0xFF5F)
_TO_ASCII: Final = 0xFEE0
_JOINERS: Final = "\u200c\u200d"
"""Invisible signs that are part of words in some scripts."""
_HYPHENS: Final = "\u2010\u2011\u2012\u2212"


@cache
def _plain(symbol: str) -> str:
    """Return what a symbol looks like, in one character, or none for an invisible one."""
    if symbol.isascii() or symbol in _JOINERS:
        return symbol
    if ord(symbol) in _FULL_WIDTH:
        return chr(ord(symbol) - _TO_ASCII)
    category = unicodedata.category(symbol)
    return "-" if symbol in _HYPHENS else {"Cf": "", "Zs": " "}.get(category, symbol)


class Legible:
    """The plain form of a text, with the way back to where things stand in it."""

    def __init__(self, text: str) -> None:
        self.text = text if text.isascii() else "".join(map(_plain, text))
        self._places: list[int] | None = None
        if len(self.text) != len(text):
            self._places = [place for place, symbol in enumerate(text) if _plain(symbol)]

    def span(self, span: tuple[int, int]) -> tuple[int, int]:
        """Return where in the text something stands, given its place in the plain form."""
        if self._places is None or span[0] == span[1]:
            return span
        return self._places[span[0]], self._places[span[1] - 1] + 1
