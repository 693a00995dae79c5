"""Sending what is due, at least once each, in order within a conversation, over any number of restarts."""

import asyncio
import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from agent_console.hub.clock import HubClock
from agent_console.hub.command import Advance
from agent_console.hub.mail.courier import Courier, Deferred, Delivery, Sent, Undeliverable, Unreachable
from agent_console.hub.mail.errand import Errand, Feed, Mail
from agent_console.hub.mail.persistence import carried_out
from agent_console.hub.store import Store

GIVE_UP_AFTER = timedelta(days=2)
"""How long mail servers are asked; many go on for longer, but an agent should know by then."""
MOST_WAITING = 200
"""Errands that are looked at; what comes behind them waits in the store."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """How often things are tried, in seconds."""

    look: float = 1.0
    """Between looks at the log."""
    first: float = 30.0
    """Before a mail is tried again for the first time; then each time twice as long."""
    longest: float = 300.0

    def pause(self, failures: int) -> float:
        """Return how long to wait after so many failures, at least one."""
        return min(self.longest, self.first * 2.0 ** min(failures - 1, 20))


USUAL = Pace()


@dataclass(slots=True)
class _Waiting:
    errand: Errand
    failures: int = 0
    due: float = 0.0
    """The monotonic instant before which it is not tried again."""


@dataclass(slots=True)
class Dispatch:
    """Takes a feed's errands to the courier.

    One that fails for now does not hold the others up, except those of its own conversation. What has
    gone out of turn is remembered by conversation, so that a restart repeats at most the mail that was
    under way; a repeated mail is the same mail, and has the same Message-ID.
    """

    feed: Feed
    courier: Courier
    store: Store
    clock: HubClock
    pace: Pace = USUAL
    _waiting: dict[int, _Waiting] = field(default_factory=dict)
    """By place, in order."""
    _end: int = 0
    """The place up to which the feed has been read."""
    _remembered: int = 0
    """The position that the store knows of."""
    _failures: int = 0
    """How often in a row the server took nothing."""

    async def run(self) -> None:
        """Send until cancelled."""
        begun = False
        while True:
            try:
                if not begun:
                    await self._begin()
                    begun = True
                pause = await self._step()
            except (OSError, sqlite3.Error) as error:
                logger.warning("what mail is due cannot be read: %s; it is tried again", error)
                pause = self.pace.first
            await asyncio.sleep(pause)

    async def _step(self) -> float:
        """Send what is due now; returns the seconds until it is worth looking again."""
        await self._read()
        if await self._round():
            return 0.0
        return self.pace.pause(self._failures) if self._failures else self.pace.look

    async def _begin(self) -> None:
        """Go on where the last run ended; what was said before there was e-mail is not sent."""
        begun = f"{self.feed.name}.begun"
        self._end = await self.store.position(self.feed.name)
        if not await self.store.position(begun):
            while (end := (await self.feed.page(self._end)).end) is not None:
                self._end = end
            await carried_out(self.store, Advance(self.feed.name, self._end))
            await carried_out(self.store, Advance(begun, 1))

    async def _read(self) -> None:
        if len(self._waiting) >= MOST_WAITING:
            return
        page = await self.feed.page(self._end)
        if page.end is None:
            return
        for errand in page.errands:
            if errand.number > await self.store.position(self._line(errand)):
                self._waiting[errand.place] = _Waiting(errand)
        self._end = page.end
        await self._advance()

    async def _round(self) -> bool:
        """Try the first of each conversation that is due; returns whether anything was settled."""
        settled = False
        for waiting in list(self._due()):
            match await self._try(waiting.errand):
                case Unreachable(reason):
                    self._fail(waiting)
                    self._failures += 1
                    logger.warning("no mail goes out: %s; it is tried again", reason)
                    if not self._late(waiting):
                        break
                    await self._drop(waiting, reason)
                case Deferred(reason) if not self._late(waiting):
                    self._fail(waiting)
                case Deferred(reason) | Undeliverable(reason):
                    await self._drop(waiting, reason)
                    settled = True
                case Sent():
                    self._failures = 0
                    await self._settle(waiting.errand)
                    settled = True
                case None:
                    del self._waiting[waiting.errand.place]
                    settled = True
        await self._advance()
        return settled

    def _due(self) -> Iterator[_Waiting]:
        """Yield the first of each conversation, those that failed least before the others."""
        first: dict[str, _Waiting] = {}
        for waiting in self._waiting.values():
            first.setdefault(waiting.errand.conversation, waiting)
        now = self.clock.seconds()
        due = (waiting for waiting in first.values() if waiting.due <= now)
        # One mail at which the server hangs up each time comes last, and cannot keep the others back.
        yield from sorted(due, key=lambda waiting: (waiting.failures, waiting.errand.place))

    async def _try(self, errand: Errand) -> Delivery | None:
        """Deliver a mail; None when there is none to send."""
        mail = await self.feed.mail(errand)
        return await self.courier.deliver(mail.content, mail.recipient) if isinstance(mail, Mail) else mail

    def _fail(self, waiting: _Waiting) -> None:
        waiting.failures += 1
        waiting.due = self.clock.seconds() + self.pace.pause(waiting.failures)

    def _late(self, waiting: _Waiting) -> bool:
        return self.clock.age_ms(waiting.errand.made_ms) > GIVE_UP_AFTER / timedelta(milliseconds=1)

    async def _drop(self, waiting: _Waiting, reason: str) -> None:
        await self.feed.give_up(waiting.errand, reason)
        await self._settle(waiting.errand)

    async def _settle(self, errand: Errand) -> None:
        """Remember that an errand is done."""
        in_turn = next(iter(self._waiting)) == errand.place
        del self._waiting[errand.place]
        if not in_turn:
            await carried_out(self.store, Advance(self._line(errand), errand.number))
        await self._advance()

    async def _advance(self) -> None:
        place = next(iter(self._waiting)) - 1 if self._waiting else self._end
        if place > self._remembered:
            await carried_out(self.store, Advance(self.feed.name, place))
            self._remembered = place

    def _line(self, errand: Errand) -> str:
        return f"{self.feed.name}.{errand.conversation}"
