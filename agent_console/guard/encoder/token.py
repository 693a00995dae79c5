"""A text as the encoder reads it: numbered buckets of its words, pairs of words and parts of words."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Final
from zlib import crc32

WORDS: Final = 16384
PAIRS: Final = 12288
PARTS: Final = 4096
BUCKETS: Final = WORDS + PAIRS + PARTS
"""Buckets of words come first, then those of pairs, then those of parts."""

MOST_TOKENS: Final = 120
"""How much of one text is read, so that a huge one costs no more than a long one."""
_MOST_CHARACTERS: Final = 2_000
_LONGEST_WORD: Final = 24
_LONGEST_NUMBER: Final = 5
"""A longer number is a code, of which only the length is kept."""
_PART: Final = 4

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:/-]\d+)*|[?!$£€#@…]")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_DIGIT = re.compile(r"\d")
_FIRST, _LAST = 7, 13
"""What stands for the beginning and the end of a text in pairs."""


def tokens(text: str) -> list[str]:
    """Return the words of a text in order, without case.

    Of a number only the shape is kept, as it means something else in every conversation; an ideograph
    is a word by itself.
    """
    read = _TOKEN.findall(text[:_MOST_CHARACTERS].lower())
    return list(chain.from_iterable(map(_kept, read)))[:MOST_TOKENS]


def buckets(text: str) -> list[int]:
    """Return the buckets of a text, from 0 to below `BUCKETS`; never empty."""
    found = tokens(text)
    hashes = [_hash(token) for token in found]
    words = [value % WORDS for value in hashes] or [0]
    return [*words, *_pairs(hashes), *chain.from_iterable(map(_parts, found))]


@lru_cache(maxsize=20_000)
def _kept(token: str) -> Sequence[str]:
    """Return what is kept of a token: one word or shape, or each ideograph of it."""
    if token[0].isdigit():
        return (_shape(token),)
    if not token.isascii() and _IDEOGRAPH.search(token):
        return tuple(token)
    return (token[:_LONGEST_WORD],)


def _shape(number: str) -> str:
    return _DIGIT.sub("0", number) if len(number) <= _LONGEST_NUMBER else f"0*{min(len(number), 12)}"


def _pairs(hashes: Sequence[int]) -> list[int]:
    return [
        WORDS + ((first * 2654435761 + second * 40503) & 0xFFFFFFFF) % PAIRS
        for first, second in zip((_FIRST, *hashes), (*hashes, _LAST), strict=True)
    ]


@lru_cache(maxsize=20_000)
def _hash(token: str) -> int:
    return crc32(token.encode())


@lru_cache(maxsize=20_000)
def _parts(word: str) -> tuple[int, ...]:
    """Return the buckets of the letters of a word, four by four; misspelt words share most of them."""
    if len(word) < _PART or word[0] == "0":
        return ()
    framed = f"<{word}>"
    return tuple(
        WORDS + PAIRS + crc32(f"g{framed[at : at + _PART]}".encode()) % PARTS
        for at in range(len(framed) - _PART + 1)
    )
