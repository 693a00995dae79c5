"""Hubs on one PostgreSQL: each keeps a row there that says that it runs, and who is connected to it."""

import asyncio
import logging
import math
import uuid
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Set
from contextlib import suppress
from dataclasses import dataclass

import psycopg
from psycopg import sql

from agent_console.domain.chat import AgentId, ConversationId
from agent_console.hub.database.address import PostgresAddress
from agent_console.hub.database.postgres_connection import conninfo
from agent_console.hub.neighbour import register
from agent_console.hub.neighbour.neighbourhood import Hint, Job, News
from agent_console.hub.neighbour.presence import Kind, Presence
from agent_console.hub.neighbour.register import Connection, View
from agent_console.hub.neighbour.signal import CHANNEL, Signal, SignalError, decode, encode
from agent_console.hub.neighbour.turn import Turn
from agent_console.hub.store import UnreadableError
from agent_console.wire.backoff import Backoff

PAUSE_SECONDS = 0.05
"""The shortest time between two rounds: a burst of comings and goings is written at once."""
ANSWER_SECONDS = 5.0
"""How long the database may take for one round before the connection counts as lost."""
MOST_HINTS = 200
"""That wait for one round; older ones are worth nothing any more."""

logger = logging.getLogger(__name__)

Connect = Callable[[], Awaitable[Connection]]


@dataclass(frozen=True, slots=True)
class Pace:
    """How often hubs tell that they run, and after what silence they are taken for gone; in seconds."""

    renewal: float = 1.0
    expiry: float = 8.0
    grace: float = 2.5
    """Before the common jobs begin: whose turn it was may not have seen yet that its line is gone."""


