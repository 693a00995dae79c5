"""The customer's client against a real hub."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_console.customer.client import HubCustomer
from agent_console.customer.identity import Identity
from agent_console.domain.action import EditMessage
from agent_console.domain.chat import Author, ClientId, ConversationId, Message, Status
from agent_console.domain.events import Link, LinkChanged
from agent_console.domain.outbox import Acknowledged, Refused
from agent_console.ports import Declined
from agent_console.wire.backoff import Backoff
from agent_console.wire.frame import (
    CustomerWelcome,
    Done,
    Entry,
    Heads,
    Messages,
    Opened,
    Reread,
    Seen,
    Send,
    Standing,
    Take,
    Typing,
)
from tests.backends.scripted_hub import Caller, scripted
from tests.hub.file_case import png
from tests.hub.host import HubHost
from tests.hub.raw_client import agent_hello, dialled
from tests.hub.scene import agent

CHAT = ConversationId("chat")


def soon() -> Backoff:
    return Backoff(base=0.01, cap=0.1)


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[HubHost]:
    hub = HubHost(tmp_path)
    await hub.start()
    yield hub
    await hub.close()


async def read(customer: HubCustomer, count: int) -> list[Message]:
    """Return the next messages of a customer's conversation."""
    messages: list[Message] = []
    async with asyncio.timeout(20):
        async for message in customer.messages():
            messages.append(message)
            if len(messages) == count:
                break
    return messages


async def test_what_is_sent_is_acknowledged_and_comes_back(host: HubHost) -> None:
    async with HubCustomer(host.url, name="Karen Doe") as karen:
        for number, text in enumerate(("hello", "where is it?"), 1):
            sent = await karen.send(text)
            assert isinstance(sent, Acknowledged)
            assert sent.sequence == number
        assert [message.text for message in await read(karen, 2)] == ["hello", "where is it?"]


async def test_messages_sent_at_once_keep_their_order(host: HubHost) -> None:
    texts = [f"message {number}" for number in range(30)]
    async with HubCustomer(host.url, name="Karen Doe") as karen:
        results = await asyncio.gather(*(karen.send(text) for text in texts))
        assert [r.sequence for r in results if isinstance(r, Acknowledged)] == list(range(1, 31))
        assert [message.text for message in await read(karen, 30)] == texts


async def test_the_agent_learns_who_the_customer_is(host: HubHost) -> None:
    customer = HubCustomer(
        host.url,
        name="Karen Doe",
        email="karen@example.com",
        phone="555-0100",
        language="en",
        account="A-1",
        order_number="48213",
        concern="late parcel",
        page="https://shop.example.com",
    )
    async with customer, dialled(host.url, agent_hello(host.token("Ann"))) as ann:
        await customer.send("hello")
        await ann.say(Take(1))
        facts = (await ann.hear(Opened)).facts
        profile, topic = facts.profile, facts.topic
        assert (profile.name, profile.email, profile.phone) == ("Karen Doe", "karen@example.com", "555-0100")
        assert (profile.language, profile.account, profile.order_number) == ("en", "A-1", "48213")
        assert (topic.concern, topic.page) == ("late parcel", "https://shop.example.com")
        await ann.hear(Done)
        await ann.say(Send(facts.id, facts.customer, facts.fence, ClientId("r1"), 1, "hi Karen"))
        heard = await read(customer, 2)
        assert [(m.author, m.name, m.text) for m in heard][1] == (Author.AGENT, "Ann", "hi Karen")


async def test_a_message_given_while_the_hub_is_away_arrives_once_it_is_back(host: HubHost) -> None:
    changes: asyncio.Queue[LinkChanged] = asyncio.Queue()
    customer = HubCustomer(host.url, name="Karen Doe", backoff=soon(), on_link=changes.put_nowait)
    async with customer:
        await customer.send("one")
        await host.stop()
        while (await changes.get()).link is not Link.OFFLINE:
            pass
        sending = asyncio.create_task(customer.send("two"))
        await host.start()
        sent = await sending
        assert isinstance(sent, Acknowledged)
        assert sent.sequence == 2
        assert [message.text for message in await read(customer, 2)] == ["one", "two"]


