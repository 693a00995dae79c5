"""How long to wait before coming back: full jitter, so that a restart does not bring everybody at once."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

LARGEST_EXPONENT = 30
"""Keeps the power finite; every cap in use is reached long before."""


@dataclass(slots=True)
class Backoff:
    """Delays in seconds between attempts, each random up to a bound that doubles until `cap`."""

    base: float = 0.1
    cap: float = 1.0
    chance: Callable[[], float] = random.random
    """Returns a number from 0 up to 1."""
    failures: int = 0

    def proved(self) -> None:
        """Start again from `base`, because the far end did more than accept the connection."""
        self.failures = 0

    def delay(self) -> float:
        """Return the seconds to wait before the next attempt."""
        bound = min(self.cap, math.ldexp(self.base, min(self.failures, LARGEST_EXPONENT)))
        self.failures += 1
        return bound * self.chance()


def for_agent() -> Backoff:
    """Return the delays of an agent's console: back within a second of a hub's return."""
    return Backoff(base=0.1, cap=1.0)


def for_customer() -> Backoff:
    """Return the delays of a customer: thousands of them may come back to one hub."""
    return Backoff(base=0.5, cap=10.0)
