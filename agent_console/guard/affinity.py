"""How usual a reply is behind these turns: learnt weights, each of a cue in both of them."""

from functools import lru_cache
from itertools import pairwise
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from agent_console.domain.chat import Author
from agent_console.guard.dialogue import Dialogue, Turn

Cues = NDArray[np.uint32]

BITS: Final = 20
"""Pairs share 2 ** BITS weights; those that meet in one are rare enough to do no harm."""
MOST_CUES: Final = 40
"""How many terms of a text give cues."""
QUESTIONS: Final = ("?", "？", "؟")
_FIRST: Final = np.uint32(2654435761)
_SECOND: Final = np.uint32(2246822519)
_MIX: Final = np.uint32(0x9E3779B1)
_SHIFT: Final = np.uint32(32 - BITS)


def reply_cues(text: str) -> Cues:
    """Return what a reply is made of: terms, pairs of terms, its beginning, a question, its length."""
    return _cues("", text, True)


def dialogue_cues(dialogue: Dialogue) -> Cues:
    """Return what a reply answers: the last turns, who spoke, how far the dialogue is."""
    turns = dialogue.turns
    told = [turn for turn in turns if turn.author is not Author.CUSTOMER][-2:]
    speakers = "".join("c" if turn.author is Author.CUSTOMER else "a" for turn in turns[-3:])
    length = len(turns)
    found = [_hashed((f"S{speakers}", f"N{min(length, 3)}", f"L{min(7, length // 3)}", "B"))]
    if dialogue.last_customer >= 0:
        found.append(_cues("c", turns[dialogue.last_customer].text, True))
    if told:
        found.append(_cues("a", told[-1].text, True))
    if len(told) > 1:
        found.append(_cues("b", told[0].text, False))
    return np.concatenate(found)


def places(reply: Cues, dialogue: Cues) -> NDArray[np.uint32]:
    """Return where the weight of each pair stands."""
    crossed = (reply * _FIRST)[:, None] ^ (dialogue * _SECOND)[None, :]
    found: NDArray[np.uint32] = (crossed * _MIX) >> _SHIFT
    return found.ravel()


@lru_cache(maxsize=8192)
def _cues(mark: str, text: str, with_pairs: bool) -> Cues:
    terms = [_shape(term) for term in Turn.of(Author.AGENT, text).terms[:MOST_CUES]]
    found = {f"{mark}{term}" for term in terms}
    if with_pairs:
        found.update(f"{mark}{first} {second}" for first, second in pairwise(terms))
    found.add(f"{mark}^{' '.join(terms[:2])}")
    found.add(f"{mark}#{len(terms).bit_length()}")
    if any(symbol in text for symbol in QUESTIONS):
        found.add(f"{mark}?")
    return _hashed(tuple(sorted(found)))


def _hashed(cues: tuple[str, ...]) -> Cues:
    return np.array([crc32(cue.encode("utf-8", "replace")) for cue in cues], np.uint32)


def _shape(term: str) -> str:
    """Return a term with every digit as 0: which number it is, is not learnt."""
    return "".join("0" if symbol.isdecimal() else symbol for symbol in term)
