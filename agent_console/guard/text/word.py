"""A text's words, made comparable across spellings, scripts and keyboards."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, overload

from agent_console.guard.text.romanisation import is_cyrillic

# Signs above, below and behind a letter that belong to it: accents, vowel points, vowel signs, joiners.
_MARKS: Final = (
    r"\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0962\u0963\u200c\u200d"
)
_LETTERS: Final = rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*"
_WORD = re.compile(rf"{_LETTERS}(?:[-'’ʼ]{_LETTERS})*")
_ASCII_WORD = re.compile(r"[A-Za-z]+(?:[-'][A-Za-z]+)*")
"""The same for texts that have no other letters and no signs that belong to letters."""
_POSSESSIVE = re.compile(r"['’ʼ][sS]?$")

# Letters that Unicode does not take apart into a base letter and a mark.
_PLAIN: Final = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "ı": "i", "þ": "th"})
# How the same letters are written on a keyboard that lacks them.
_SPELLED: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


class Word(NamedTuple):
    """One word of a text: where it stands, as it was written, and as it is compared."""

    text: str
    """Without a possessive ending."""
    start: int
    end: int
    """Where the written word ends, its possessive ending included."""
    possessive: bool
    forms: frozenset[str]

    @property
    def cyrillic(self) -> bool:
        """Whether it is written in Cyrillic script."""
        return is_cyrillic(self.text)

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital letter, or its script has none."""
        return not self.text[0].islower()


class Words(Sequence[Word]):
    """The words of a text in order, each taken apart when it is looked at; digits are no part of them."""

    def __init__(self, text: str) -> None:
        self._matches = list(_matches(text))
        self._made: list[Word | None] = [None] * len(self._matches)

    @property
    def written(self) -> list[str]:
        """All words as they stand there, possessive endings included."""
        return [match[0] for match in self._matches]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._matches)

    @overload
    def __getitem__(self, place: int) -> Word: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Word]: ...

    def __getitem__(self, place: int | slice) -> Word | Sequence[Word]:
        """Return one by its place, or those of a part."""
        if isinstance(place, slice):
            return tuple(map(self._at, range(len(self._matches))[place]))
        return self._at(place)

    def _at(self, place: int) -> Word:
        word = self._made[place]
        if word is None:
            word = self._made[place] = _word(self._matches[place])
        return word


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order; digits are no part of them."""
    return tuple(map(_word, _matches(text)))


def vocabulary(text: str) -> frozenset[str]:
    """Return the spellings of all words of a text."""
    return frozenset[str]().union(*(word.forms for word in words(text)))


def _matches(text: str) -> Iterator[re.Match[str]]:
    return (_ASCII_WORD if text.isascii() else _WORD).finditer(text)


def _word(match: re.Match[str]) -> Word:
    written = match[0]
    bare = without_ending(written)
    return Word(bare, match.start(), match.end(), bare != written, forms(bare))


def without_ending(written: str) -> str:
    """Return a word without its possessive ending."""
    return written if written.isalpha() else _POSSESSIVE.sub("", written)


@lru_cache(maxsize=4096)
def forms(word: str) -> frozenset[str]:
    """Return the spellings under which a word is compared: `Müller` is `muller` and `mueller`."""
    if word.isascii():
        return frozenset((_letters(word.lower()),))
    folded = unicodedata.normalize("NFC", word.casefold())
    return frozenset((_bare(folded), _bare(folded.translate(_SPELLED))))


def _bare(folded: str) -> str:
    """Return the base letters, without accents, hyphens and apostrophes."""
    return _letters(unicodedata.normalize("NFKD", folded.translate(_PLAIN)))


def _letters(text: str) -> str:
    if text.isalpha():
        return text
    return "".join(letter for letter in text if letter.isalpha() or _is_vowel_sign(letter))


def _is_vowel_sign(symbol: str) -> bool:
    """Whether it is a sign that other letters of an Indian script cannot do without."""
    return "\u0900" <= symbol <= "\u0dff" and unicodedata.category(symbol).startswith("M")
