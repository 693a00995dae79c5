"""How long a customer has waited, and which tier that is."""

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum


class Tier(IntEnum):
    """A band of waiting time; higher is more urgent."""

    NONE = 0
    """Nobody waits: the last word was the agent's."""
    CALM = 1
    AMBER = 2
    RED = 3
    CRITICAL = 4


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where each tier begins, counted from the first unanswered message."""

    amber: timedelta = timedelta(seconds=40)
    red: timedelta = timedelta(seconds=120)
    critical: timedelta = timedelta(seconds=180)

    def tier(self, waited: timedelta | None) -> Tier:
        """Return the band of a wait; None means that nobody waits."""
        if waited is None:
            return Tier.NONE
        if waited >= self.critical:
            return Tier.CRITICAL
        if waited >= self.red:
            return Tier.RED
        return Tier.AMBER if waited >= self.amber else Tier.CALM


@dataclass(frozen=True, slots=True)
class Wait:
    """A customer's wait; instants are seconds on the console's monotonic clock."""

    since: float | None = None
    """When the first unanswered message arrived; None when no answer is owed."""
    nudged_at: float | None = None
    """When the newest further message arrived while still unanswered."""
    nudges: int = 0
    """How many further messages the customer wrote while still unanswered."""

    def asked(self, at: float) -> "Wait":
        """Return the wait after one more customer message; the first one starts the clock."""
        if self.since is None:
            return Wait(since=at)
        return Wait(since=self.since, nudged_at=max(at, self.since), nudges=self.nudges + 1)

    def elapsed(self, now: float) -> timedelta | None:
        """Return how long the customer has waited; never negative."""
        return None if self.since is None else timedelta(seconds=max(0.0, now - self.since))

    def since_nudge(self, now: float) -> timedelta | None:
        """Return the time since the newest nudge; None when there was none."""
        return None if self.nudged_at is None else timedelta(seconds=max(0.0, now - self.nudged_at))


ANSWERED = Wait()