class PostgresqlNeighbours:
    """Implements `Neighbours` over two connections: one to write and ask, one to listen."""

    possible = True

    def __init__(self, connect: Connect, pace: Pace | None = None) -> None:
        """`connect` opens a connection that commits each statement, past every pool of transactions."""
        self._connect = connect
        self._pace = pace or Pace()
        self._hub = uuid.uuid4().hex
        self._presence = Presence()
        self._hints: deque[Hint] = deque(maxlen=MOST_HINTS)
        self._view = View()
        self._turn = Turn()
        self._due = asyncio.Event()
        self._looked = -math.inf
        """When the last round looked at the others, too, by the loop's clock."""
        self._chosen = math.inf
        """When this session got the turn, by the loop's clock."""
        self._connection: Connection | None = None

    def online(self, agent: AgentId) -> bool:
        """Whether an agent is connected to another hub, as far as this one has heard."""
        return agent in self._view.agents

    def agent_came(self, agent: AgentId) -> None:
        """The agent is connected to this hub."""
        self._presence.came((Kind.AGENT, agent))
        self._due.set()

    def agent_went(self, agent: AgentId) -> None:
        """The agent has no connection to this hub any more."""
        self._presence.went((Kind.AGENT, agent))
        self._due.set()

    def customer_came(self, conversation: ConversationId) -> None:
        """The conversation's customer is connected to this hub."""
        self._presence.came((Kind.CUSTOMER, conversation))
        self._due.set()

    def customer_went(self, conversation: ConversationId) -> None:
        """The conversation's customer has no connection to this hub any more."""
        self._presence.went((Kind.CUSTOMER, conversation))
        self._due.set()

    async def settled(self) -> None:
        """Wait until every other hub that asks can see who came and went before this was called."""
        await self._presence.settled()

    async def elsewhere(self, conversations: Collection[ConversationId]) -> Set[ConversationId]:
        """Return those whose customer is connected to another hub now; raises `UnreadableError`."""
        connection = self._connection
        if connection is None:
            raise UnreadableError("the hub's database cannot be asked at the moment")
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                return await register.elsewhere(connection, self._hub, conversations, self._pace.expiry)
        except (psycopg.Error, OSError) as error:
            raise UnreadableError(f"the hub's database cannot be asked: {_line(error)}") from error

    def pass_on(self, hint: Hint) -> None:
        """Tell the other hubs that somebody is writing, if there are any; it may be lost."""
        if self._view.hubs:
            self._hints.append(hint)
            self._due.set()

    async def in_turn(self, job: Job) -> None:
        """Run a job whenever this hub is the one of all that does the common ones, until cancelled."""
        await self._turn.keep(job)

    async def run(self, news: News) -> None:
        """Keep in touch until cancelled; the database may be away as long as it likes."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._again_and_again(lambda: self._attend(news)))
                group.create_task(self._again_and_again(lambda: self._listen(news)))
        finally:
            self._turn.end()

    async def _again_and_again(self, work: Callable[[], Awaitable[None]]) -> None:
        backoff, now = Backoff(base=0.1, cap=2.0), asyncio.get_running_loop().time
        while True:
            began = now()
            try:
                await work()
            except (psycopg.Error, OSError) as error:
                if now() - began > ANSWER_SECONDS:
                    backoff.proved()
                # Once for each loss: what follows is the same until the database is back.
                level = logging.DEBUG if backoff.failures else logging.WARNING
                logger.log(level, "the other hubs are out of reach: %s; it is tried again", _line(error))
            await asyncio.sleep(backoff.delay())

    async def _attend(self, news: News) -> None:
        """Do rounds over one connection until it fails."""
        async with asyncio.timeout(ANSWER_SECONDS):
            connection = await self._connect()
        async with connection:
            try:
                async with asyncio.timeout(ANSWER_SECONDS):
                    await register.prepare(connection)
                    # What was written over an earlier connection may be half of it.
                    await register.leave(connection, self._hub)
                self._connection = connection
                self._look()
                while True:
                    async with asyncio.timeout(ANSWER_SECONDS):
                        await self._round(connection, news)
                    await self._rest()
            except asyncio.CancelledError:
                # A hub that ends has its connections counted no longer than they last.
                with suppress(psycopg.Error, OSError):
                    async with asyncio.timeout(1):
                        await register.leave(connection, self._hub)
                raise
            finally:
                self._connection, self._chosen = None, math.inf
                self._turn.end()

    async def _round(self, connection: Connection, news: News) -> None:
        now = asyncio.get_running_loop().time()
        full = now - self._looked >= self._pace.renewal
        self._looked = now if full else self._looked
        hints = list(self._hints)
        self._hints.clear()
        seen: View | None = None
        async with connection.transaction():
            if full and await register.renew(connection, self._hub):
                self._presence.forgotten()
            changes = self._presence.changes()
            await register.write(connection, self._hub, changes)
            for call in encode(self._hub, hints, changes.of_agents):
                await register.call(connection, call)
            if full:
                await register.sweep(connection, self._pace.expiry)
                seen = await register.view(connection, self._hub, self._pace.expiry)
        self._presence.written(changes)
        if full and not self._turn.mine:
            await self._apply(connection, now, news)
        if seen is not None:
            self._see(seen, news)

    async def _apply(self, connection: Connection, now: float, news: News) -> None:
        """Try to have the turn, and begin it once nobody else can still believe that it is theirs."""
        if self._chosen == math.inf and await register.take_turn(connection):
            self._chosen = now
        if now - self._chosen >= self._pace.grace:
            logger.info("this hub does the common jobs now")
            self._turn.begin()
            news.turn_came()

    def _see(self, seen: View, news: News) -> None:
        before, self._view = self._view, seen
        if before.agents != seen.agents:
            news.team_changed(seen.agents - before.agents, before.agents - seen.agents)
        if before.hubs - seen.hubs:
            logger.info("%d of %d other hubs are gone", len(before.hubs - seen.hubs), len(before.hubs))
            news.neighbour_lost()

    async def _rest(self) -> None:
        """Sleep until there is something to tell, or it is time to tell that this hub runs."""
        await asyncio.sleep(PAUSE_SECONDS)
        with suppress(TimeoutError):
            async with asyncio.timeout(self._pace.renewal):
                await self._due.wait()
        self._due.clear()

    async def _listen(self, news: News) -> None:
        """Hear what the others call, until the connection fails."""
        async with asyncio.timeout(ANSWER_SECONDS):
            connection = await self._connect()
        async with connection:
            await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
            self._look()
            while True:
                async for heard in connection.notifies(timeout=ANSWER_SECONDS):
                    self._hear(heard.payload, news)
                async with asyncio.timeout(ANSWER_SECONDS):
                    await connection.execute("SELECT 1")

    def _hear(self, payload: str, news: News) -> None:
        try:
            signal: Signal = decode(payload)
        except SignalError as error:
            logger.warning("%s", error)
            return
        if signal.hub == self._hub:
            return
        for hint in signal.hints:
            news.hinted(hint)
        if signal.team:
            self._look()

    def _look(self) -> None:
        """Have the next round look at the others."""
        self._looked = -math.inf
        self._due.set()


def connector(address: PostgresAddress) -> Connect:
    """Return what opens connections to a hub's database."""

    async def connect() -> Connection:
        return await psycopg.AsyncConnection.connect(conninfo(address), autocommit=True)

    return connect


def _line(error: BaseException) -> str:
    """Return the first line of what went wrong; further ones repeat it for each address."""
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
