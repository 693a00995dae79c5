"""Earlier chats at the agents' sockets: page by page, and only to who holds the customer's conversation."""

import pytest

from agent_console.hub.live import past
from agent_console.wire.frame import (
    Close,
    Decline,
    Done,
    Facts,
    Past,
    PastLines,
    ReadPast,
    ReadPastLines,
)
from tests.hub.host import HubHost
from tests.hub.scene import Agent, Visitor, agent, visitor


async def served_often(ann: Agent, karen: Visitor, chats: int) -> Facts:
    """Have the agent close that many chats, and hold one more."""
    for number in range(1, chats + 1):
        await karen.write(number, f"again {number}")
        facts = await ann.take(karen.conversation)
        await ann.client.say(Close(number, facts.id, facts.fence, number, f"solved {number}"))
        await ann.client.hear(Done)
    await karen.write(chats + 1, "once more")
    return await ann.take(karen.conversation)


async def test_chats_come_newest_first_and_page_by_page(
    host: HubHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "CHATS", 2)
    async with visitor(host) as karen, agent(host) as ann:
        facts = await served_often(ann, karen, 3)
        await ann.client.say(ReadPast(50, facts.id))
        first = await ann.client.hear(Past)
        await ann.client.say(ReadPast(51, facts.id, first.chats[-1].id))
        rest = await ann.client.hear(Past)
    assert [chat.outcome for chat in first.chats] == ["solved 3", "solved 2"]
    assert (first.request, first.more) == (50, True)
    assert [chat.outcome for chat in rest.chats] == ["solved 1"]
    assert (rest.request, rest.more) == (51, False)


@pytest.mark.parametrize(("limit", "value"), [("LINES", 2), ("PAGE_BYTES", 100)])
async def test_lines_come_oldest_first_and_page_by_page(
    host: HubHost, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(past, limit, value)
    async with visitor(host) as karen, agent(host) as ann:
        for number in range(1, 5):
            await karen.write(number, f"line {number}: {'x' * 40}")
        facts = await ann.take(karen.conversation)
        await ann.client.say(Close(1, facts.id, facts.fence, 4, "solved"))
        await ann.client.hear(Done)
        await karen.write(5)
        await ann.take(karen.conversation)
        await ann.client.say(ReadPast(2, facts.id))
        [chat] = (await ann.client.hear(Past)).chats
        told: list[int] = []
        more, pages = True, 0
        while more:
            await ann.client.say(ReadPastLines(3, facts.id, chat.id, told[-1] if told else 0))
            page = await ann.client.hear(PastLines)
            told += [line.sequence for line in page.lines]
            more, pages = page.more, pages + 1
    assert told == [1, 2, 3, 4]
    assert pages == 2


async def test_nobody_else_is_told_and_nothing_of_nobody(host: HubHost) -> None:
    async with visitor(host) as karen, agent(host) as ann, agent(host, "Ben") as ben:
        facts = await served_often(ann, karen, 1)
        await ann.client.say(ReadPast(50, facts.id))
        [chat] = (await ann.client.hear(Past)).chats
        for asked in (ReadPast(60, facts.id), ReadPastLines(60, facts.id, chat.id)):
            await ben.client.say(asked)
            decline = await ben.client.hear(Decline)
            assert (decline.request, decline.code) == (60, "fence")
        await ann.client.say(ReadPastLines(61, facts.id, chat.id + 99))
        assert (await ann.client.hear(Decline)).code == "unknown"
        await ann.client.say(Close(62, facts.id, facts.fence, 2, "solved"))
        await ann.client.hear(Done)
        await ann.client.say(ReadPast(63, facts.id))
        assert (await ann.client.hear(Decline)).code == "fence"
