"""What is looked at before a key that sends is given out: whether it came with pasted text."""

import asyncio
from collections import deque
from collections.abc import Collection
from contextlib import suppress
from itertools import takewhile

from textual import events

from agent_console.domain.keystrokes import BURST_GAP_SECONDS, LONG_BURST_KEYS, EnterMeaning, Keystrokes
from agent_console.ports import Clock

_PASTED = frozenset({"enter", "tab", "ctrl+j"})
"""What a terminal without bracketed paste makes of the breaks and tabs of a pasted text."""

_REFUSALS = {
    EnterMeaning.IGNORED: "Enter ignored: the screen has just changed",
    EnterMeaning.LINE_BREAK: "pasted line break ignored: Enter again answers",
}


def _can_be_pasted(key: events.Key) -> bool:
    return key.is_printable or key.key in _PASTED


class KeyGate:
    """Knows the keys that have come and have not been given out yet.

    What follows an Enter tells a pasted line break from a person's Enter, and it is there already, or comes
    within the gap of a burst. So an Enter right behind another key waits for that long before it counts;
    one at a person's pace is looked at only with what has come by then.
    """

    def __init__(self, rhythm: Keystrokes, clock: Clock, sends: Collection[str]) -> None:
        """`sends` are the keys that send a reply."""
        self._rhythm = rhythm
        self._clock = clock
        self._sends = sends
        self._ahead: deque[events.Key] = deque()
        self._more = asyncio.Event()

    def came(self, key: events.Key) -> None:
        """Note a key that waits to be given out."""
        self._ahead.append(key)
        self._more.set()

    async def give_out(self, key: events.Key, writes: bool) -> None:
        """Take the first key that waits; `writes` says that it goes to a reply or a note."""
        if key in self._ahead:
            self._ahead.remove(key)
        if not (writes and key.key in self._sends):
            return
        if self._rhythm.in_burst(self._clock.monotonic()):
            await self._burst_over()
        if self._pasted():
            self._rhythm.pasted(self._clock.monotonic())

    def refusal(self, key: str) -> str:
        """Record a key that goes to no reply; why it is an Enter not meant for what is there, or empty."""
        now = self._clock.monotonic()
        if key != "enter":
            self._rhythm.typed(now)
            return ""
        return _REFUSALS.get(self._rhythm.enter(now), "")

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
        """Whether what waits goes on like a pasted text: with another line break, or very long."""
        text = list(takewhile(_can_be_pasted, self._ahead))
        return len(text) >= LONG_BURST_KEYS or any(key.key in self._sends for key in text)
