"""The hub backend where the hub, or the way to it, is not as it should be."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from websockets.asyncio.server import serve

from agent_console.backends.hub import HubBackend
from agent_console.customer import answer, line
from agent_console.domain.action import Action, AddTag, HandOver
from agent_console.domain.chat import ClientId, ConversationId, Mode
from agent_console.domain.customer import CustomerId
from agent_console.domain.events import Event, Link, LinkChanged
from agent_console.domain.history import Move
from agent_console.domain.outbox import Acknowledged, Intent, Refused, Unreachable
from agent_console.domain.system import ONLY
from agent_console.ports import Declined
from agent_console.wire.frame import (
    Ack,
    AgentHello,
    Decline,
    Heads,
    History,
    HistoryLine,
    Messages,
    Opened,
    ReadHistory,
    Refusal,
    Reread,
    Send,
)
from tests.backends.console import Console
from tests.backends.scripted_hub import Caller, scripted
from tests.backends.test_hub_reader import CHAT, FACTS, entries
from tests.hub.host import HubHost


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[HubHost]:
    hub = HubHost(tmp_path)
    await hub.start()
    yield hub
    await hub.close()


def backend(url: str, credential: str = "token") -> HubBackend:
    return HubBackend(url, credential, "console")


async def all_events(of: HubBackend) -> list[Event]:
    async with asyncio.timeout(20):
        return [event async for event in of.events()]


# Who is refused, and who waits


async def test_a_wrong_token_is_refused_and_ends_it(host: HubHost) -> None:
    assert await all_events(backend(host.url, "wrong")) == [
        LinkChanged(Link.REFUSED, "the hub does not know this token")
    ]


@pytest.mark.parametrize(
    "url",
    ["http://example.com", "not an address", "ws://", "", "ws://127.0.0.1:99999", "ws://hub..example.com"],
)
async def test_what_is_no_address_is_refused_and_ends_it(url: str) -> None:
    (event,) = await all_events(backend(url))
    assert isinstance(event, LinkChanged)
    assert event.link is Link.REFUSED
    assert "is no hub's address; it looks like wss://HOST:PORT" in event.reason


async def test_a_hub_that_is_down_at_the_start_is_waited_for(host: HubHost) -> None:
    await host.stop()
    console = Console(backend(host.url, host.token("Ann")))
    await console.offline()
    assert console.desk.connections[ONLY].reason
    await host.start()
    await console.online()
    await console.close()


async def test_nothing_at_the_port_is_said_plainly() -> None:
    unused = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    port = unused.sockets[0].getsockname()[1]
    unused.close()
    await unused.wait_closed()
    console = Console(backend(f"ws://127.0.0.1:{port}"))
    await console.offline()
    reason = f"ws://127.0.0.1:{port} cannot be reached: nothing listens there; is the hub running?"
    assert console.desk.connections[ONLY].reason == reason
    await console.close()


async def test_a_server_that_is_no_hub_is_said_plainly() -> None:
    async def turn_away(socket: object) -> None:
        raise AssertionError("no connection gets this far")

    async with serve(
        turn_away, "127.0.0.1", 0, process_request=lambda connection, _request: connection.respond(404, "no")
    ) as server:
        url = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        console = Console(backend(url))
        await console.offline()
        assert console.desk.connections[ONLY].reason == f"{url} answers, but not as a hub (HTTP 404)"
        await console.close()


async def test_a_hub_that_talks_nonsense_is_left_and_tried_again() -> None:
    scripts = iter(["no JSON", '{"type":"take","request":1}', None])

    async def script(caller: Caller) -> None:
        await caller.welcome()
        nonsense = next(scripts)
        if nonsense is not None:
            await caller.say(nonsense)

    async with scripted(script) as url:
        console = Console(backend(url))
        await console.until(lambda: next(reversed(reasons(console)), "").endswith("send Take to an agent"))
        await console.online()
        assert "cannot be understood: not JSON" in reasons(console)[0]
        await console.close()


def reasons(console: Console) -> list[str]:
    """Return why the connection was lost, each time."""
    changes = [event for event in console.seen if isinstance(event, LinkChanged)]
    return [change.reason for change in changes if change.link is Link.OFFLINE]


async def test_a_hub_that_falls_silent_counts_as_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "SILENCE_SECONDS", 0.05)

    async def script(caller: Caller) -> None:
        await caller.welcome()

    async with scripted(script) as url:
        console = Console(backend(url))
        await console.offline()
        assert console.desk.connections[ONLY].reason == f"{url} does not answer"
        await console.close()


# Holes


async def test_a_hole_is_filled_before_anything_behind_it_is_shown() -> None:
    async def script(caller: Caller) -> None:
        await caller.welcome(CHAT)
        await caller.say(Opened(FACTS, entries(1)), Messages(CHAT, entries(3)))
        assert await caller.hear() == Reread(CHAT, 1)
        await caller.say(Opened(FACTS, entries(2, 3)))

    async with scripted(script) as url:
        console = Console(backend(url))
        await console.reads(CHAT, 3)
        assert console.texts(CHAT) == ["text 1", "text 2", "text 3"]
        await console.close()


async def test_a_lost_last_message_is_noticed_by_the_heartbeat() -> None:
    async def script(caller: Caller) -> None:
        await caller.welcome(CHAT)
        await caller.say(Opened(FACTS, entries(1)), Heads({CHAT: 2}))
        assert await caller.hear() == Reread(CHAT, 1)
        await caller.say(Opened(FACTS, entries(2)))

    async with scripted(script) as url:
        console = Console(backend(url))
        await console.reads(CHAT, 2)
        await console.close()


async def test_a_new_connection_resumes_where_the_old_one_ended() -> None:
    hellos: list[object] = []

    async def script(caller: Caller) -> None:
        hellos.append(await caller.welcome(CHAT))
        start = 2 * len(hellos) - 1
        await caller.say(Opened(FACTS, entries(start, start + 1)))
        if len(hellos) == 1:
            await caller.socket.close(1012, "the hub restarts")

    async with scripted(script) as url:
        console = Console(backend(url))
        await console.reads(CHAT, 4)
        assert hellos == [AgentHello("token", "console", {}), AgentHello("token", "console", {CHAT: 2})]
        assert reasons(console) == ["the hub restarts"]
        await console.close()


async def test_a_reread_while_offline_comes_with_the_next_connection() -> None:
    hellos: list[object] = []
    again = asyncio.Event()

    async def script(caller: Caller) -> None:
        if hellos:
            await again.wait()
        hellos.append(await caller.welcome(CHAT))
        await caller.say(Opened(FACTS, entries(1, 2)))
        if len(hellos) == 1:
            await caller.socket.close(1012, "the hub restarts")

    async with scripted(script) as url:
        console = Console(backend(url))
        await console.reads(CHAT, 2)
        await console.offline()
        await console.backend.reread(CHAT, 1)
        again.set()
        await console.online()
        assert hellos[1] == AgentHello("token", "console", {CHAT: 1})
        await console.close()


# Sending


INTENT = Intent(
    client_id=ClientId("r1"),
    conversation=CHAT,
    customer=CustomerId("karen"),
    fence=1,
    mode=Mode.REPLY,
    text="hi Karen",
    accepted_at=datetime(2024, 1, 1, tzinfo=UTC),
    number=1,
)


async def test_a_send_before_any_connection_is_unreachable() -> None:
    assert await backend("ws://127.0.0.1:1").send(INTENT) == Unreachable("not connected yet")


async def test_a_lost_acknowledgement_is_unreachable_and_the_repeat_is_the_same_frame() -> None:
    sends: list[object] = []

    async def script(caller: Caller) -> None:
        await caller.welcome(CHAT)
        sends.append(await caller.hear())
        if len(sends) == 1:
            await caller.socket.close(1011)
        else:
            await caller.say(Ack(INTENT.client_id, 2, 0))

    async with scripted(script) as url:
        console = Console(backend(url))
        await console.online()
        assert await console.backend.send(INTENT) == Unreachable("the hub closed the connection (code 1011)")
        await console.until(lambda: console.desk.link is Link.ONLINE and len(reasons(console)) == 1)
        assert await console.backend.send(INTENT) == Acknowledged(2, datetime(1970, 1, 1, tzinfo=UTC))
        assert sends == [Send(CHAT, INTENT.customer, 1, INTENT.client_id, 1, "hi Karen")] * 2
        await console.close()


async def test_a_send_without_an_answer_leaves_again_on_the_same_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(answer, "REPEAT_SECONDS", 0.01)
    sends: list[object] = []

    async def script(caller: Caller) -> None:
        await caller.welcome(CHAT)
        sends.extend([await caller.hear(), await caller.hear(), await caller.hear()])
        await caller.say(Ack(INTENT.client_id, 2, 0))

    async with scripted(script) as url:
        console = Console(backend(url))
        await console.online()
        async with asyncio.timeout(20):
            sent = await console.backend.send(INTENT)
        assert sent == Acknowledged(2, datetime(1970, 1, 1, tzinfo=UTC))
        assert sends == [Send(CHAT, INTENT.customer, 1, INTENT.client_id, 1, "hi Karen")] * 3
        await console.close()


async def test_an_answer_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer, "ANSWER_SECONDS", 0.01)

    async def script(caller: Caller) -> None:
        await caller.welcome(CHAT)

    async with scripted(script) as url:
        console = Console(backend(url))
        await console.online()
        assert await console.backend.take() == Declined("the hub did not answer", "offline")
        await console.close()


async def test_a_busy_hub_is_not_a_refusal() -> None:
    async def script(caller: Caller) -> None:
        await caller.welcome(CHAT)
        await caller.hear()
        await caller.say(Refusal(INTENT.client_id, "busy", "the disk is full", 1000))
        await caller.hear()
        await caller.say(Refusal(INTENT.client_id, "fence", "not yours"))

    async with scripted(script) as url:
        console = Console(backend(url))
        await console.online()
        assert await console.backend.send(INTENT) == Unreachable("the disk is full")
        assert await console.backend.send(INTENT) == Refused("not yours", "fence")
        await console.close()


async def test_sends_of_different_conversations_do_not_wait_for_each_other() -> None:
    other = replace(INTENT, client_id=ClientId("r2"), conversation=ConversationId("other"))

    async def script(caller: Caller) -> None:
        await caller.welcome(CHAT)
        await caller.hear()
        await caller.hear()
        await caller.say(Ack(other.client_id, 7, 0), Ack(INTENT.client_id, 2, 0))

    async with scripted(script) as url:
        console = Console(backend(url))
        await console.online()
        answers = await asyncio.gather(console.backend.send(INTENT), console.backend.send(other))
        assert [a.sequence for a in answers if isinstance(a, Acknowledged)] == [2, 7]
        await console.close()


@pytest.mark.parametrize(
    ("intent", "code"),
    [
        (replace(INTENT, mode=Mode.NOTE, text=""), "empty"),
        (replace(INTENT, text="half \ud800"), "text"),
        (replace(INTENT, text=" "), "empty"),
        (replace(INTENT, text="x" * 1_000_000), "too_long"),
        (replace(INTENT, text="\x01" * 16_000), "too_long"),
    ],
    ids=["note", "half a character", "empty", "1 MB", "escapes"],
)
async def test_what_no_hub_takes_never_leaves(intent: Intent, code: str) -> None:
    refused = await backend("ws://127.0.0.1:1").send(intent)
    assert isinstance(refused, Refused)
    assert refused.code == code


@pytest.mark.parametrize(
    ("action", "code"),
    [
        (AddTag("half \ud800"), "text"),
        (HandOver(queue="sales", comment="x" * 70_000), "too_long"),
        (HandOver(queue="sales", comment="\x01" * 16_000), "too_long"),
    ],
    ids=["half a character", "70 kB", "escapes"],
)
async def test_an_action_that_no_hub_takes_never_leaves(action: Action, code: str) -> None:
    declined = await backend("ws://127.0.0.1:1").perform(CHAT, 1, action)
    assert declined is not None
    assert declined.code == code


# Requests


async def test_a_history_is_read_page_by_page() -> None:
    def line(number: int) -> HistoryLine:
        return HistoryLine(number, number * 1000, Move.TAGGED, "Ann", f"tag {number}")

    async def script(caller: Caller) -> None:
        await caller.welcome(CHAT)
        assert await caller.hear() == ReadHistory(1, CHAT, 0)
        await caller.say(History(1, (line(3), line(5)), more=True))
        assert await caller.hear() == ReadHistory(2, CHAT, 5)
        await caller.say(History(2, (line(8),), more=False))
        assert await caller.hear() == ReadHistory(3, CHAT, 0)
        await caller.say(Decline(3, "unknown", "there is no such conversation"))

    async with scripted(script) as url:
        console = Console(backend(url))
        await console.online()
        steps = await console.backend.history(CHAT)
        assert not isinstance(steps, Declined)
        assert [(step.id, step.detail) for step in steps] == [(3, "tag 3"), (5, "tag 5"), (8, "tag 8")]
        declined = await console.backend.history(CHAT)
        assert declined == Declined("there is no such conversation", "unknown")
        await console.close()


async def test_a_history_that_breaks_off_is_not_taken_for_the_whole() -> None:
    async def script(caller: Caller) -> None:
        await caller.welcome(CHAT)
        await caller.hear()
        await caller.say(History(1, (HistoryLine(1, 0, Move.QUEUED, "", ""),), more=True))
        await caller.hear()
        await caller.socket.close(1012, "the hub restarts")

    async with scripted(script) as url:
        console = Console(backend(url))
        await console.online()
        assert await console.backend.history(CHAT) == Declined("the hub restarts", "offline")
        await console.close()


async def test_a_closed_backend_has_no_events() -> None:
    closed = backend("ws://127.0.0.1:1")
    await closed.aclose()
    assert await all_events(closed) == []
