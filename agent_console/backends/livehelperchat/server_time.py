"""What time it is by the server's clock, which alone its whole-second times can be compared with."""

import time
from datetime import timedelta


class ServerTime:
    """The server's clock, as far as its answers tell."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def learn(self, told: float | None) -> None:
        """Take the time of an answer, in seconds since 1970; None when it had none.

        The server tells whole seconds, cut off: half a second is added, and less than a second between the
        two clocks is no difference.
        """
        if told is None:
            return
        ahead = told + 0.5 - time.time()
        if abs(ahead - self._ahead) > 1.0:
            self._ahead = ahead if abs(ahead) > 1.0 else 0.0

    def now(self) -> float:
        """Return the server's time in seconds since 1970, within about a second."""
        return time.time() + self._ahead

    def at(self, instant: float) -> float:
        """Return the server's time at an instant of this machine's clock, both in seconds since 1970."""
        return instant + self._ahead

    def since(self, seconds: int) -> timedelta:
        """Return how long ago the server's time was that; never less than nothing."""
        return timedelta(seconds=max(0.0, self.now() - seconds))
