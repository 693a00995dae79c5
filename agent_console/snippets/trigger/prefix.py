"""Sorted texts that are walked character by character, as a trie is, but sooner built and smaller."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

NOWHERE = -1


class Prefixes:
    """An immutable set of texts, looked up by how they begin."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = sorted(set(texts))

    def place(self, prefix: str, start: int = 0) -> int:
        """Return where the first text that begins so is; NOWHERE when none does.

        `start` is the place of any beginning of `prefix`, which makes a walk cheaper.
        """
        texts = self._texts
        if start < len(texts) and texts[start].startswith(prefix):
            return start
        place = bisect_left(texts, prefix, start)
        return place if place < len(texts) and texts[place].startswith(prefix) else NOWHERE

    def beginning(self, prefix: str) -> Iterator[str]:
        """Yield the texts that begin so, in their order."""
        for place in range(bisect_left(self._texts, prefix), len(self._texts)):
            if not self._texts[place].startswith(prefix):
                return
            yield self._texts[place]

    def begun_by(self, text: str) -> Iterator[str]:
        """Yield the texts that a text begins with, the longest first."""
        place = bisect_right(self._texts, text)
        while place:
            nearest = self._texts[place - 1]
            if text.startswith(nearest):
                yield nearest
            text = text[: _common(nearest[:-1], text)]
            place = bisect_right(self._texts, text, 0, place - 1)


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))
