"""Agents at the hub's sockets: what each of them hears of the others' work, and of the customers'."""

from datetime import UTC, datetime, timedelta

import pytest

from agent_console.domain.action import (
    AddTag,
    Answer,
    Ask,
    DeleteMessage,
    EditMessage,
    HandOver,
    HoldUntil,
)
from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.history import Move
from agent_console.hub.database.enrolment import add_agent, revoke
from agent_console.hub.live import agent_side, connection
from agent_console.wire.close_code import CloseCode
from agent_console.wire.frame import (
    Ack,
    AgentHello,
    Asked,
    Changed,
    Decline,
    Done,
    Ended,
    Entry,
    Heads,
    History,
    Messages,
    Opened,
    Queue,
    ReadHistory,
    Refusal,
    SetAccepting,
    Settled,
    Team,
    Typing,
)
from tests.hub.host import HubHost
from tests.hub.raw_client import RawClient, agent_hello, dialled, say
from tests.hub.scene import agent, visitor


async def entry(client: RawClient) -> Entry:
    """Return the next message that comes by itself."""
    return (await client.hear(Messages)).messages[-1]


async def team(client: RawClient, **expected: tuple[bool, bool, int]) -> Team:
    """Wait until the team looks so: for each name online, accepting, holding."""
    while True:
        heard = await client.hear(Team)
        if {peer.name: (peer.online, peer.accepting, peer.holding) for peer in heard.peers} == expected:
            return heard


# Notes and amendments


async def test_a_note_is_for_agents_only_and_takes_none_of_the_customers_numbers(
    host: HubHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "HEARTBEAT_SECONDS", 0.01)
    async with visitor(host) as karen, agent(host) as ann:
        await karen.write()
        facts = await ann.take(karen.conversation)
        noted = await ann.send(facts, "a secret among us", Mode.NOTE)
        replied = await ann.send(facts, "hi Karen")
        assert [answer.sequence for answer in (noted, replied) if isinstance(answer, Ack)] == [2, 3]
        await karen.client.say(say(2))
        heard = await karen.client.everything(Heads)
        while heard[-1] != Heads({karen.conversation: 3}):
            heard += await karen.client.everything(Heads)
    told = [m for frame in heard if isinstance(frame, Messages) for m in frame.messages]
    assert [(m.sequence, m.text) for m in told] == [(2, "hi Karen"), (3, "hello")]
    assert "secret" not in repr(heard)
    assert facts.customer not in repr(heard)
    assert ann.id not in repr(heard)


async def test_who_comes_back_counts_on_without_the_notes(host: HubHost) -> None:
    async with visitor(host) as karen, agent(host) as ann:
        await karen.write()
        facts = await ann.take(karen.conversation)
        for text, mode in (
            ("note", Mode.NOTE),
            ("one", Mode.REPLY),
            ("note", Mode.NOTE),
            ("two", Mode.REPLY),
        ):
            await ann.send(facts, text, mode)
        async with visitor(host, hello=karen.hello) as again:
            page = await again.client.hear(Messages)
    assert [(m.sequence, m.text) for m in page.messages] == [(1, "hello"), (2, "one"), (3, "two")]


async def test_a_colleagues_note_reaches_the_owner(host: HubHost) -> None:
    async with visitor(host) as karen, agent(host) as ann, agent(host, "Bob") as bob:
        await karen.write()
        facts = await ann.take(karen.conversation)
        assert isinstance(await bob.send(facts, "seen this before", Mode.NOTE), Ack)
        note = await entry(ann.client)
        assert (note.name, note.text, note.mode) == ("Bob", "seen this before", Mode.NOTE)
        refused = await bob.send(facts, "I butt in")
        assert isinstance(refused, Refusal)
        assert refused.code == "fence"


async def test_edits_and_deletions_reach_both_sides_by_their_own_numbers(host: HubHost) -> None:
    async with visitor(host) as karen, agent(host) as ann:
        await karen.write()
        facts = await ann.take(karen.conversation)
        await ann.send(facts, "a note", Mode.NOTE)
        await ann.send(facts, "yuo are right")
        assert isinstance(await ann.act(facts, EditMessage(3, "you are right")), Done)
        assert isinstance(await ann.act(facts, DeleteMessage(3)), Done)
        told: list[tuple[int, int, str]] = []
        while len(told) < 3:
            message = await entry(karen.client)
            told.append((message.sequence, message.amends, message.text))
        assert told == [(2, 0, "yuo are right"), (3, 2, "you are right"), (4, 2, "")]


