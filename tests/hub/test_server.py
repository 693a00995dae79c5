"""The hub at its socket: what strangers, customers and agents can do to it."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from agent_console.domain.chat import AgentId, ClientId, ConversationId
from agent_console.hub.live import agent_side, connection
from agent_console.hub.live.connection import CatchUp
from agent_console.hub.live.history import History
from agent_console.hub.server import running
from agent_console.hub.settings import HubSettings
from agent_console.hub.store import StoreError
from agent_console.wire.close_code import CloseCode
from agent_console.wire.frame import (
    Ack,
    AgentHello,
    AgentWelcome,
    Close,
    CustomerWelcome,
    Decline,
    Done,
    Frame,
    Heads,
    Messages,
    Opened,
    Queue,
    Refusal,
    Reread,
    Send,
    SetAccepting,
    Take,
    Trouble,
)
from tests.hub.host import HubHost
from tests.hub.raw_client import RawClient, agent_hello, customer_hello, dialled, say, still_serves


async def test_two_mistakes_are_explained_and_the_third_ends_it(host: HubHost) -> None:
    async with dialled(host.url, customer_hello(), "one", Take(1)) as customer:
        assert "not JSON" in (await customer.hear(Trouble)).reason
        assert "a customer does not send Take" in (await customer.hear(Trouble)).reason
        await customer.say(say(1))
        assert (await customer.hear(Ack)).sequence == 1
        await customer.say("three")
        assert (await customer.closed())[0] == 1008
    await still_serves(host.url)


async def test_a_frame_too_large_ends_the_connection_and_loses_nothing(host: HubHost) -> None:
    async with dialled(host.url, customer_hello(), say(1)) as customer:
        await customer.hear(Ack)
        await customer.say("x" * 1_000_000)
        assert (await customer.closed())[0] == 1009
    await still_serves(host.url)


async def test_a_text_too_long_is_refused_and_the_connection_stays(host: HubHost) -> None:
    async with dialled(host.url, customer_hello(), say(1, "x" * (16 * 1024 + 1)), say(1)) as customer:
        refusal = await customer.hear(Refusal)
        assert (refusal.code, refusal.retry_ms) == ("too_long", 0)
        assert "16,385 bytes; at most 16,384" in refusal.reason
        assert (await customer.hear(Ack)).sequence == 1


async def test_a_customer_who_floods_is_told_when_to_go_on(tmp_path: Path) -> None:
    hub = HubHost(tmp_path, customer_rate=1.0, customer_burst=10)
    await hub.start()
    async with dialled(hub.url, customer_hello(), *(say(number) for number in range(1, 12))) as customer:
        refusal = await customer.hear(Refusal)
        assert (refusal.client_id, refusal.code) == ("m11", "rate")
        assert 0 < refusal.retry_ms <= 1000
    await still_serves(hub.url)
    await hub.close()


async def test_heads_tell_what_a_client_should_have(host: HubHost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "HEARTBEAT_SECONDS", 0.01)
    async with dialled(host.url, customer_hello(), say(1), say(2)) as customer:
        chat = (await customer.hear(CustomerWelcome)).conversation
        while (heads := await customer.hear(Heads)).heads != {chat: 2}:
            assert heads.heads in ({}, {chat: 1})


async def test_who_has_been_told_hears_only_every_other_beat(
    host: HubHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "HEARTBEAT_SECONDS", 0.01)
    monkeypatch.setattr(connection, "STEP_SECONDS", 0.005)
    beats, in_step = 0, connection.in_step

    async def counted(seconds: float) -> None:
        nonlocal beats
        beats += 1
        await in_step(seconds)

    monkeypatch.setattr(connection, "in_step", counted)
    async with dialled(host.url, customer_hello()) as customer:
        for _ in range(10):
            assert (await customer.hear(Heads)).heads == {}
        assert beats >= 19


async def test_a_resumed_connection_gets_what_was_missed(host: HubHost) -> None:
    hello = customer_hello()
    async with dialled(host.url, hello, say(1), say(2), say(3)) as customer:
        while (await customer.hear(Ack)).sequence != 3:
            pass
    async with dialled(host.url, replace(hello, cursor=1)) as again:
        missed = await again.hear(Messages)
        assert [entry.sequence for entry in missed.messages] == [2, 3]


async def test_long_history_comes_in_pages_without_holes(host: HubHost) -> None:
    hello = customer_hello()
    async with dialled(host.url, hello) as customer:
        for number in range(1, 251):
            await customer.say(say(number, "x" * 2000))
            await customer.hear(Ack)
    async with dialled(host.url, hello) as again:
        sequences: list[int] = []
        pages = 0
        while len(sequences) < 250:
            page = await again.hear(Messages)
            sequences += [entry.sequence for entry in page.messages]
            pages += 1
    assert sequences == list(range(1, 251))
    assert pages > 2


async def test_an_agent_sees_only_conversations_of_their_own(host: HubHost) -> None:
    async with dialled(host.url, customer_hello(), say(1, "a secret")) as customer:
        chat = (await customer.hear(CustomerWelcome)).conversation
        await customer.hear(Ack)
        async with dialled(host.url, agent_hello(host.token("Ann"))) as ann:
            await ann.hear(AgentWelcome)
            await ann.say(Reread(chat, 0), Take(1, ConversationId("none")))
            async with asyncio.timeout(20):
                heard = await _until_decline(ann)
    assert "a secret" not in heard


async def _until_decline(client: RawClient) -> str:
    """Return everything that comes up to and with the next `Decline`."""
    heard = ""
    while '"type":"decline"' not in heard:
        heard += str(await client.socket.recv())
    return heard


async def test_a_customer_cannot_read_another_conversation(host: HubHost) -> None:
    async with (
        dialled(host.url, customer_hello(), say(1, "a secret")) as karen,
        dialled(host.url, customer_hello("Mira Holm")) as mira,
    ):
        chat = (await karen.hear(CustomerWelcome)).conversation
        await karen.hear(Ack)
        await mira.say(Reread(chat, 0), say(1, "hello"))
        heard = await mira.hear(Messages)
        assert [entry.text for entry in heard.messages] == ["hello"]


async def test_the_acknowledgement_comes_after_the_message_itself(host: HubHost) -> None:
    async with (
        dialled(host.url, customer_hello(), say(1)) as customer,
        dialled(host.url, agent_hello(host.token("Ann"))) as ann,
    ):
        await customer.hear(Ack)
        await ann.say(Take(1))
        opened = await ann.hear(Opened)
        facts = opened.facts
        await ann.say(Send(facts.id, facts.customer, facts.fence, ClientId("r1"), 1, "hi"))
        assert [entry.sequence for entry in (await ann.hear(Messages)).messages] == [2]
        assert (await ann.hear(Ack)).sequence == 2


async def test_an_agent_resumes_from_the_cursors_of_the_hello(host: HubHost) -> None:
    token = host.token("Ann")
    async with dialled(host.url, customer_hello(), say(1), say(2), say(3)) as customer:
        while (await customer.hear(Ack)).sequence != 3:
            pass
        async with dialled(host.url, agent_hello(token), Take(1)) as ann:
            chat = (await ann.hear(Opened)).facts.id
        async with dialled(host.url, AgentHello(token, "console", {chat: 2})) as again:
            assert [entry.sequence for entry in (await again.hear(Opened)).messages] == [3]


async def test_what_is_committed_while_an_agent_comes_back_is_not_missed(
    host: HubHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "HEARTBEAT_SECONDS", 1000)
    token = host.token("Ann")
    read = History.for_agent
    async with dialled(host.url, customer_hello(), say(1)) as customer:
        await customer.hear(Ack)
        async with dialled(host.url, agent_hello(token), Take(1)) as ann:
            await ann.hear(Done)

        async def read_and_miss(self: History, agent: AgentId, wanted: CatchUp) -> AsyncIterator[Frame]:
            async for frame in read(self, agent, wanted):
                yield frame
            await customer.say(say(2))
            await customer.hear(Ack)

        monkeypatch.setattr(History, "for_agent", read_and_miss)
        async with dialled(host.url, agent_hello(token)) as again:
            assert [entry.sequence for entry in (await again.hear(Opened)).messages] == [1]
            assert [entry.sequence for entry in (await again.hear(Messages)).messages] == [2]


async def test_what_is_closed_leaves_the_heartbeat(host: HubHost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "HEARTBEAT_SECONDS", 0.01)
    async with (
        dialled(host.url, customer_hello(), say(1)) as customer,
        dialled(host.url, agent_hello(host.token("Ann"))) as ann,
    ):
        await customer.hear(Ack)
        await ann.say(Take(1))
        facts = (await ann.hear(Opened)).facts
        while (await ann.hear(Heads)).heads != {facts.id: 1}:
            pass
        await ann.say(Close(2, facts.id, facts.fence, head=1))
        await ann.hear(Done)
        assert (await ann.hear(Heads)).heads == {}


async def test_an_agent_signed_in_twice_sees_the_same(host: HubHost) -> None:
    token = host.token("Ann")
    async with (
        dialled(host.url, customer_hello(), say(1)) as customer,
        dialled(host.url, agent_hello(token)) as desk,
        dialled(host.url, agent_hello(token)) as laptop,
    ):
        await customer.hear(Ack)
        await laptop.hear(Queue)
        await desk.say(Take(1))
        assert (await laptop.hear(Opened)).facts.id == (await desk.hear(Done)).conversation
        await laptop.say(Take(2))
        assert (await laptop.hear(Decline)).code == "empty"


async def test_a_new_token_ends_the_connections_of_the_old_one(
    host: HubHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agent_side, "TOKEN_SECONDS", 0.01)
    async with (
        dialled(host.url, agent_hello(host.token("Ben"))) as ben,
        dialled(host.url, agent_hello(host.token("Ann"))) as ann,
    ):
        await ann.hear(Queue)
        fresh = host.token("Ann")
        assert await ann.closed() == (CloseCode.BAD_TOKEN, "this token was replaced or revoked")
        await ben.say(SetAccepting(1, accepting=False))
        await ben.hear(Done)
    async with dialled(host.url, agent_hello(fresh)) as again:
        await again.hear(AgentWelcome)


async def test_a_client_that_does_not_read_is_cut_off_and_the_others_go_on(
    host: HubHost, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(connection, "SLOW_SECONDS", 0.05)
    caplog.set_level(logging.INFO)
    hello = customer_hello()
    async with dialled(host.url, hello) as reader, dialled(host.url, hello) as sleeper:
        number = 0
        while "cut off" not in caplog.text:
            number += 1
            await reader.say(say(number, "x" * 16_000))
            assert (await reader.hear(Ack)).sequence == number
        sleeper.socket.transport.abort()
    await still_serves(host.url)


async def test_a_client_with_too_much_waiting_is_cut_off_and_resumes(
    host: HubHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "QUEUE", 2)
    hello = customer_hello()
    async with dialled(host.url, hello, *(say(number) for number in range(1, 30))) as customer:
        assert (await customer.closed())[0] == 1013
    monkeypatch.setattr(connection, "QUEUE", 200)
    async with dialled(host.url, hello, *(say(number) for number in range(1, 30))) as again:
        acknowledged: list[int] = []
        while len(acknowledged) < 29:
            acknowledged.append((await again.hear(Ack)).sequence)
    assert acknowledged == list(range(1, 30))


# Starting and stopping


async def test_clients_hear_of_a_restart(host: HubHost) -> None:
    async with dialled(host.url, customer_hello()) as customer:
        await customer.hear(CustomerWelcome)
        stopping = asyncio.create_task(host.stop())
        assert (await customer.closed())[0] == 1012
        await stopping


async def test_two_hubs_do_not_share_a_database(host: HubHost) -> None:
    with pytest.raises(StoreError, match="another hub is using it"):
        await running(host.settings).__aenter__()
    await still_serves(host.url)


async def test_a_hub_whose_store_fails_ends_although_clients_wait_for_answers(tmp_path: Path) -> None:
    settings = HubSettings(tmp_path / "hub.db", port=0)
    listening: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def serve() -> None:
        async with running(settings) as port:
            listening.set_result(port)
            await asyncio.Event().wait()

    hub = asyncio.create_task(serve())
    url = f"ws://127.0.0.1:{await listening}"
    with closing(sqlite3.connect(str(settings.database))) as other:
        other.execute(
            "CREATE TRIGGER fault BEFORE INSERT ON customer BEGIN SELECT RAISE(ABORT, 'fault'); END"
        )
    async with dialled(url, customer_hello()) as customer:
        assert (await customer.closed())[0] in (CloseCode.LATER, CloseCode.RESTART)
    assert (await asyncio.wait({hub}, timeout=60))[0]
    with pytest.raises(ExceptionGroup) as failure:
        await hub
    assert failure.group_contains(sqlite3.IntegrityError, match="fault")


async def test_a_taken_port_is_an_ordinary_error(host: HubHost, tmp_path: Path) -> None:
    settings = HubSettings(tmp_path / "other.db", port=host.cable.port)
    with pytest.raises(OSError, match="address already in use"):
        await running(settings).__aenter__()


async def test_the_port_file_names_the_real_port(tmp_path: Path) -> None:
    settings = HubSettings(tmp_path / "hub.db", port=0, port_file=tmp_path / "port")
    async with running(settings) as port:
        assert settings.port_file is not None
        assert settings.port_file.read_text() == f"{port}\n"


async def test_a_port_file_that_cannot_be_written_is_an_ordinary_error(tmp_path: Path) -> None:
    settings = HubSettings(tmp_path / "hub.db", port=0, port_file=tmp_path / "none" / "port")
    with pytest.raises(OSError, match=r"the port file .*none/port: No such file"):
        await running(settings).__aenter__()


async def test_no_token_secret_or_text_is_logged(host: HubHost, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    token = host.token("Ann")
    hello = customer_hello()
    async with (
        dialled(host.url, hello, say(1, "my canary text")) as customer,
        dialled(host.url, agent_hello(token)) as ann,
        dialled(host.url, AgentHello("a wrong token", "console")) as stranger,
    ):
        await customer.hear(Ack)
        await ann.say(Take(1))
        await ann.hear(Opened)
        await stranger.closed()
    logged = "".join(r.getMessage() for r in caplog.records if r.name.startswith("agent_console"))
    for secret in (token, hello.secret, "canary", "a wrong token", hello.customer):
        assert secret not in logged
