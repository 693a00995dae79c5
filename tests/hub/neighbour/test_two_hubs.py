"""Whole hubs on one PostgreSQL: customers at one, their agent at the other, and one of the two ends."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Unpack

import psycopg
import pytest

from agent_console.domain.action import HandOver
from agent_console.domain.chat import ConversationId, Presence
from agent_console.domain.history import Move
from agent_console.hub.database.address import PostgresAddress
from agent_console.hub.database.postgres_connection import conninfo
from agent_console.hub.premises import Companion, Premises
from agent_console.wire.frame import (
    Ack,
    CustomerPresence,
    Decline,
    Entry,
    Messages,
    Opened,
    Peer,
    Refusal,
    Team,
    Typing,
)
from tests.hub.host import HubHost
from tests.hub.neighbour.patience import until
from tests.hub.raw_client import RawClient
from tests.hub.scene import Agent, Settings, agent, visitor
from tests.hub.test_absence import history, moved, waits

pytestmark = pytest.mark.needs("postgres", "initdb")

SOON = 0.05
"""Seconds: a test waits for what follows, never for this time itself."""


@asynccontextmanager
async def hubs_on(
    address: PostgresAddress, folder: Path, **settings: Unpack[Settings]
) -> AsyncIterator[tuple[HubHost, HubHost]]:
    """Run two hubs on one database."""
    async with AsyncExitStack() as stack:
        hosts = HubHost(folder), HubHost(folder)
        for host in hosts:
            host.settings = replace(host.settings, database=address, folder=folder / "files", **settings)
            stack.push_async_callback(host.close)
            await host.start()
        yield hosts


async def told(client: Agent, *texts: str) -> list[Entry]:
    """Return a conversation's messages as an agent is told of them, up to these."""
    entries: list[Entry] = []
    while [entry.text for entry in entries][-len(texts) :] != list(texts):
        entries += (await client.client.either(Messages, Opened)).messages
    return entries


async def test_a_customer_at_one_hub_and_the_agent_at_the_other(
    address: PostgresAddress, tmp_path: Path
) -> None:
    async with (
        hubs_on(address, tmp_path) as (near, far),
        visitor(near) as karen,
        agent(far, "Ann") as ann,
    ):
        await karen.write(1, "is anybody there?")
        facts = await ann.take(karen.conversation)
        assert isinstance(await ann.send(facts, "yes, I am"), Ack)
        while "yes, I am" not in [entry.text for entry in (await karen.client.hear(Messages)).messages]:
            pass
        for number in range(2, 12):
            await karen.write(number, f"line {number}")
        lines = [f"line {number}" for number in range(2, 12)]
        assert [entry.sequence for entry in await told(ann, *lines)] == list(range(3, 13))


async def test_typing_reaches_the_other_hub(address: PostgresAddress, tmp_path: Path) -> None:
    async with (
        hubs_on(address, tmp_path) as (near, far),
        visitor(near) as karen,
        agent(far, "Ann") as ann,
    ):
        await karen.write()
        facts = await ann.take(karen.conversation)
        async with asyncio.TaskGroup() as group:
            # A hint may be lost, and the hubs may not know of each other yet.
            typing = group.create_task(repeated(karen.client, Typing()))
            assert (await ann.client.hear(Typing)).conversation == karen.conversation
            typing.cancel()
            typing = group.create_task(repeated(ann.client, Typing(facts.id)))
            assert (await karen.client.hear(Typing)).conversation == karen.conversation
            typing.cancel()


async def repeated(client: RawClient, frame: Typing) -> None:
    """Say something again and again."""
    while True:
        await client.say(frame)
        await asyncio.sleep(0.3)


async def test_colleagues_at_the_other_hub_are_online_and_can_be_handed_over_to(
    address: PostgresAddress, tmp_path: Path
) -> None:
    async with (
        hubs_on(address, tmp_path) as (near, far),
        visitor(near) as karen,
        agent(near, "Ann") as ann,
    ):
        await karen.write()
        facts = await ann.take(karen.conversation)
        async with agent(far, "Bob") as bob:
            await team(ann, "Bob", online=True)
            assert not isinstance(await ann.act(facts, HandOver(bob.id)), Decline)
            assert (await bob.client.hear(Opened)).facts.id == karen.conversation
        await team(ann, "Bob", online=False)


