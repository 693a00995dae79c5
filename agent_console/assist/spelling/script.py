"""Which letters a language is written with, so that its dictionary is asked about its own words only."""

import unicodedata
from functools import lru_cache
from typing import Final

LATIN: Final = "LATIN"
_SCRIPTS: Final = {
    **dict.fromkeys(("be", "bg", "kk", "mk", "mn", "ru", "sr", "uk"), "CYRILLIC"),
    "ar": "ARABIC",
    "bn": "BENGALI",
    "el": "GREEK",
    "gu": "GUJARATI",
    "he": "HEBREW",
    "hi": "DEVANAGARI",
    "hy": "ARMENIAN",
    "ka": "GEORGIAN",
    "ko": "HANGUL",
    "ne": "DEVANAGARI",
    "si": "SINHALA",
    "te": "TELUGU",
}


def written_in(word: str, language: str) -> bool:
    """Whether every letter of a word belongs to a language's script; `language` is a two-letter code."""
    script = _SCRIPTS.get(language, LATIN)
    return all(_script(letter) == script for letter in word if letter.isalpha())


@lru_cache(maxsize=2_000)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]
