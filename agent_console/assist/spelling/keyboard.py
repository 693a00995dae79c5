"""Which keys lie beside each other, on the keyboards of the languages that agents write."""

from collections.abc import Mapping
from functools import cache
from typing import Final

_QWERTY: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NORDIC: Final = ("qwertyuiopå", "asdfghjkløæ", "zxcvbnm")
_QWERTZ: Final = ("qwertzuiopü", "asdfghjklöä", "yxcvbnm")
_RUSSIAN: Final = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_LAYOUTS: Final = {"de": _QWERTZ, "nb": _NORDIC, "nn": _NORDIC, "da": _NORDIC, "ru": _RUSSIAN}
_MORE: Final = {"de": "ß", "nb": "éèêóòô", "nn": "éèêóòô", "ru": "ё", "en": "'"}
"""Letters of a language that have no key beside the others."""


@cache
def neighbours(language: str) -> Mapping[str, str]:
    """Return the letters whose keys touch each letter's; `language` is a two-letter code."""
    rows = _rows(language)
    at = {letter: (x + y / 2, y) for y, row in enumerate(rows) for x, letter in enumerate(row)}
    return {letter: "".join(o for o in at if o != letter and _touch(at[letter], at[o])) for letter in at}


@cache
def alphabet(language: str) -> str:
    """Return the letters that a word of a language may be made of, folded."""
    return "".join(_rows(language)) + _MORE.get(language, "")


def _rows(language: str) -> tuple[str, ...]:
    return _LAYOUTS.get(language, _QWERTY)


def _touch(one: tuple[float, int], other: tuple[float, int]) -> bool:
    return abs(one[0] - other[0]) <= 1 and abs(one[1] - other[1]) <= 1
