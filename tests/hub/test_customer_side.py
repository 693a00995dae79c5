"""Customers at the hub's sockets: how their chat stands, what reaches the agent, how much they may send."""

import base64
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from agent_console.domain.action import AddTag, Block, MarkRead
from agent_console.domain.chat import ClientId, Status
from agent_console.domain.history import Move
from agent_console.hub.live import allowance
from agent_console.wire.close_code import CloseCode
from agent_console.wire.frame import (
    Ack,
    AgentWelcome,
    Chunk,
    Close,
    CustomerWelcome,
    Decline,
    Done,
    History,
    Leave,
    MailTranscript,
    Messages,
    Offer,
    Progress,
    Rate,
    ReadHistory,
    Refusal,
    Say,
    Seen,
    Standing,
    Trouble,
    Typing,
)
from tests.hub.file_case import png
from tests.hub.host import HubHost
from tests.hub.raw_client import RawClient, agent_hello, customer_hello, dialled, say, still_serves
from tests.hub.scene import agent, hub_with, visitor

# How the chat stands


async def test_a_customer_hears_how_the_chat_stands_from_the_beginning_to_the_rating(host: HubHost) -> None:
    async with visitor(host) as karen, agent(host) as ann:
        assert await karen.client.hear(Standing) == Standing(Status.CLOSED)
        await karen.client.say(say(1))
        await karen.stands(status=Status.WAITING, place=1, agent="")
        facts = await ann.take(karen.conversation)
        await karen.stands(status=Status.OPEN, place=0, agent="Ann")
        await ann.act(facts, MarkRead(1))
        await karen.stands(read=1)
        await ann.client.say(Close(5, facts.id, facts.fence, 1, "solved"))
        await karen.stands(status=Status.CLOSED, agent="", outcome="solved", rated=False)
        await karen.client.say(Rate(1, 5, "quick and kind"))
        await karen.stands(rated=True)
        async with visitor(host, hello=karen.hello) as again:
            assert (await again.client.hear(Standing)).rated


async def test_those_behind_move_up_and_nobody_else_is_told(host: HubHost) -> None:
    async with (
        visitor(host, "first") as first,
        visitor(host, "second") as second,
        visitor(host, "elsewhere", queue="returns") as elsewhere,
        agent(host) as ann,
    ):
        for place, customer in ((1, first), (2, second), (1, elsewhere)):
            await customer.client.say(say(1))
            await customer.stands(place=place)
        await ann.take(first.conversation)
        await second.stands(place=1)
        await elsewhere.client.say(Typing(), say(2))
        told = await elsewhere.client.everything(Ack)
    assert not [frame for frame in told if isinstance(frame, Standing)]


async def test_the_same_word_is_not_said_twice(host: HubHost) -> None:
    async with visitor(host) as karen, agent(host) as ann:
        await karen.write()
        facts = await ann.take(karen.conversation)
        await karen.stands(agent="Ann")
        await ann.act(facts, AddTag("parcel"))
        await ann.send(facts, "hi")
        told = await karen.client.everything(Messages)
        assert not [frame for frame in told if isinstance(frame, Standing)]


# What reaches the agent


@pytest.mark.parametrize(("preview", "seen"), [(False, ""), (True, "where is my par")])
async def test_the_owner_sees_that_the_customer_types_and_what_only_where_that_is_set(
    tmp_path: Path, preview: bool, seen: str
) -> None:
    async with (
        hub_with(tmp_path, typing_preview=preview) as host,
        visitor(host) as karen,
        agent(host) as ann,
        agent(host, "Bob") as bob,
    ):
        await karen.write()
        await ann.take(karen.conversation)
        await karen.client.say(Typing(preview="where is my par"))
        assert await ann.client.hear(Typing) == Typing(karen.conversation, seen)
        await karen.write(2)
        await bob.client.say(ReadHistory(1, karen.conversation))
        assert not [f for f in await bob.client.everything(History) if isinstance(f, Typing)]


