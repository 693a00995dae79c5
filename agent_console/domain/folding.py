"""Text as it is compared when people look for something: without case, accents and typographic signs."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

_ALIKE: Final = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    **dict.fromkeys("’‘ʼ′", "'"),
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‐‑‒–—−", "-"),
}
"""What Unicode does not take apart, and people type without."""


class _Folds(dict[int, str]):
    """What each character is compared as, as a table for `str.translate`, filled as characters are met."""

    most = 8192
    """Bounds the memory that a stranger can make it take."""

    def __missing__(self, code: int) -> str:
        folded = _folded(chr(code))
        if len(self) < self.most:
            self[code] = folded
        return folded


def _folded(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character.casefold())
    kept = (_ALIKE.get(part, part) for part in parts if not _is_unheard(part))
    return "".join(kept).casefold()


def _is_unheard(part: str) -> bool:
    """Whether it is an accent, or is not drawn at all."""
    return unicodedata.combining(part) != 0 or unicodedata.category(part) == "Cf"


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Return the text as it is compared; every character is folded by itself, whatever stands around it."""
    return text.lower() if text.isascii() else text.translate(_FOLDS)


def places(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the folded `words` stand in a text, as spans of the text itself, in order, apart."""
    folded = fold(text)
    found = sorted(span for word in words if word for span in _occurrences(folded, word))
    if found and not text.isascii():
        origins = _origins(text)
        found = [(origins[start], origins[end - 1] + 1) for start, end in found]
    return list(_apart(found))


def _occurrences(folded: str, word: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in re.finditer(re.escape(word), folded))


def _origins(text: str) -> list[int]:
    """Return for each folded character the place of the character that it comes from."""
    return [place for place, character in enumerate(text) for _ in _FOLDS[ord(character)]]


def _apart(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans in order, those that overlap or touch as one."""
    begun: tuple[int, int] | None = None
    for start, end in spans:
        if begun is not None and start <= begun[1]:
            begun = (begun[0], max(begun[1], end))
            continue
        if begun is not None:
            yield begun
        begun = (start, end)
    if begun is not None:
        yield begun
