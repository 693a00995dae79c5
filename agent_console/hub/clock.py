"""The hub's time: stamps that never run backwards while it runs, whatever is done to the wall clock."""

import time
from collections.abc import Callable

_ELAPSED = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def elapsed() -> float:
    """Return seconds that never jump, and that go on while the machine sleeps where it has such a clock."""
    return time.clock_gettime(_ELAPSED)


class HubClock:
    """Milliseconds since 1970, read from the wall once and counted monotonically from there."""

    def __init__(
        self, wall: Callable[[], float] = time.time, monotonic: Callable[[], float] = elapsed
    ) -> None:
        self._monotonic = monotonic
        self._offset = wall() - monotonic()

    def seconds(self) -> float:
        """Return monotonic seconds, for elapsed time."""
        return self._monotonic()

    def now_ms(self) -> int:
        """Return the present instant as it is stored with messages."""
        return int((self._offset + self._monotonic()) * 1000)

    def age_ms(self, stamp: int) -> int:
        """Return how long ago a stamp was made; 0 for one that an earlier run stamped in the future."""
        return max(0, self.now_ms() - stamp)