async def test_typing_without_end_is_dropped_and_nothing_else(host: HubHost) -> None:
    async with visitor(host) as karen, agent(host) as ann:
        await karen.write()
        await ann.take(karen.conversation)
        await karen.client.say(*[Typing()] * 100)
        await karen.write(2)
        heard = await ann.client.everything(Messages)
    assert 1 <= sum(isinstance(frame, Typing) for frame in heard) <= allowance.HINT_BURST + 1


async def test_the_owner_sees_how_far_the_customer_has_read_by_the_agents_numbers(host: HubHost) -> None:
    async with visitor(host) as karen, agent(host) as ann:
        await karen.write()
        facts = await ann.take(karen.conversation)
        await ann.send(facts, "hi")
        await karen.client.hear(Messages)
        await karen.client.say(Seen(2))
        assert await ann.client.hear(Seen) == Seen(2, karen.conversation)


async def test_of_many_readings_the_last_one_counts(host: HubHost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance, "HINT_BURST", 1)
    monkeypatch.setattr(allowance, "HINTS_A_SECOND", 20.0)
    await host.stop()
    await host.start()
    async with visitor(host) as karen, agent(host) as ann:
        for number in range(1, 21):
            await karen.write(number)
        await ann.take(karen.conversation)
        await karen.client.say(*(Seen(sequence) for sequence in range(1, 21)))
        steps = 1
        while (await ann.client.hear(Seen)).sequence != 20:
            steps += 1
    assert steps < 10


async def test_leaving_is_in_the_history_and_the_agent_sees_it(host: HubHost) -> None:
    async with visitor(host) as karen, agent(host) as ann:
        await karen.write()
        await ann.take(karen.conversation)
        await karen.client.say(Leave(3))
        assert (await karen.client.hear(Done)).request == 3
        await ann.client.say(ReadHistory(1, karen.conversation))
        assert (await ann.client.hear(History)).lines[-1].move is Move.LEFT


async def test_a_rating_is_from_one_to_five(host: HubHost) -> None:
    async with visitor(host) as karen:
        await karen.write()
        await karen.client.say(Rate(1, 6), Rate(2, 1, "too late"))
        assert (await karen.client.hear(Decline)).code == "score"
        assert (await karen.client.hear(Done)).request == 2


async def test_no_transcript_is_ordered_where_no_mail_is_sent(host: HubHost) -> None:
    async with visitor(host) as karen:
        await karen.client.say(MailTranscript(1, "karen@example.com"))
        assert await karen.client.hear(Decline) == Decline(1, "off", "this hub sends no e-mail")


async def test_a_transcript_is_ordered_once_it_is_in_the_history(tmp_path: Path) -> None:
    async with hub_with(tmp_path, mail=True) as host, visitor(host) as karen, agent(host) as ann:
        await karen.write()
        await karen.client.say(MailTranscript(1, "karen@example.com"))
        await karen.client.hear(Done)
        await ann.client.say(ReadHistory(1, karen.conversation))
        step = (await ann.client.hear(History)).lines[-1]
        assert (step.move, step.detail) == (Move.TRANSCRIPT, "karen@example.com")


async def test_a_blocked_customer_is_told_and_heard_no_more(host: HubHost) -> None:
    async with visitor(host) as karen, agent(host) as ann:
        await karen.write()
        facts = await ann.take(karen.conversation)
        await ann.act(facts, Block("abuse"))
        await karen.stands(blocked=True, agent="")
        refused = await karen.write(2)
        assert isinstance(refused, Refusal)
        assert refused.code == "blocked"


# Files


async def offered(client: RawClient, content: bytes) -> str:
    """Upload a picture and return its id."""
    upload = secrets.token_hex(16)
    await client.say(Offer(upload, "parcel.png", len(content)))
    assert await client.hear(Progress) == Progress(upload, 0, ready=False)
    await client.say(Chunk(upload, 0, base64.b64encode(content).decode()))
    assert await client.hear(Progress) == Progress(upload, len(content), ready=True)
    return upload


