"""What strangers can make large: none of it may grow into a frame that shuts an agent out."""

import asyncio
from dataclasses import replace

import pytest

from agent_console.domain.action import Block, SetPriority
from agent_console.domain.chat import ClientId, Priority
from agent_console.hub.database.staff import MOST_QUEUES
from agent_console.hub.live import agent_side, history
from agent_console.wire.close_code import CloseCode
from agent_console.wire.frame import (
    Ack,
    History,
    Messages,
    Offer,
    Progress,
    ReadHistory,
    Refusal,
    Say,
    Team,
    Topic,
    Unstored,
)
from agent_console.wire.limit import CLIENT_ID_CHARACTERS
from tests.hub.host import HubHost
from tests.hub.raw_client import agent_hello, customer_hello, dialled, say
from tests.hub.scene import agent, visitor


async def test_agents_are_not_told_of_more_queues_than_a_team_can_have(host: HubHost) -> None:
    async def invent(number: int) -> None:
        async with visitor(host, queue=f"invented {number:03}") as stranger:
            await stranger.write()

    async with asyncio.TaskGroup() as group:
        for number in range(MOST_QUEUES + 20):
            group.create_task(invent(number))
    async with dialled(host.url, agent_hello(host.token("Ann"))) as ann:
        assert len((await ann.hear(Team)).queues) == MOST_QUEUES


async def test_who_has_only_come_names_no_queue_to_the_team(host: HubHost) -> None:
    async with visitor(host, queue="invented"), agent(host) as ann:
        assert (await ann.client.hear(Team)).queues == ()


async def test_the_name_of_a_queue_is_short(host: HubHost) -> None:
    hello = replace(customer_hello(), topic=Topic(queue="q" * 51))
    async with dialled(host.url, hello) as stranger:
        assert (await stranger.closed())[0] == CloseCode.BAD_HELLO


@pytest.mark.parametrize("id_", ["m" * (CLIENT_ID_CHARACTERS + 1), "1@mail.example.com"])
async def test_a_message_cannot_have_any_id(host: HubHost, id_: str) -> None:
    async with visitor(host) as karen:
        await karen.client.say(Say(ClientId(id_), 1, "hello"))
        refusal = await karen.client.hear(Refusal)
        assert (refusal.client_id, refusal.code) == (id_, "bad_id")
        assert await karen.write(1)


async def test_a_long_history_comes_in_pages_that_a_console_takes(
    host: HubHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "PAGE_BYTES", 40)
    async with visitor(host) as karen, agent(host) as ann:
        await karen.write()
        facts = await ann.take(karen.conversation)
        for priority in (Priority.HIGH, Priority.LOW, Priority.URGENT):
            await ann.act(facts, SetPriority(priority))
        told, after, more = [], 0, True
        while more:
            await ann.client.say(ReadHistory(1, karen.conversation, after))
            page = await ann.client.hear(History)
            assert 0 < len(page.lines) < 5 < agent_side.HISTORY_LINES
            told += [line.id for line in page.lines]
            after, more = page.lines[-1].id, page.more
        assert told == sorted(set(told))
        assert len(told) == 5


async def test_a_blocked_customer_cannot_bring_files(host: HubHost) -> None:
    async with visitor(host) as karen, agent(host) as ann:
        await karen.write()
        await ann.act(await ann.take(karen.conversation), Block("spam"))
        await karen.client.say(Offer("0" * 32, "a.txt", 5))
        answer = await karen.client.either(Unstored, Progress)
        assert isinstance(answer, Unstored)
        assert answer.code == "blocked"


async def test_ids_count_for_the_size_of_a_page(host: HubHost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "PAGE_BYTES", 100)
    async with visitor(host) as karen:
        for number in range(1, 4):
            await karen.client.say(replace(say(number), client_id=ClientId(f"{number:0100}")))
            await karen.client.hear(Ack)
        async with visitor(host, hello=karen.hello) as again:
            assert len((await again.client.hear(Messages)).messages) == 1
