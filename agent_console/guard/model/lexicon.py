"""How much a term tells about which conversation it belongs to."""

from collections.abc import Iterable
from functools import lru_cache
from math import log
from zlib import crc32

import numpy as np
from numpy.typing import NDArray


class Lexicon:
    """The rarity of terms: 0 for the commonest, 1 for one never met before.

    Terms share figures by their hash; where two meet, the commoner decides.
    """

    def __init__(self, rarity: NDArray[np.uint8]) -> None:
        self._rarity = rarity.tolist()
        self._of = lru_cache(maxsize=8192)(self._looked_up)

    def __call__(self, term: str) -> float:
        """Return a term's rarity."""
        return self._of(term)

    def _looked_up(self, term: str) -> float:
        return float(self._rarity[crc32(term.encode("utf-8", "replace")) % len(self._rarity)]) / 255


def rarities(texts: Iterable[frozenset[str]], size: int) -> NDArray[np.uint8]:
    """Return the figures of a lexicon that has met these texts, each given as its distinct terms."""
    counts: dict[str, int] = {}
    number = 0
    for terms in texts:
        number += 1
        for term in terms:
            counts[term] = counts.get(term, 0) + 1
    found = np.full(size, 255, np.uint8)
    for term, count in counts.items():
        place = crc32(term.encode("utf-8", "replace")) % size
        told = round(255 * log(number / count) / log(number)) if number > 1 else 255
        # A term met once or twice tells as much as one never met, and must not spoil a common one's figure.
        if count > 2:
            found[place] = min(found[place], told)
    return found
