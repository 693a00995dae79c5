"""Time in the demonstration's town, which may run faster than outside."""

import asyncio
from dataclasses import dataclass

SLOWEST, FASTEST = 0.01, 1000.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How many seconds pass in town while one passes outside."""

    factor: float = 1.0

    def now(self) -> float:
        """Return the town's seconds, which never jump."""
        return asyncio.get_running_loop().time() * self.factor

    def outside(self, seconds: float) -> float:
        """Return how long that many of the town's seconds take outside."""
        return max(0.0, seconds / self.factor)