async def test_a_cut_in_the_middle_of_sending_doubles_nothing(host: HubHost) -> None:
    async with HubCustomer(host.url, name="Karen Doe", backoff=soon()) as karen:
        texts = [f"message {number}" for number in range(40)]
        for place, text in enumerate(texts):
            sending = asyncio.create_task(karen.send(text))
            if place % 8 == 3:
                await asyncio.sleep(0)  # the frame leaves
                host.cable.cut()
                host.cable.mend()
            assert isinstance(await sending, Acknowledged)
        assert [message.text for message in await read(karen, 40)] == texts


async def test_who_stops_waiting_has_still_sent(host: HubHost) -> None:
    async with HubCustomer(host.url, name="Karen Doe") as karen:
        await karen.send("one")
        impatient = asyncio.create_task(karen.send("two"))
        await asyncio.sleep(0)
        impatient.cancel()
        assert isinstance(await karen.send("three"), Acknowledged)
        assert [message.text for message in await read(karen, 3)] == ["one", "two", "three"]


async def test_an_identity_makes_the_same_customer_again(host: HubHost) -> None:
    identity = Identity()
    async with HubCustomer(host.url, name="Karen Doe", identity=identity) as karen:
        await karen.send("one")
    async with HubCustomer(host.url, name="Karen Doe", identity=identity) as again:
        await again.send("two")
        assert [message.text for message in await read(again, 2)] == ["one", "two"]
    assert identity.secret not in repr(identity)


async def test_a_refused_customer_hears_why(host: HubHost) -> None:
    identity = Identity()
    async with HubCustomer(host.url, name="Karen Doe", identity=identity) as karen:
        await karen.send("one")
    thief = Identity(identity.customer)
    async with HubCustomer(host.url, name="Karen Doe", identity=thief) as stranger:
        waiting = asyncio.create_task(stranger.send("let me in"))
        assert [message async for message in stranger.messages()] == []
        assert stranger.refusal == "the secret does not belong to this customer id"
        assert await waiting == Refused(stranger.refusal)
        assert await stranger.send("please") == Refused(stranger.refusal)


@pytest.mark.parametrize(
    ("text", "code"), [("x" * 1_000_000, "too_long"), ("", "empty"), ("half \ud800", "text")]
)
async def test_what_no_hub_takes_is_refused_at_once(host: HubHost, text: str, code: str) -> None:
    async with HubCustomer(host.url, name="Karen Doe") as karen:
        refused = await karen.send(text)
        assert isinstance(refused, Refused)
        assert refused.code == code
        assert isinstance(await karen.send("hello"), Acknowledged)


async def test_a_limited_customer_gets_everything_through_in_the_end(tmp_path: Path) -> None:
    hub = HubHost(tmp_path, customer_rate=200.0, customer_burst=2)
    await hub.start()
    async with HubCustomer(hub.url, name="Karen Doe") as karen:
        results = await asyncio.gather(*(karen.send(f"message {number}") for number in range(8)))
        assert [r.sequence for r in results if isinstance(r, Acknowledged)] == list(range(1, 9))
    await hub.close()


async def test_leaving_ends_the_messages(host: HubHost) -> None:
    async with HubCustomer(host.url, name="Karen Doe") as karen:
        await karen.send("one")
        reading = asyncio.create_task(_all(karen))
    assert [message.text for message in await reading] == ["one"]


async def _all(customer: HubCustomer) -> list[Message]:
    return [message async for message in customer.messages()]


async def test_holes_are_filled_and_a_lost_last_message_is_noticed() -> None:
    def entries(*sequences: int) -> tuple[Entry, ...]:
        return tuple(
            Entry(n, ClientId(f"m{n}"), Author.AGENT, "Ann", f"text {n}", sent_ms=0, age_ms=0)
            for n in sequences
        )

    async def script(caller: Caller) -> None:
        await caller.hear()
        await caller.say(CustomerWelcome(CHAT), Messages(CHAT, entries(1)), Messages(CHAT, entries(3)))
        assert await caller.hear() == Reread(CHAT, 1)
        await caller.say(Messages(CHAT, entries(1, 2, 3)), Heads({CHAT: 3}), Heads({CHAT: 4}))
        assert await caller.hear() == Reread(CHAT, 3)
        await caller.say(Messages(CHAT, entries(4)))

    async with scripted(script) as url, HubCustomer(url, name="Karen Doe") as karen:
        assert [message.sequence for message in await read(karen, 4)] == [1, 2, 3, 4]


