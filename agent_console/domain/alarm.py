"""When an agent who is not looking is called: each thing once, and again only as often as they like."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from agent_console.domain.alert import Alert, Occasion
from agent_console.domain.quiet_hours import QuietHours

LAPSE: Final = 5.0
"""Seconds without a connection that are not worth a call: most are back by then."""


@dataclass(frozen=True, slots=True)
class Vigilance:
    """What the agent wants to be called for, and how often."""

    occasions: frozenset[Occasion] = frozenset(Occasion)
    idle: timedelta | None = timedelta(minutes=2)
    """Without a key for this long the agent is away, wherever the terminal is; None never."""
    repeat: timedelta | None = None
    """Until it is seen, a call comes again after this; None never."""
    apart: timedelta = timedelta(seconds=10)
    """Between two calls; what happens meanwhile comes with the next one."""
    silence: timedelta = timedelta(minutes=30)
    """For how long one key silences everything."""
    quiet: tuple[QuietHours, ...] = ()

    def quiet_at(self, local: datetime) -> bool:
        """Whether a local time is in the quiet hours."""
        return any(hours.covers(local) for hours in self.quiet)


class Alarm:
    """Remembers what stands since when, and of what a call has told; instants are monotonic seconds."""

    def __init__(self, vigilance: Vigilance) -> None:
        self._vigilance = vigilance
        self._noticed: dict[Alert, float] = {}
        self._told: set[Alert] = set()
        self._called_at = float("-inf")

    def look(self, standing: Collection[Alert], now: float) -> None:
        """Take in everything that stands now."""
        wanted = (alert for alert in standing if alert.occasion in self._vigilance.occasions)
        self._noticed = {alert: self._noticed.get(alert, now) for alert in wanted}
        self._told.intersection_update(self._noticed)

    def call(self, seen: float, now: float) -> tuple[Alert, ...]:
        """Return what to tell now, if anything, of what was noticed after everything had been `seen`."""
        elapsed = now - self._called_at
        unseen = [alert for alert, at in self._noticed.items() if at > seen and _lasts(alert, now - at)]
        fresh = [alert for alert in unseen if alert not in self._told]
        again = self._vigilance.repeat is not None and elapsed >= self._vigilance.repeat.total_seconds()
        if not (fresh or (unseen and again)) or elapsed < self._vigilance.apart.total_seconds():
            return ()
        self._told.update(unseen)
        self._called_at = now
        return tuple(fresh or unseen)


def _lasts(alert: Alert, seconds: float) -> bool:
    return alert.occasion is not Occasion.CONNECTION or seconds >= LAPSE
