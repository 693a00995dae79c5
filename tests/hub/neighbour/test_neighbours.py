"""What hubs on one PostgreSQL know of each other: who is connected where, whose turn it is, who writes."""

import asyncio
import os
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from functools import partial
from socket import SHUT_RDWR, socket
from typing import Any

import psycopg
import pytest

from agent_console.domain.chat import AgentId, ConversationId
from agent_console.hub.database.address import PostgresAddress
from agent_console.hub.neighbour.neighbourhood import Hint
from agent_console.hub.neighbour.postgresql import Pace, PostgresqlNeighbours, connector
from agent_console.hub.store import UnreadableError
from tests.hub.neighbour.patience import PATIENCE_SECONDS, until

pytestmark = pytest.mark.needs("postgres", "initdb")

FAST = Pace(renewal=0.05, expiry=0.5, grace=0.5)
KAREN, MIRA = ConversationId("karen"), ConversationId("mira")


class Heard:
    """Implements `News`: keeps what was told."""

    def __init__(self) -> None:
        self.online: set[AgentId] = set()
        self.lost = 0
        self.turns = 0
        self.hints: list[Hint] = []

    def team_changed(self, came: Collection[AgentId], went: Collection[AgentId]) -> None:
        """Follow who is there."""
        self.online = self.online.union(came).difference(went)

    def turn_came(self) -> None:
        """Count."""
        self.turns += 1

    def neighbour_lost(self) -> None:
        """Count."""
        self.lost += 1

    def hinted(self, hint: Hint) -> None:
        """Keep it."""
        self.hints.append(hint)


class Hub:
    """One hub's part of the neighbourhood, whose line to the database can be cut."""

    def __init__(self, address: PostgresAddress, name: str) -> None:
        self.heard = Heard()
        self.name = name
        self._cut = False
        self._open: list[psycopg.AsyncConnection[Any]] = []
        self._connect = connector(address)
        self.neighbours = PostgresqlNeighbours(self._connected, FAST)

    async def work(self, log: list[str]) -> None:
        """Do the common jobs, and say when that begins and ends."""
        log.append(f"{self.name} begins")
        try:
            await asyncio.Event().wait()
        finally:
            log.append(f"{self.name} ends")

    def cut(self) -> None:
        """Take the database away from it, as when its machine is off the net.

        Its connections break and are not closed: their numbers must not be given to others while it has them.
        """
        self._cut = True
        for connection in self._open:
            if not connection.closed:
                with socket(fileno=os.dup(connection.fileno())) as line:
                    line.shutdown(SHUT_RDWR)

    def mend(self) -> None:
        """Give the database back."""
        self._cut = False

    async def _connected(self) -> psycopg.AsyncConnection[Any]:
        if self._cut:
            raise OSError("no route to the database")
        connection = await self._connect()
        self._open.append(connection)
        return connection


@asynccontextmanager
async def living(*hubs: Hub, log: list[str] | None = None) -> AsyncIterator[None]:
    """Let hubs run, and do common jobs where a log is to be written."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(hub.neighbours.run(hub.heard)) for hub in hubs]
        if log is not None:
            tasks += [group.create_task(hub.neighbours.in_turn(partial(hub.work, log))) for hub in hubs]
        yield
        for task in tasks:
            task.cancel()


async def elsewhere(hub: Hub, *conversations: ConversationId) -> set[ConversationId]:
    """Return who is connected to another hub, once the hub can ask."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            try:
                return set(await hub.neighbours.elsewhere(conversations))
            except UnreadableError:
                await asyncio.sleep(0.01)


async def crash(address: PostgresAddress) -> None:
    """Leave what a crash leaves of tables that are not logged."""
    async with await connector(address)() as connection:
        await connection.execute("TRUNCATE neighbour, neighbour_presence")


async def test_each_hub_sees_who_is_connected_to_the_other(address: PostgresAddress) -> None:
    one, other = Hub(address, "one"), Hub(address, "other")
    async with living(one, other):
        one.neighbours.agent_came(AgentId("ann"))
        one.neighbours.customer_came(KAREN)
        await one.neighbours.settled()
        await until(lambda: other.neighbours.online(AgentId("ann")))
        assert other.heard.online == {"ann"}
        assert not one.neighbours.online(AgentId("ann"))
        assert await elsewhere(other, KAREN, MIRA) == {KAREN}
        assert await elsewhere(one, KAREN) == set()
        one.neighbours.agent_went(AgentId("ann"))
        one.neighbours.customer_went(KAREN)
        await one.neighbours.settled()
        assert await elsewhere(other, KAREN) == set()
        await until(lambda: not other.neighbours.online(AgentId("ann")))