# Facts and history


async def test_the_owner_hears_what_others_change(host: HubHost) -> None:
    async with visitor(host) as karen, agent(host) as ann, agent(host, "Bob") as bob:
        await karen.write()
        facts = await ann.take(karen.conversation)
        assert isinstance(await bob.act(facts, AddTag("parcel")), Done)
        while (changed := await ann.client.hear(Changed)).facts.tags != ("parcel",):
            pass
        assert changed.facts.id == karen.conversation


async def test_the_moves_of_a_conversation_come_in_pages(
    host: HubHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agent_side, "HISTORY_LINES", 2)
    async with visitor(host) as karen, agent(host) as ann:
        await karen.write()
        facts = await ann.take(karen.conversation)
        await ann.act(facts, AddTag("parcel"))
        moves: list[Move] = []
        after, more = 0, True
        while more:
            await ann.client.say(ReadHistory(7, karen.conversation, after))
            page = await ann.client.hear(History)
            assert page.request == 7
            assert len(page.lines) <= 2
            moves += [line.move for line in page.lines]
            after, more = page.lines[-1].id, page.more
        assert moves == [Move.QUEUED, Move.TAKEN, Move.TAGGED]
        await ann.client.say(ReadHistory(8, ConversationId("none")))
        assert await ann.client.hear(Decline) == Decline(8, "unknown", "there is no such conversation")


# Handing over


async def test_a_colleague_gets_everything_and_the_former_owner_loses_it_on_all_consoles(
    host: HubHost,
) -> None:
    async with (
        visitor(host) as karen,
        agent(host) as ann,
        agent(host, "Bob") as bob,
        dialled(host.url, agent_hello(ann.token)) as laptop,
        dialled(host.url, agent_hello(bob.token)) as phone,
    ):
        await karen.write()
        await team(ann.client, Bob=(True, True, 0))
        facts = await ann.take(karen.conversation)
        await ann.send(facts, "one moment")
        await ann.order(facts, HandOver(agent=bob.id, comment="knows parcels"))
        for console in (ann.client, laptop):
            assert await console.hear(Ended) == Ended(karen.conversation, "handed over to Bob")
        for console in (bob.client, phone):
            opened = await console.hear(Opened)
            assert opened.facts.fence == facts.fence + 1
            assert [m.text for m in opened.messages] == ["hello", "one moment", "knows parcels"]
            assert [m.handed_over for m in opened.messages] == [False, False, True]
        await karen.stands(agent="Bob")
        late = await ann.send(facts, "still me")
        assert isinstance(late, Refusal)
        assert late.code == "fence"


async def test_nobody_is_handed_over_to_who_is_not_there(host: HubHost) -> None:
    bob_token = host.token("Bob")
    async with visitor(host) as karen, agent(host) as ann:
        await karen.write()
        facts = await ann.take(karen.conversation)
        peers = (await team(ann.client, Bob=(False, True, 0))).peers
        declined = await ann.act(facts, HandOver(agent=peers[0].id))
        assert isinstance(declined, Decline)
        assert declined.code == "away"
        async with agent(host, token=bob_token) as bob:
            await bob.client.say(SetAccepting(1, accepting=False))
            await bob.client.hear(Done)
            declined = await ann.act(facts, HandOver(agent=bob.id))
            assert isinstance(declined, Decline)
            assert declined.code == "away"
        assert isinstance(await ann.act(facts, AddTag("still mine")), Done)


async def test_a_queue_gets_it_as_waiting(host: HubHost) -> None:
    async with visitor(host) as karen, agent(host) as ann, agent(host, "Bob") as bob:
        await karen.write()
        facts = await ann.take(karen.conversation)
        await ann.order(facts, HandOver(queue="returns"))
        assert (await ann.client.hear(Ended)).reason == "handed over to the queue returns"
        while not (waiting := (await bob.client.hear(Queue)).waiting) or waiting[0].queue != "returns":
            pass
        await karen.stands(place=1, agent="")


