"""Clients that hang while their connection stands, and those that are only slow."""

from pathlib import Path

import pytest

from agent_console.customer.line import SILENCE_SECONDS
from agent_console.domain.history import Move
from agent_console.hub import server
from agent_console.hub.live import connection
from agent_console.wire.frame import Ack, Heads, Opened
from tests.hub.scene import agent, hub_with, visitor
from tests.hub.test_absence import SOON, history, moved


async def test_who_hangs_while_the_connection_stands_loses_the_chat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "PING_SECONDS", 0.05)
    monkeypatch.setattr(server, "PONG_SECONDS", 2.0)
    async with (
        hub_with(tmp_path, lease_seconds=SOON) as hub,
        visitor(hub) as karen,
        agent(hub, "Bob") as bob,
        agent(hub) as ann,
    ):
        await karen.write()
        await ann.take(karen.conversation)
        ann.client.socket.transport.pause_reading()
        await moved(bob, karen.conversation, Move.LAPSED)
        ann.client.socket.transport.resume_reading()


async def test_who_is_busy_for_a_while_before_a_long_catch_up_keeps_the_connection_and_the_chat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "PING_SECONDS", 0.02)
    monkeypatch.setattr(connection, "HEARTBEAT_SECONDS", 0.02)
    async with (
        hub_with(tmp_path, lease_seconds=SOON) as hub,
        visitor(hub) as karen,
        agent(hub, "Bob") as bob,
        agent(hub) as ann,
        agent(hub, token=ann.token) as busy,
    ):
        for number in range(1, 21):
            await karen.write(number, "x" * 16_000)
        busy.client.socket.transport.pause_reading()
        facts = await ann.take(karen.conversation)
        await ann.client.socket.close()
        for _ in range(30):
            await bob.client.hear(Heads)
        busy.client.socket.transport.resume_reading()
        assert (await busy.client.hear(Opened)).facts.id == facts.id
        assert isinstance(await busy.send(facts, "here I am"), Ack)
        assert Move.LAPSED not in [line.move for line in await history(bob, karen.conversation)]


def test_the_hub_waits_longer_for_a_client_than_the_client_for_the_hub() -> None:
    assert max(SILENCE_SECONDS, connection.SLOW_SECONDS) < server.PONG_SECONDS


def test_a_heartbeat_comes_before_the_client_takes_the_hub_for_gone() -> None:
    beat = connection.HEARTBEAT_SECONDS * (1 + connection.BEAT_SPREAD) + connection.STEP_SECONDS
    assert connection.QUIET_BEATS * beat < SILENCE_SECONDS * 2 / 3