async def team(watcher: Agent, name: str, *, online: bool) -> Peer:
    """Wait until a colleague shows as connected, or not."""
    while True:
        for peer in (await watcher.client.hear(Team)).peers:
            if peer.name == name and peer.online == online:
                return peer


async def test_two_hubs_one_customer_has_left_only_when_gone_from_both(
    address: PostgresAddress, tmp_path: Path
) -> None:
    async with (
        hubs_on(address, tmp_path, left_seconds=SOON) as (near, far),
        agent(far, "Ann") as ann,
        visitor(near) as karen,
        visitor(near, "Mira Holm") as mira,
    ):
        async with visitor(far, hello=karen.hello):
            for customer in (karen, mira):
                await customer.write()
                await ann.take(customer.conversation)
            await karen.client.socket.close()
            await mira.client.socket.close()
            await moved(ann, mira.conversation, Move.LEFT)
            assert Move.LEFT not in [line.move for line in await history(ann, karen.conversation)]
        await moved(ann, karen.conversation, Move.LEFT)
        async with visitor(near, hello=karen.hello):
            while (await ann.client.hear(CustomerPresence)).presence is not Presence.HERE:
                pass


async def test_an_agent_at_the_other_hub_keeps_the_chats_and_one_at_none_loses_them(
    address: PostgresAddress, tmp_path: Path
) -> None:
    async with (
        hubs_on(address, tmp_path, lease_seconds=1.0) as (near, far),
        visitor(near) as karen,
        visitor(near, "Mira Holm") as mira,
        agent(near, "Bob") as bob,
    ):
        tokens = {name: near.token(name) for name in ("Ann", "Cleo")}
        async with agent(far, token=tokens["Ann"]) as ann:
            async with agent(near, token=tokens["Ann"]) as again, agent(near, token=tokens["Cleo"]) as cleo:
                await karen.write()
                await mira.write()
                await again.take(karen.conversation)
                facts = await cleo.take(mira.conversation)
            await waits(bob.client, mira.conversation)
            moves = [line.move for line in await history(bob, karen.conversation)]
            assert Move.LAPSED not in moves
            assert isinstance(await ann.send(facts, "late"), Refusal)
        await moved(bob, karen.conversation, Move.LAPSED)
        taken = [line.move for line in await history(bob, mira.conversation)]
        assert taken.count(Move.LAPSED) == 1


async def _here(address: PostgresAddress, conversation: ConversationId) -> None:
    """Wait until the store has it that a customer is here."""
    question = "SELECT presence FROM conversation WHERE id = %s"
    async with await psycopg.AsyncConnection.connect(conninfo(address), autocommit=True) as connection:
        while await (await connection.execute(question, [conversation])).fetchone() != (Presence.HERE,):  # noqa: ASYNC110
            await asyncio.sleep(0.01)  # the database tells of presence only when it is asked


async def test_those_at_a_hub_that_ended_are_looked_after_by_the_other(
    address: PostgresAddress, tmp_path: Path
) -> None:
    async with hubs_on(address, tmp_path, left_seconds=SOON, lease_seconds=SOON) as (near, far):
        token = near.token("Ann")
        async with agent(far, "Bob") as bob, visitor(near) as karen, agent(near, token=token) as ann:
            await karen.write()
            await ann.take(karen.conversation)
            await _here(address, karen.conversation)  # who was never seen to be here is not missed
            await near.stop()
            await moved(bob, karen.conversation, Move.LAPSED)
            await moved(bob, karen.conversation, Move.LEFT)


async def test_companions_take_turns(address: PostgresAddress, tmp_path: Path) -> None:
    log: list[str] = []
    async with AsyncExitStack() as stack:
        hosts = [HubHost(tmp_path), HubHost(tmp_path)]
        for name, host in zip("ab", hosts, strict=True):
            host.settings = replace(host.settings, database=address, folder=tmp_path / "files")
            host.companions = (companion(name, log),)
            stack.push_async_callback(host.close)
            await host.start()
        await until(lambda: len(log) == 1)
        first = hosts["ab".index(log[0])]
        await first.stop()
        await until(lambda: len(log) == 2)
        assert set(log) == {"a", "b"}


def companion(name: str, log: list[str]) -> Companion:
    """Return a program beside a hub that notes when its turn comes."""

    async def work() -> None:
        log.append(name)
        await asyncio.Event().wait()

    async def run(premises: Premises) -> None:
        await premises.neighbours.in_turn(work)

    return run
