"""The words of a text that can be misspelt: links, numbers, code, triggers and abbreviations are none."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|['’\-‐‑](?=[^\W\d_]))*")
_QUOTED: Final = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`|⟦[^⟦⟧\n]*⟧", re.DOTALL)
"""Code, as chat systems set it, and what is still to be filled in."""
_TOKEN: Final = re.compile(r"\S+")
_OPENING: Final = "\"'«»„“”‘’()[]¿¡*.,!?…–—"
"""What may stand before a word without changing what it is."""
_NO_WORDS: Final = re.compile(r"[\d_\\/=<>{}|^~@]|[^\W\d_](?:\.[^\W\d_]|\(\)|\([^\W\d_])")
"""In numbers, references, paths, addresses, hosts, abbreviations with points inside, and programs."""
_CAMEL: Final = re.compile(r"[^\W\d_]*?[a-zà-ÿа-яё][A-ZÀ-ÞА-ЯЁ]")
_LONGEST_ABBREVIATION: Final = 5
LONGEST_WORD: Final = 40
"""Characters; what is longer is no word of a language, and would take long to look up."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, at places that count characters."""

    start: int
    end: int
    text: str
    """As dictionaries write it: with composed letters, straight apostrophes and plain hyphens."""


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text that can be misspelt, in its order."""
    readable = _TOKEN.sub(_readable, _QUOTED.sub(_blank, text))
    found = (Word(one.start(), one.end(), plain(one[0])) for one in _WORD.finditer(readable))
    return tuple(word for word in found if not _stands_for_itself(word.text))


def finished(found: tuple[Word, ...], cursor: int) -> tuple[Word, ...]:
    """Return the words without the one that is being typed, which ends at the cursor."""
    return tuple(word for word in found if word.end != cursor)


def plain(word: str) -> str:
    """Return a word as dictionaries write it."""
    straight = word.replace("’", "'").replace("‐", "-").replace("‑", "-")
    return unicodedata.normalize("NFC", straight)


def _readable(token: re.Match[str]) -> str:
    """Return a token as it is, or blank where it is no word: a tag, a mention, a trigger, a path, ..."""
    bare = token[0].lstrip(_OPENING)
    signed = bare != "" and not bare[0].isalpha()
    return _blank(token) if signed or _NO_WORDS.search(token[0]) else token[0]


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _stands_for_itself(word: str) -> bool:
    """Whether no dictionary has a say: single letters, abbreviations, and names written like eShop."""
    abbreviated = word.isupper() and len(word) <= _LONGEST_ABBREVIATION
    return len(word) == 1 or len(word) > LONGEST_WORD or abbreviated or _CAMEL.match(word) is not None
