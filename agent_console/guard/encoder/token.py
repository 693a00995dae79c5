"""A text as the encoder reads it: numbered buckets of its words, pairs of words and parts of words."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

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
Hashes = NDArray[np.uint64]

_WORDS, _PAIRS = np.uint64(WORDS), np.uint64(PAIRS)
_BY_FIRST, _BY_SECOND, _LOW_BITS = np.uint64(2654435761), np.uint64(40503), np.uint64(0xFFFFFFFF)
_FIRST, _LAST = 7, 13
"""What stands for the beginning and the end of a text in pairs."""


def tokens(text: str) -> list[str]:
    """Return the words of a text in order, without case.

    Of a number only the shape is kept, as it means something else in every conversation; an ideograph
    is a word by itself.
    """
    read = _TOKEN.findall(text[:_MOST_CHARACTERS].lower())
    return list(chain.from_iterable(map(_kept, read)))[:MOST_TOKENS]


def buckets(text: str) -> NDArray[np.intp]:
    """Return the buckets of a text, from 0 to below `BUCKETS`; never empty."""
    found = tokens(text)
    hashes = np.frombuffer(b"".join(map(_hash, found)), "<u4").astype(np.uint64)
    words = hashes % _WORDS if found else np.zeros(1, np.uint64)
    parts = np.frombuffer(b"".join(map(_parts, found)), "<u2").astype(np.uint64)
    return np.concatenate((words, _pairs(hashes), parts)).astype(np.intp)


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


def _pairs(hashes: Hashes) -> Hashes:
    around = np.empty(len(hashes) + 2, np.uint64)
    around[0], around[-1], around[1:-1] = _FIRST, _LAST, hashes
    joined = (around[:-1] * _BY_FIRST + around[1:] * _BY_SECOND) & _LOW_BITS
    return joined % _PAIRS + _WORDS


@lru_cache(maxsize=20_000)
def _hash(token: str) -> bytes:
    """Return the number of a word as numpy reads it: many are read at once."""
    return crc32(token.encode()).to_bytes(4, "little")


@lru_cache(maxsize=20_000)
def _parts(word: str) -> bytes:
    """Return the buckets of the letters of a word, four by four; misspelt words share most of them.

    They are numbers of two bytes each.
    """
    if len(word) < _PART or word[0] == "0":
        return b""
    framed = f"<{word}>"
    starts = range(len(framed) - _PART + 1)
    codes = (crc32(f"g{framed[at : at + _PART]}".encode()) % PARTS for at in starts)
    return b"".join((WORDS + PAIRS + code).to_bytes(2, "little") for code in codes)
