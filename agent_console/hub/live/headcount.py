"""How many connections come from one place."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager


class CrowdedError(Exception):
    """As many connections as there may be come from that place already."""


class Headcount:
    """Counts connections by where they come from, up to a limit each."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._there: Counter[str] = Counter()

    @contextmanager
    def one_more(self, source: str) -> Iterator[None]:
        """Count a connection while this lasts; raises `CrowdedError`. An empty source is not counted."""
        if not source:
            yield
            return
        if self._there[source] >= self._limit:
            raise CrowdedError(source)
        self._there[source] += 1
        try:
            yield
        finally:
            self._there[source] -= 1
            if not self._there[source]:
                del self._there[source]
