"""Asks LiveHelperChat for news again and again: it has no way to tell an operator's program by itself."""

import asyncio
import random
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from agent_console.backends.livehelperchat import translation
from agent_console.backends.livehelperchat.claim import Claims
from agent_console.backends.livehelperchat.failure import (
    DeniedError,
    MalformedError,
    ShutOutError,
    UnansweredError,
)
from agent_console.backends.livehelperchat.holdings import Holdings, Tell
from agent_console.backends.livehelperchat.interface import Interface
from agent_console.backends.livehelperchat.presence import Presence
from agent_console.backends.livehelperchat.row import VISITOR, ChatRow
from agent_console.backends.livehelperchat.server_time import ServerTime
from agent_console.backends.livehelperchat.translation import conversation_id
from agent_console.domain import events
from agent_console.domain.chat import AgentId
from agent_console.texts import _
from agent_console.wire.backoff import Backoff

SPREAD = (0.8, 1.2)
"""Between which parts of its length an interval lies, so that consoles do not ask in step."""
READ_ALL = 10
"""Every so many times messages are read although no chat tells of a new one, which can be out of date."""

MOST_CONCERNS = 5
"""Waiting chats that are read at a time, so that a long queue holds up nothing."""


class Concern(NamedTuple):
    """What a waiting customer asked first, as far as a message."""

    last_message: int
    text: str


NO_CONCERN = Concern(0, "")


class Poll:
    """Signs in, follows everything, and comes back after every loss; one request after the other."""

    def __init__(
        self,
        interface: Interface,
        holdings: Holdings,
        claims: Claims,
        presence: Presence,
        clock: ServerTime,
        tell: Tell,
        busy: timedelta,
        idle: timedelta,
    ) -> None:
        """`busy` is the interval while the agent holds chats, `idle` while there are none."""
        self._interface = interface
        self._holdings = holdings
        self._claims = claims
        self._presence = presence
        self._clock = clock
        self._tell = tell
        self._intervals = (idle.total_seconds(), busy.total_seconds())
        self._backoff = Backoff(base=min(1.0, busy.total_seconds()), cap=10.0)
        self._soon = asyncio.Event()
        self._rounds = 0
        self._concerns: dict[int, Concern] = {}
        self._queue: tuple[object, ...] | None = None
        self._ever = False
        self.down = _("not connected yet")
        """Why nothing can be asked for at the moment; empty when it can."""

    async def run(self) -> None:
        """Poll until the agent is refused, or this is cancelled."""
        self._tell(events.LinkChanged(events.Link.CONNECTING))
        while True:
            try:
                await (self._sign_in() if self.down else self._follow())
            except ShutOutError as error:
                self._refused(error.reason)
                return
            except DeniedError as error:
                if not self._ever:
                    self._refused(error.reason)
                    return
                await self._lost(error.reason)
            except UnansweredError as error:
                await self._lost(error.reason)
            else:
                self._backoff.proved()
                await self._pause(self._intervals[bool(self._holdings.all)] * random.uniform(*SPREAD))

    def soon(self) -> None:
        """Ask at once, because something was just changed."""
        self._soon.set()

    async def _sign_in(self) -> None:
        """Find out who the agent is and what they hold; nothing of it is told before all of it is known."""
        me = await self._interface.me()
        self._holdings.me = me
        await self._presence.read_departments()
        rows = await self._interface.open_chats()
        opened = await self._holdings.resume(row for row in rows if self._holdings.owns(row))
        self._ever, self.down, self._queue = True, "", None
        self._tell(events.LinkChanged(events.Link.ONLINE))
        held = frozenset(self._holdings.all)
        self._tell(events.SignedIn(AgentId(str(me.id)), me.name, held))
        for one in opened:
            self._tell(one)
        self._presence.forget()
        await self._presence.look()
        self._tell_queue(rows)

    async def _follow(self) -> None:
        """Learn what is other than before."""
        self._rounds += 1
        await self._presence.look()
        rows = await self._interface.open_chats()
        mine = {conversation_id(row.id): row for row in rows if self._holdings.owns(row)}
        for conversation in self._holdings.all:
            if conversation not in mine:
                await self._claims.check(conversation)
        for conversation, row in mine.items():
            if conversation in self._holdings:
                await self._read(row)
            else:
                await self._open(row)
        self._tell_queue(rows)
        await self._learn_concerns(self._claims.waiting(rows))

    async def _read(self, row: ChatRow) -> None:
        """Follow one held chat; that it cannot be read harms no other."""
        self._holdings.follow(row)
        newest = self._holdings.ledger(conversation_id(row.id)).newest
        if row.last_message == newest and self._rounds % READ_ALL:
            return
        try:
            await self._holdings.read(row)
        except (DeniedError, MalformedError) as error:
            self._holdings.complain(row, error)

    async def _open(self, row: ChatRow) -> None:
        try:
            await self._claims.open_given(row)
        except (DeniedError, MalformedError) as error:
            self._holdings.complain(row, error)

    def _tell_queue(self, rows: Sequence[ChatRow]) -> None:
        waiting = tuple(self._waiting(row) for row in self._claims.waiting(rows))
        # A wait's length alone is no news: the console counts on by itself.
        queue = tuple((one.conversation, one.name, one.concern, one.queue, one.priority) for one in waiting)
        if queue != self._queue:
            self._queue = queue
            self._tell(events.QueueChanged(waiting))

    async def _learn_concerns(self, waiting: Sequence[ChatRow]) -> None:
        """Read what some of those who wait have asked, for the next time that the queue is told."""
        self._concerns = {row.id: self._concerns[row.id] for row in waiting if row.id in self._concerns}
        for row in [row for row in waiting if self._unasked(row)][:MOST_CONCERNS]:
            try:
                said = await self._interface.messages(row.id, 0, row.last_message)
            except (DeniedError, MalformedError):
                said = []
            asked = (one.text for one in said if one.writer == VISITOR)
            self._concerns[row.id] = Concern(row.last_message, next(asked, ""))

    def _unasked(self, row: ChatRow) -> bool:
        """Whether it is not known what a customer has asked, and there may be something by now."""
        known = self._concerns.get(row.id, NO_CONCERN)
        return not known.text and row.last_message > known.last_message

    def _waiting(self, row: ChatRow) -> events.Waiting:
        return events.Waiting(
            conversation=conversation_id(row.id),
            name=row.nick,
            concern=self._concerns.get(row.id, NO_CONCERN).text,
            queue=translation.queue_name(row, self._holdings.departments),
            age=self._clock.since(row.pending or row.opened),
            priority=translation.priority(row),
        )

    def _refused(self, reason: str) -> None:
        self.down = reason
        self._tell(events.LinkChanged(events.Link.REFUSED, reason))

    async def _lost(self, reason: str) -> None:
        if self.down != reason:
            self._tell(events.LinkChanged(events.Link.OFFLINE, reason))
        self.down = reason
        await asyncio.sleep(self._backoff.delay())

    async def _pause(self, seconds: float) -> None:
        self._soon.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._soon.wait()
        except TimeoutError:
            return
