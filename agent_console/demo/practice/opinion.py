"""What a scripted customer thinks of a visit: how long it took to be answered, and what came of it."""

from typing import Final

LONG: Final = 60.0
"""Seconds of waiting that cost a point; twice as many cost two."""
BEST: Final = 5
WORST: Final = 1
_UNHELPED: Final = 2
"""Points that leaving without what one came for costs."""
_MISTAKEN: Final = 2
"""Points that words meant for somebody else cost."""


class Opinion:
    """Grows while the visit goes on; instants are seconds of a clock that never jumps."""

    def __init__(self) -> None:
        self._waiting_since: float | None = None
        self._longest = 0.0
        self._mistaken = False

    def said(self, now: float) -> None:
        """Begin to wait, unless that has begun before."""
        if self._waiting_since is None:
            self._waiting_since = now

    def heard(self, now: float, mistaken: bool) -> None:
        """Be answered."""
        self._end_waiting(now)
        self._mistaken = self._mistaken or mistaken

    def rating(self, now: float, content: bool) -> int:
        """Return a rating from 1 to 5; who leaves content with a goodbye waits for nothing any more."""
        if not content:
            self._end_waiting(now)
        lost = min(2, int(self._longest // LONG))
        lost += 0 if content else _UNHELPED
        lost += _MISTAKEN if self._mistaken else 0
        return max(WORST, BEST - lost)

    def _end_waiting(self, now: float) -> None:
        if self._waiting_since is not None:
            self._longest = max(self._longest, now - self._waiting_since)
            self._waiting_since = None
