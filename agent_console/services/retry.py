"""How long to wait before a send is tried again."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Retry:
    """Delays that double up to a limit, spread so that many consoles do not return at once."""

    first: timedelta = timedelta(seconds=0.8)
    most: timedelta = timedelta(seconds=10)
    patience: timedelta = timedelta(seconds=5)
    """How long an answer may take before the send counts as unanswered."""

    def delay(self, attempt: int, chance: float) -> timedelta:
        """Return the delay after attempt 0, 1, ...; `chance` from 0 to 1 picks within its upper half."""
        doublings = 1 << min(attempt, 16)
        whole = min(self.first * doublings, self.most)
        return whole * (0.5 + chance / 2)