async def test_a_file_gets_through_cuts(host: HubHost) -> None:
    content = png(padding=300_000)
    async with HubCustomer(host.url, name="Karen Doe", backoff=soon()) as karen:
        uploading = asyncio.create_task(karen.upload("parcel.png", content))
        for _ in range(3):
            await asyncio.sleep(0.02)  # any moment will do
            host.cable.cut()
            host.cable.mend()
        upload = await uploading
        assert isinstance(upload, str)
        assert isinstance(await karen.send("", file=upload), Acknowledged)
        [message] = await read(karen, 1)
        assert message.attachment is not None
        assert message.attachment.size == len(content)
        assert message.attachment.address.startswith(f"http://127.0.0.1:{host.cable.port}/files/")


async def test_a_file_that_the_hub_does_not_take_is_refused(host: HubHost) -> None:
    async with HubCustomer(host.url, name="Karen Doe") as karen:
        refused = await karen.upload("page.html", b"<html><script>alert(1)</script></html>")
        assert isinstance(refused, Refused)
        assert isinstance(await karen.send("hello"), Acknowledged)


async def test_a_customer_leaves_rates_and_hears_how_the_chat_stands(host: HubHost) -> None:
    standings: asyncio.Queue[Standing] = asyncio.Queue()
    async with HubCustomer(host.url, name="Karen Doe", on_standing=standings.put_nowait) as karen:
        await karen.send("hello")
        while (await standings.get()).place != 1:
            pass
        assert await karen.leave() is None
        while (await standings.get()).status is not Status.CLOSED:
            pass
        assert await karen.rate(9) == Declined("a rating is a number from 1 to 5", "score")
        assert await karen.rate(5, "quick") is None
        while not (await standings.get()).rated:
            pass
        assert karen.standing is not None
        assert karen.standing.rated


async def test_a_request_made_while_the_hub_is_away_is_carried_out_later(host: HubHost) -> None:
    changes: asyncio.Queue[LinkChanged] = asyncio.Queue()
    customer = HubCustomer(host.url, name="Karen Doe", backoff=soon(), on_link=changes.put_nowait)
    async with customer as karen:
        await karen.send("hello")
        await host.stop()
        while (await changes.get()).link is not Link.OFFLINE:
            pass
        leaving = asyncio.create_task(karen.leave())
        await host.start()
        assert await leaving is None


async def test_typing_and_reading_reach_the_other_side(host: HubHost) -> None:
    typed: asyncio.Queue[Typing] = asyncio.Queue()
    async with (
        HubCustomer(host.url, name="Karen Doe", on_typing=typed.put_nowait) as karen,
        agent(host) as ann,
    ):
        await karen.send("hello")
        facts = await ann.take(karen.conversation)
        await ann.client.say(Typing(facts.id))
        assert (await typed.get()).conversation == karen.conversation
        await karen.typing()
        await ann.client.hear(Typing)
        await ann.send(facts, "hi")
        await read(karen, 2)
        await karen.seen()
        assert (await ann.client.hear(Seen)).sequence == 2


async def test_amendments_come_as_messages_of_their_own(host: HubHost) -> None:
    async with HubCustomer(host.url, name="Karen Doe") as karen, agent(host) as ann:
        await karen.send("hello")
        facts = await ann.take(karen.conversation)
        await ann.send(facts, "yuo")
        await ann.act(facts, EditMessage(2, "you"))
        heard = await read(karen, 3)
        assert [(m.sequence, m.amends, m.text) for m in heard][1:] == [(2, 0, "yuo"), (3, 2, "you")]
