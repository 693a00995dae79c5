"""What Enter means, judged by the rhythm of the keys: send, a pasted line break, or nothing."""

from enum import Enum, auto
from math import inf
from typing import Final

BURST_GAP_SECONDS: Final = 1 / 30
"""Keys closer together than this form a burst: people are slower, terminals and slow lines are not."""
LONG_BURST_KEYS: Final = 16
"""From this length a burst is a machine's.

A line that stalls delivers what was typed meanwhile at once. A fast typist makes ten keys a second and
a line seldom stalls for more than a second and a half, so a shorter burst that ends in Enter, such as
`ok` and Enter, is a person's and sends.
"""
AFTER_BURST_SECONDS: Final = 0.15
"""An Enter this soon after a long burst belongs to the burst."""
SETTLING_SECONDS: Final = 0.25
"""An Enter this soon after the whole screen changed was meant for what was there before."""


class EnterMeaning(Enum):
    """What to do about an Enter in a composer."""

    SEND = auto()
    LINE_BREAK = auto()
    """It came with pasted text; say so in the pane, since the agent may have meant to send."""
    IGNORED = auto()
    """The screen has only just changed; say so in the pane."""


class Keystrokes:
    """The rhythm of one console's keys; instants are seconds on its monotonic clock.

    A terminal without bracketed paste delivers pasted text as keys, each line break as an Enter. Such
    an Enter is told by its company: it follows another Enter of the same burst, or a long burst, or
    one of these follows it, which whoever sees the keys that wait must say. Text expanders type long
    bursts too, but without Enter: the agent's own Enter comes later and sends.
    """

    def __init__(self) -> None:
        self._last_at = -inf
        self._keys = 0
        self._enters = 0
        self._long_burst_at = -inf
        self._redrawn_at = -inf

    def typed(self, now: float) -> None:
        """Record a key other than Enter, in any pane; a bracketed paste is not a key."""
        self._continue(now)
        self._keys += 1
        if self._keys >= LONG_BURST_KEYS:
            self._long_burst_at = now

    def pasting(self, now: float) -> bool:
        """Whether the key that was just recorded is one of a long burst, which no person types."""
        return self._keys >= LONG_BURST_KEYS and now - self._last_at < BURST_GAP_SECONDS

    def in_burst(self, now: float) -> bool:
        """Whether a key at this instant belongs to the burst of the key before it."""
        return now - self._last_at < BURST_GAP_SECONDS

    def pasted(self, now: float) -> None:
        """Record that what comes now is pasted, as the keys that wait behind it show."""
        self._long_burst_at = now

    def settling(self, now: float) -> bool:
        """Whether the whole screen has only just changed."""
        return now - self._redrawn_at < SETTLING_SECONDS

    def redrawn(self, now: float) -> None:
        """Record that the whole screen changed under the agent's hands: a reconnect, a full redraw."""
        self._redrawn_at = now

    def enter(self, now: float) -> EnterMeaning:
        """Record an Enter and return what it means."""
        self._continue(now)
        self._enters += 1
        if self.settling(now):
            return EnterMeaning.IGNORED
        if self._enters > 1 or now - self._long_burst_at < AFTER_BURST_SECONDS:
            return EnterMeaning.LINE_BREAK
        return EnterMeaning.SEND

    def _continue(self, now: float) -> None:
        """Begin a new burst if the last key is too long ago to belong to one."""
        if not self.in_burst(now):
            self._keys = self._enters = 0
        self._last_at = now
