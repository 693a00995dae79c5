"""Streets with house numbers, however they are written."""

import re
from functools import lru_cache
from typing import Final

from agent_console.guard.text.word import forms

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_ABBREVIATIONS: Final = {
    "st": "street",
    "rd": "road",
    "ave": "avenue",
    "av": "avenue",
    "blvd": "boulevard",
    "ln": "lane",
    "dr": "drive",
    "ct": "court",
    "sq": "square",
    "pl": "place",
    "pkwy": "parkway",
    "hwy": "highway",
    "str": "strasse",
    "vn": "veien",
    "gt": "gata",
    "ул": "улица",
    "пр": "проспект",
}
_GERMAN: Final = re.compile(r"(?<=[a-z]{3})str$")


class Spelling:
    """A text's words and numbers in comparable spelling, in which a street or a product can be found."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.key = " ".join(map(_spelled, _TOKEN.findall(text)))
        self._padded = f" {self.key} "

    def find(self, phrase: str) -> tuple[int, int] | None:
        """Return where the text has these words and numbers in a row; None where it has not."""
        place = self._padded.find(f" {phrase} ")
        if place < 0:
            return None
        first = self._padded.count(" ", 0, place)
        last = first + phrase.count(" ")
        spans = [token.span() for token in _TOKEN.finditer(self._text)]
        return spans[first][0], spans[last][1]


@lru_cache(maxsize=4096)
def _spelled(word: str) -> str:
    if word.isdecimal():
        return word if word.isascii() else str(int(word))
    form = min(forms(word), key=len)
    if form in _ABBREVIATIONS:
        return _ABBREVIATIONS[form]
    return _GERMAN.sub("strasse", form) if form.endswith("str") else form


def postcode(address: str) -> str:
    """Return the postal code of an address when it has one of five digits or more, which few people share."""
    behind = address.partition(",")[2]
    found = re.findall(r"(?<![\w-])\d{5,6}(?!\w)", behind)
    return str(found[-1]) if found else ""


def street(address: str) -> str:
    """Return the part of a postal address with street and house number, as `Spelling` writes it.

    Empty when no part has both a word and a number.
    """
    for part in re.split(r"[,;\n]", address):
        key = Spelling(part).key
        if " " in key and re.search(r"\d", key) and re.search(r"[^\W\d]{3}", key):
            return key
    return ""


@lru_cache(maxsize=1024)
def turned(street: str) -> str:
    """Return a street with its house number at the other end, as other countries write it."""
    words = street.split()
    if words[0].isdecimal():
        return " ".join((*words[1:], words[0]))
    if words[-1].isdecimal():
        return " ".join((words[-1], *words[:-1]))
    return street