async def test_files_go_with_messages_both_ways(host: HubHost) -> None:
    async with visitor(host) as karen, agent(host) as ann:
        upload = await offered(karen.client, png())
        await karen.client.say(Say(ClientId("f1"), 1, "", upload))
        assert (await karen.client.hear(Ack)).sequence == 1
        facts = await ann.take(karen.conversation)
        upload = await offered(ann.client, png(4, 5))
        await ann.send(facts, "look", file=upload)
        [entry] = (await karen.client.hear(Messages)).messages
        assert entry.file is not None
        assert (entry.text, entry.file.name, entry.file.width, entry.file.height) == (
            "look",
            "parcel.png",
            4,
            5,
        )
        assert ann.id not in entry.file.path


async def test_an_upload_that_is_not_there_refuses_its_message(host: HubHost) -> None:
    async with visitor(host) as karen, visitor(host, "Mira Holm") as mira:
        upload = await offered(karen.client, png())
        for client, name in ((mira.client, upload), (karen.client, "f" * 32)):
            await client.say(Say(ClientId("f1"), 1, "look", name))
            assert (await client.hear(Refusal)).retry_ms == 0


# How much may come


async def test_who_sends_too_many_bytes_is_read_more_slowly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowance, "BURST_SECONDS", 0.001)
    async with (
        hub_with(tmp_path, customer_rate=1.0) as hub,
        dialled(hub.url, customer_hello(), say(1, "x" * 16_000), say(2)) as customer,
    ):
        assert (await customer.hear(Ack)).sequence == 1
        await still_serves(hub.url)
        with closing(sqlite3.connect(hub.file)) as database:
            [count] = database.execute("SELECT count(*) FROM message").fetchone()
        assert count == 2  # Karen's first, and that of `still_serves`


async def test_pieces_of_files_are_counted_apart(tmp_path: Path) -> None:
    async with hub_with(tmp_path, customer_rate=1.0) as hub, visitor(hub) as karen:
        await offered(karen.client, png(padding=30_000))
        await offered(karen.client, png(padding=30_000))
        assert isinstance(await karen.write(), Ack)


async def test_requests_without_end_are_declined(host: HubHost) -> None:
    async with visitor(host) as karen:
        await karen.client.say(*(Leave(number) for number in range(1, allowance.REQUEST_BURST + 2)))
        declined = await karen.client.hear(Decline)
        assert declined.code == "rate"
        assert declined.request == allowance.REQUEST_BURST + 1


async def test_customers_of_one_address_have_so_many_connections(tmp_path: Path) -> None:
    home = "203.0.113.7"
    async with (
        hub_with(tmp_path, customer_connections=2, trusted_proxies=("127.0.0.1",)) as hub,
        dialled(hub.url, customer_hello(), forwarded=home) as first,
        dialled(hub.url, customer_hello(), forwarded=home) as second,
    ):
        for customer in (first, second):
            await customer.hear(CustomerWelcome)
        async with dialled(hub.url, customer_hello(), forwarded=home) as third:
            assert (await third.closed())[0] == CloseCode.LATER
        async with dialled(hub.url, customer_hello(), forwarded="198.51.100.1") as neighbour:
            await neighbour.hear(CustomerWelcome)
        async with dialled(hub.url, agent_hello(hub.token("Ann")), forwarded=home) as ann:
            await ann.hear(AgentWelcome)
        await second.socket.close()
        async with dialled(hub.url, customer_hello(), forwarded=home) as later:
            await later.hear(CustomerWelcome)


async def test_a_frame_that_is_the_hubs_own_is_refused(host: HubHost) -> None:
    async with visitor(host) as karen:
        await karen.client.say(Standing(Status.OPEN))
        assert "a customer does not send Standing" in (await karen.client.hear(Trouble)).reason
