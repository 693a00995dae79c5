"""What is looked at before a key that sends is given out: whether it came with pasted text."""

import asyncio
from collections import deque
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import takewhile
from time import monotonic

from textual import events

from agent_console.domain.keystrokes import BURST_GAP_SECONDS, LONG_BURST_KEYS, EnterMeaning, Keystrokes
from agent_console.ports import Clock
from agent_console.texts import N_, _
from agent_console.ui.key.name import pretty

_PASTED = frozenset({"enter", "tab", "ctrl+j"})
"""What a terminal without bracketed paste makes of the breaks and tabs of a pasted text."""

_REFUSALS = {
    EnterMeaning.IGNORED: N_("{key} ignored: the screen has just changed"),
    EnterMeaning.LINE_BREAK: N_("pasted line break ignored: {key} again answers"),
}


def _can_be_pasted(key: events.Key) -> bool:
    return key.is_printable or key.key in _PASTED


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A key that waits to be given out."""

    key: events.Key
    at: float
    """When the terminal brought it, on the console's clock."""


class KeyGate:
    """Knows the keys that have come and have not been given out yet, and the rhythm of those that have.

    What follows an Enter tells a pasted line break from a person's Enter, and it is there already, or comes
    within the gap of a burst. So an Enter right behind another key waits for that long before it counts;
    one at a person's pace is looked at only with what came as fast behind it.

    What counts is when a key came. A console that is held up for a moment gets to what was typed meanwhile
    all at once, and to each key of a pasted text long after the one before it.
    """

    def __init__(self, clock: Clock, sends: Collection[str], answers: Collection[str] = ("enter",)) -> None:
        """`sends` are the keys that send a reply, `answers` those that answer a question."""
        self.arrived = clock.monotonic()
        """When the key came that was given out last: an instant on the console's clock."""
        self._rhythm = Keystrokes()
        self._meaning: EnterMeaning | None = None
        """What the key that was given out last means, once somebody has asked."""
        self._clock = clock
        self._sends = sends
        self._answers = answers
        self._ahead: deque[_Arrival] = deque()
        self._more = asyncio.Event()

    def came(self, key: events.Key) -> None:
        """Note a key that waits to be given out."""
        # The two clocks differ where the machine has slept, so only the key's age is taken from its own.
        age = max(0.0, monotonic() - key.time)
        self._ahead.append(_Arrival(key, self._clock.monotonic() - age))
        self._more.set()

    async def give_out(self, key: events.Key, writes: bool) -> None:
        """Take the first key that waits; `writes` says that it goes to a reply or a note."""
        self.arrived, self._meaning = self._taken(key), None
        if not (writes and key.key in self._sends):
            return
        if self._rhythm.in_burst(self.arrived):
            await self._burst_over()
        if self._pasted():
            self._rhythm.pasted(self.arrived)

    def typed(self) -> None:
        """Record that the key is none that sends."""
        self._rhythm.typed(self.arrived)

    def enter(self) -> EnterMeaning:
        """Record that the key is one that sends, and return what it means: the same, whoever asks."""
        if self._meaning is None:
            self._meaning = self._rhythm.enter(self.arrived)
        return self._meaning

    @property
    def pasting(self) -> bool:
        """Whether the key is one of a long burst, which no person types."""
        return self._rhythm.pasting(self.arrived)

    @property
    def alone(self) -> bool:
        """Whether no key came right before it or right behind it, as fast as no person types."""
        return not self._rhythm.in_burst(self.arrived) and next(self._burst(), None) is None

    def redrawn(self) -> None:
        """Record that the whole screen changed under the agent's hands: a reconnect, a full redraw."""
        self._rhythm.redrawn(self._clock.monotonic())

    def refusal(self, key: str) -> str:
        """Record a key that goes to no reply; why it is an Enter not meant for what is there, or empty."""
        if key not in self._answers:
            self.typed()
            return ""
        return _(_REFUSALS.get(self.enter(), "")).format(key=pretty(key))

    def _taken(self, key: events.Key) -> float:
        """Let go of a key that waits; return when it came."""
        for arrival in self._ahead:
            if arrival.key is key:
                self._ahead.remove(arrival)
                return arrival.at
        return self._clock.monotonic()

    async def _burst_over(self) -> None:
        """Return when no key has come for a burst's gap, or it is clear already what the keys are."""
        while not self._pasted():
            self._more.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(BURST_GAP_SECONDS):
                    await self._more.wait()
                continue
            return

    def _pasted(self) -> bool:
        """Whether the burst goes on like a pasted text: with another line break, or very long."""
        text = list(takewhile(_can_be_pasted, self._burst()))
        return len(text) >= LONG_BURST_KEYS or any(key.key in self._sends for key in text)

    def _burst(self) -> Iterator[events.Key]:
        """Yield the keys that came behind the one given out, each as fast as no person types."""
        last = self.arrived
        for arrival in self._ahead:
            if arrival.at - last >= BURST_GAP_SECONDS:
                return
            yield arrival.key
            last = arrival.at
