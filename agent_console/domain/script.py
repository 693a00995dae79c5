"""Which scripts a name is written in: letters of different ones can look the same."""

import unicodedata
from typing import Final

_EAST_ASIAN: Final = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})
"""Scripts that honest names have side by side, and beside Latin letters."""
LOOKALIKE: Final = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})
"""Scripts with letters that look like Latin ones."""


def scripts(text: str) -> frozenset[str]:
    """Return the scripts of a text's letters, as Unicode's names of characters begin, such as `LATIN`."""
    names = (unicodedata.name(letter, "") for letter in text if letter.isalpha())
    return frozenset(name.partition(" ")[0].partition("-")[0] for name in names if name)


def mixes_scripts(label: str) -> bool:
    """Whether a name has letters of scripts that nobody writes together."""
    used = scripts(label)
    return len(used - _EAST_ASIAN) > (0 if used & _EAST_ASIAN and "LATIN" not in used else 1)


def turns(text: str) -> bool:
    """Whether a text has letters or numbers that are written from right to left."""
    return any(unicodedata.bidirectional(sign) in ("R", "AL", "AN") for sign in text)