# Questions


async def test_a_colleague_is_asked_and_the_answer_comes_back_as_a_note(host: HubHost) -> None:
    async with visitor(host) as karen, agent(host) as ann, agent(host, "Bob") as bob:
        await karen.write(text="where is it?")
        facts = await ann.take(karen.conversation)
        assert isinstance(await ann.act(facts, Ask(bob.id, "which carrier?")), Done)
        asked = (await bob.client.hear(Asked)).question
        assert (asked.asker, asked.text, asked.facts.id) == ("Ann", "which carrier?", karen.conversation)
        assert [m.text for m in asked.messages] == ["where is it?", "@Bob which carrier?"]
        async with dialled(host.url, agent_hello(bob.token)) as phone:
            assert (await phone.hear(Asked)).question.id == asked.id
            assert isinstance(await bob.act(asked.facts, Answer(asked.id, "the blue one")), Done)
            assert await phone.hear(Settled) == Settled(asked.id)
        while (note := await entry(ann.client)).text != "the blue one":
            pass
        assert (note.name, note.mode) == ("Bob", Mode.NOTE)
    async with dialled(host.url, agent_hello(bob.token)) as again:
        assert not [frame for frame in await again.everything(Heads) if isinstance(frame, Asked)]


# The team


async def test_everybody_sees_who_comes_goes_accepts_and_holds(host: HubHost) -> None:
    async with agent(host) as ann:
        await team(ann.client)
        async with agent(host, "Bob") as bob:
            await team(ann.client, Bob=(True, True, 0))
            await team(bob.client, Ann=(True, True, 0))
            await bob.client.say(SetAccepting(1, accepting=False))
            await team(ann.client, Bob=(True, False, 0))
            async with visitor(host, queue="returns") as karen:
                await karen.write()
                await bob.take(karen.conversation)
                assert (await team(ann.client, Bob=(True, False, 1))).queues == ("returns",)
        await team(ann.client, Bob=(False, False, 1))


# Typing


async def test_the_customer_sees_only_the_owner_typing(host: HubHost) -> None:
    async with visitor(host) as karen, agent(host) as ann, agent(host, "Bob") as bob:
        await karen.write()
        facts = await ann.take(karen.conversation)
        await bob.client.say(Typing(karen.conversation), SetAccepting(1, accepting=True))
        await bob.client.hear(Done)
        await ann.send(facts, "hi")
        before = await karen.client.everything(Messages)
        while not any(m.text == "hi" for f in before if isinstance(f, Messages) for m in f.messages):
            before += await karen.client.everything(Messages)
        assert not [frame for frame in before if isinstance(frame, Typing)]
        await ann.client.say(Typing(karen.conversation, "what agents type stays theirs"))
        assert await karen.client.hear(Typing) == Typing(karen.conversation)


# Promises


async def test_the_customer_hears_a_promise(host: HubHost) -> None:
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
    async with visitor(host) as karen, agent(host) as ann:
        await karen.write()
        facts = await ann.take(karen.conversation)
        assert isinstance(await ann.act(facts, HoldUntil(until, "call the carrier")), Done)
        standing = await karen.stands(promise="call the carrier")
        assert standing.hold_until_ms == int(until.timestamp() * 1000)


# Who may sign in


async def test_a_programs_token_opens_no_console(host: HubHost) -> None:
    token = add_agent(host.settings.database, "nightly export", role="service")
    async with dialled(host.url, AgentHello(token, "console")) as program:
        assert await program.closed() == (
            CloseCode.BAD_TOKEN,
            "this token is a program's; sign in with an agent's",
        )


async def test_a_revoked_token_ends_its_connections(host: HubHost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agent_side, "TOKEN_SECONDS", 0.01)
    async with agent(host) as ann, agent(host, "Bob") as bob:
        revoke(host.settings.database, "Ann")
        assert (await ann.client.closed())[0] == CloseCode.BAD_TOKEN
        await bob.client.say(SetAccepting(1, accepting=False))
        await bob.client.hear(Done)
