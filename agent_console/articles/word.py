"""The words of a text as the index of articles has them, and as a question looks for them; pure."""

import re
import unicodedata
from collections.abc import Iterable

from agent_console.articles.stop_word import CJK_PARTICLES, STOP_WORDS

MOST_WORDS = 32
"""Words of a question that are looked for."""
LONGEST_QUESTION = 4_000
"""Characters of a question that are read: its end, where the customer comes to the point."""
_LONGEST_WORD = 60
_LEAST_STEM = 4

# Scripts that write no spaces: ideographs, kana, and what else goes with them.
_UNSPACED = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_LETTER = re.compile(f"([{_UNSPACED}])")
_WORD = re.compile(f"[{_UNSPACED}]+|[^\\W_{_UNSPACED}]+")


def indexed(text: str) -> str:
    """Return a text as it goes into the index: in one case and form, letters without spaces apart."""
    return _LETTER.sub(r" \1 ", _folded(text))


def question_words(text: str) -> tuple[str, ...]:
    """Return what a question is about, once each; of one that has only empty words, all of them."""
    words = _words(text[-LONGEST_QUESTION:])
    telling = [word for word in words if word not in STOP_WORDS]
    return tuple(dict.fromkeys(reversed(telling or words)))[:MOST_WORDS][::-1]


def expression(question: Iterable[str], needed: Iterable[str] = (), every: bool = True) -> str:
    """Return words as a query of SQLite's full text search; empty when there is nothing to look for.

    Any word of the question counts. Those that are `needed`, whole or as beginnings, must `every` one be
    there, or else they count as well. All are quoted, so that nothing in them is an operator.
    """
    wanted = [_begun(word) for word in needed]
    any_of = " OR ".join((*wanted, *map(_any_form, question)))
    return f"{' AND '.join(wanted)} AND ({any_of})" if wanted and every else any_of


def typed_words(text: str) -> tuple[str, ...]:
    """Return every word that somebody typed to narrow a search, empty ones as well."""
    return tuple(dict.fromkeys(_words(text)))[:MOST_WORDS]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _words(text: str) -> list[str]:
    found: list[str] = []
    for match in _WORD.finditer(_folded(text)):
        word = match[0]
        found += _pairs(word) if _LETTER.match(word) else [word[:_LONGEST_WORD]]
    return found


def _pairs(run: str) -> list[str]:
    """Return letters without spaces in overlapping pairs, because nobody can tell where words end."""
    parts = "".join(" " if letter in CJK_PARTICLES else letter for letter in run).split()
    pairs = [part[at : at + 2] for part in parts for at in range(max(1, len(part) - 1))]
    return pairs or [run]


def _any_form(word: str) -> str:
    """Look for a word and, which counts less, for other endings of it."""
    whole = _quoted(word)
    stem = word[: max(_LEAST_STEM, len(word) - (2 if len(word) < 9 else 3))]
    return whole if _LETTER.match(word) or len(stem) == len(word) else f"{whole} OR {_quoted(stem)} *"


def _begun(word: str) -> str:
    return f"({_quoted(word)})" if _LETTER.match(word) else f"({_quoted(word)} *)"


def _quoted(word: str) -> str:
    spaced = _LETTER.sub(r" \1 ", word).strip().replace('"', '""')
    return f'"{spaced}"'
