"""Sorted texts that are walked character by character, as a trie is, but sooner built and smaller."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

NOWHERE = -1


class Prefixes:
    """An immutable set of texts, looked up by how they begin."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = sorted(set(texts))

    def __len__(self) -> int:
        return len(self._texts)

    def place(self, prefix: str, start: int = 0) -> int:
        """Return where the first text that begins so is; NOWHERE when none does.

        `start` is the place of any beginning of `prefix`, which makes a walk cheaper.
        """
        place = bisect_left(self._texts, prefix, start)
        return place if place < len(self._texts) and self._texts[place].startswith(prefix) else NOWHERE

    def whole(self, place: int, prefix: str) -> bool:
        """Return whether the text at a place is the prefix itself."""
        return self._texts[place] == prefix

    def beginning(self, prefix: str) -> Iterator[str]:
        """Yield the texts that begin so, in their order."""
        for place in range(bisect_left(self._texts, prefix), len(self._texts)):
            if not self._texts[place].startswith(prefix):
                return
            yield self._texts[place]
