"""Whether the agent is there, and what an agent who is not is to be called for."""

from datetime import datetime

from agent_console.domain.alarm import Alarm, Vigilance
from agent_console.domain.alert import Alert, standing
from agent_console.domain.desk import Desk
from agent_console.ports import Clock


class Alerts:
    """Follows the agent's keys and the terminal's focus; what was there at the last of them was seen.

    A terminal that does not report its focus counts as having it; then only idleness tells.
    """

    def __init__(self, desk: Desk, clock: Clock, vigilance: Vigilance | None = None) -> None:
        self._desk = desk
        self._clock = clock
        self._vigilance = vigilance or Vigilance()
        self._alarm = Alarm(self._vigilance)
        self._focused = True
        self._acted_at = clock.monotonic()
        self._silent_until: tuple[float, datetime] | None = None

    @property
    def silent_until(self) -> datetime | None:
        """When calls begin again (aware, UTC); None while they are not silenced by hand."""
        if self._silent_until is not None and self._clock.monotonic() >= self._silent_until[0]:
            self._silent_until = None
        return None if self._silent_until is None else self._silent_until[1]

    @property
    def away(self) -> bool:
        """Whether the agent looks elsewhere, or has not touched a key for a while."""
        idle = self._vigilance.idle
        elapsed = self._clock.monotonic() - self._acted_at
        return not self._focused or (idle is not None and elapsed >= idle.total_seconds())

    def acted(self) -> None:
        """Note a key, a click, or the terminal's coming to the front: the agent is there, and sees it all."""
        self._focused, self._acted_at = True, self._clock.monotonic()

    def looked(self) -> None:
        """Note that the agent reads here, be it with the keys in another window."""
        self._acted_at = self._clock.monotonic()

    def looked_away(self) -> None:
        """Note that the terminal has lost the focus; until then the agent saw what there was."""
        self.acted()
        self._focused = False

    def toggle_silence(self) -> datetime | None:
        """Silence calls for a while, or let them be heard again; returns until when, or None."""
        if self.silent_until is not None:
            self._silent_until = None
        else:
            span = self._vigilance.silence
            self._silent_until = (
                self._clock.monotonic() + span.total_seconds(),
                self._clock.now() + span,
            )
        return self.silent_until

    def look(self) -> tuple[Alert, ...]:
        """Return what the agent is to be called for now; to be asked about once a second."""
        now, at = self._clock.monotonic(), self._clock.now()
        self._alarm.look(tuple(standing(self._desk, now, at)), now)
        hushed = self.silent_until is not None or self._vigilance.quiet_at(at.astimezone())
        return () if hushed or not self.away else self._alarm.call(self._acted_at, now)