async def test_a_hub_that_ends_takes_its_connections_along_and_is_missed(address: PostgresAddress) -> None:
    one, other = Hub(address, "one"), Hub(address, "other")
    async with living(other):
        async with living(one):
            one.neighbours.agent_came(AgentId("ann"))
            await until(lambda: other.heard.online == {"ann"})
        await until(lambda: other.heard.lost == 1)
        assert other.heard.online == set()


async def test_a_hub_without_the_database_counts_as_gone_until_it_is_back(address: PostgresAddress) -> None:
    one, other = Hub(address, "one"), Hub(address, "other")
    async with living(one, other):
        one.neighbours.customer_came(KAREN)
        one.neighbours.agent_came(AgentId("ann"))
        await until(lambda: other.heard.online == {"ann"})
        one.cut()
        await until(lambda: other.heard.lost == 1)
        assert other.heard.online == set()
        assert await elsewhere(other, KAREN) == set()
        with pytest.raises(UnreadableError):
            await one.neighbours.elsewhere([KAREN])
        one.neighbours.customer_went(KAREN)
        one.neighbours.customer_came(MIRA)
        one.mend()
        await until(lambda: other.heard.online == {"ann"})
        await one.neighbours.settled()
        assert await elsewhere(other, KAREN, MIRA) == {MIRA}


async def test_a_crash_of_the_database_loses_nothing_for_long(address: PostgresAddress) -> None:
    one, other = Hub(address, "one"), Hub(address, "other")
    async with living(one, other):
        one.neighbours.customer_came(KAREN)
        one.neighbours.agent_came(AgentId("ann"))
        await until(lambda: other.heard.online == {"ann"})
        one.cut()
        await crash(address)
        await until(lambda: other.heard.lost > 0)
        one.mend()
        await until(lambda: other.heard.online == {"ann"})
        await one.neighbours.settled()
        assert await elsewhere(other, KAREN) == {KAREN}


async def test_a_hub_that_goes_on_writes_again_what_is_gone(address: PostgresAddress) -> None:
    one, other = Hub(address, "one"), Hub(address, "other")
    async with living(one, other):
        one.neighbours.customer_came(KAREN)
        one.neighbours.agent_came(AgentId("ann"))
        await one.neighbours.settled()
        assert await elsewhere(other, KAREN) == {KAREN}
        await crash(address)
        async with asyncio.timeout(PATIENCE_SECONDS):
            while await elsewhere(other, KAREN) != {KAREN}:
                pass  # each look takes its time at the database
        await until(lambda: other.heard.online == {"ann"})


async def test_common_jobs_are_one_hubs_at_a_time_and_go_on_elsewhere(address: PostgresAddress) -> None:
    hubs, log = [Hub(address, name) for name in ("one", "other", "third")], list[str]()
    async with living(*hubs, log=log):
        await until(lambda: len(log) == 1)
        first = log[0].split()[0]
        one = next(hub for hub in hubs if hub.name == first)
        one.cut()
        await until(lambda: len(log) == 3)
        assert log[1] == f"{first} ends"
        assert log[2] != log[0]
        one.mend()
        await until(lambda: one.neighbours._connection is not None)
        assert len(log) == 3


async def test_who_writes_is_heard_by_the_other_hubs_only(address: PostgresAddress) -> None:
    one, other = Hub(address, "one"), Hub(address, "other")
    hints = [Hint(KAREN), Hint(MIRA, AgentId("ann"), "ich hätte gern \U0001f600" * 20)]
    async with living(one, other):
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not set(hints) <= set(other.heard.hints):
                for hint in hints:
                    one.neighbours.pass_on(hint)
                await asyncio.sleep(0.1)
        assert one.heard.hints == []


async def test_what_no_hub_called_is_passed_over(address: PostgresAddress) -> None:
    one, other = Hub(address, "one"), Hub(address, "other")
    async with living(one, other), await connector(address)() as stranger:
        one.neighbours.agent_came(AgentId("ann"))
        await until(lambda: other.heard.online == {"ann"})
        for words in (
            "",
            "[",
            "7",
            '{"hub": 7}',
            '{"hub": "x", "hints": [[1, 2, 3]]}',
            '{"hub":"x","hints":[[]]}',
        ):
            await stranger.execute("SELECT pg_notify('agent_console_neighbour', %s)", (words,))
        async with asyncio.timeout(PATIENCE_SECONDS):
            while Hint(KAREN) not in other.heard.hints:
                one.neighbours.pass_on(Hint(KAREN))
                await asyncio.sleep(0.05)
        assert set(other.heard.hints) == {Hint(KAREN)}


async def test_a_hub_that_gets_the_turn_hears_so_once(address: PostgresAddress) -> None:
    one = Hub(address, "one")
    async with living(one):
        await until(lambda: one.heard.turns == 1)
        assert one.heard.lost == 0
