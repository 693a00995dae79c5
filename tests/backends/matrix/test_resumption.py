"""After gaps, and after a restart of the console, a real Synapse has nothing missing and nothing twice."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from agent_console.backends.matrix import MatrixBackend, api
from agent_console.backends.matrix.posting import transaction
from agent_console.domain.chat import Mode
from agent_console.domain.events import Link, LinkChanged, SignedIn
from agent_console.domain.outbox import Acknowledged, Unreachable
from agent_console.ports import Declined
from tests.backends.console import Console
from tests.backends.matrix.world import MatrixWorld
from tests.backends.world import Desks, taken

KAREN = "Karen Doe"
MORE_THAN_ONE_ANSWER_HOLDS = 120


async def test_what_a_long_cut_hid_comes_in_order_and_whole(
    matrix: MatrixWorld, consoles: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "_PAGE", 7)  # what is between comes in several pages
    ann, bob = await consoles.open("Ann"), await consoles.open("Bob")
    chat = await taken(matrix, ann)
    await bob.backend.aclose()
    await matrix.cut()
    await ann.offline()
    for number in range(MORE_THAN_ONE_ANSWER_HOLDS):
        await matrix.customer_says(KAREN, f"message {number}")
    await matrix.restore()
    await ann.online()
    await ann.backend.send(replace(ann.intent(chat, "much to read", 1), mode=Mode.NOTE))
    await ann.reads(chat, MORE_THAN_ONE_ANSWER_HOLDS + 2)
    expected = [
        "hello",
        *(f"message {number}" for number in range(MORE_THAN_ONE_ANSWER_HOLDS)),
        "much to read",
    ]
    assert ann.texts(chat) == expected
    again = await consoles.open("Ann", "another device")
    await again.reads(chat, len(expected))
    assert again.texts(chat) == expected


@pytest.mark.parametrize("device", ["ann's device", "a device that the server has not seen"])
@pytest.mark.parametrize("mode", Mode)
async def test_a_message_that_was_sent_before_the_console_ended_is_not_sent_again(
    matrix: MatrixWorld, consoles: Desks, device: str, mode: Mode
) -> None:
    ann = await consoles.open("Ann", "ann's device")
    chat = await taken(matrix, ann)
    reply = replace(ann.intent(chat, "hi Karen", 1), mode=mode)
    first = await ann.backend.send(reply)
    await ann.close()
    again = await consoles.open("Ann", device)
    assert await again.backend.send(reply) == first
    assert await again.backend.send(replace(again.intent(chat, "next", 2))) != first
    await again.reads(chat, 3)
    assert again.texts(chat) == ["hello", "hi Karen", "next"]


async def test_a_message_whose_answer_was_lost_is_sent_once(matrix: MatrixWorld, consoles: Desks) -> None:
    ann = await consoles.open("Ann", "ann's device")
    chat = await taken(matrix, ann)
    reply = ann.intent(chat, "hi Karen", 1)
    # The server has it under this transaction, and the console never heard so.
    path = f"/rooms/{chat}/send/m.room.message/{transaction(reply.client_id)}"
    content = {"msgtype": "m.text", "body": reply.text, "agent_console.client_id": reply.client_id}
    matrix.server.call("PUT", path, matrix.token("Ann", "ann's device"), content)
    assert isinstance(await ann.backend.send(reply), Acknowledged)
    await matrix.customer_says(KAREN, "thanks")
    await ann.reads(chat, 3)
    assert ann.texts(chat) == ["hello", "hi Karen", "thanks"]


async def test_a_send_that_a_cut_interrupts_has_an_answer(matrix: MatrixWorld, consoles: Desks) -> None:
    ann = await consoles.open("Ann")
    chat = await taken(matrix, ann)
    reply = ann.intent(chat, "hi Karen", 1)
    sending = asyncio.create_task(ann.backend.send(reply))
    await asyncio.sleep(0)
    await matrix.cut()
    answer = await sending
    await matrix.restore()
    while isinstance(answer, Unreachable):  # as the console's sender does
        await asyncio.sleep(0.1)
        answer = await ann.backend.send(reply)
    assert isinstance(answer, Acknowledged)
    assert await matrix.heard(KAREN, 2) == ["hello", "hi Karen"]


async def test_a_token_that_is_revoked_ends_the_events_and_says_what_to_do(
    matrix: MatrixWorld, consoles: Desks
) -> None:
    ann = await consoles.open("Ann")
    matrix.server.call("POST", "/logout", matrix.token("Ann", "Ann's device"))
    await ann.running
    refused = [event for event in ann.seen if isinstance(event, LinkChanged)][-1]
    assert refused.link is Link.REFUSED
    assert "token" in refused.reason
    assert matrix.token("Ann", "Ann's device") not in refused.reason


@pytest.fixture
async def by_password(matrix: MatrixWorld) -> AsyncIterator[Console]:
    """A console that signs in with a password."""
    user = matrix.agent("Ann")
    settings = matrix.settings(token_env=None, password_env="PASSWORD", user=user)
    console = Console(MatrixBackend(settings, user[1:].partition(":")[0], "DEVICE"))
    yield console
    await console.close()


async def test_a_password_gives_a_token_and_another_one_when_that_has_gone(
    matrix: MatrixWorld, by_password: Console
) -> None:
    await by_password.online()
    assert isinstance(by_password.backend, MatrixBackend)
    first = by_password.backend._client.token
    devices = matrix.server.call("GET", "/devices", first)["devices"]
    assert [device["device_id"] for device in devices if device["device_id"] == "DEVICE"] == ["DEVICE"]
    matrix.server.call("POST", "/logout", first)
    # Whoever asks next learns that the token counts no more.
    assert isinstance(await by_password.backend.set_accepting(True), Declined)
    await by_password.until(lambda: sum(isinstance(event, SignedIn) for event in by_password.seen) == 2)
    chat = await taken(matrix, by_password)
    assert by_password.backend._client.token != first
    assert by_password.texts(chat) == ["hello"]


async def test_a_wrong_password_is_refused_at_once(matrix: MatrixWorld) -> None:
    settings = matrix.settings(token_env=None, password_env="PASSWORD", user=matrix.agent("Ann"))
    console = Console(MatrixBackend(settings, "a wrong password", "DEVICE"))
    await console.running
    (refused,) = [event for event in console.seen if isinstance(event, LinkChanged)]
    assert refused.link is Link.REFUSED
    assert "password" in refused.reason
    assert "a wrong password" not in refused.reason
    await console.close()


async def test_who_is_not_in_the_team_is_told_so(matrix: MatrixWorld) -> None:
    stranger, token = matrix.server.register(f"stranger-{matrix.server.number()}", "Stranger")
    console = Console(MatrixBackend(matrix.settings(user=stranger), token, "DEVICE"))
    await console.running
    (refused,) = [event for event in console.seen if isinstance(event, LinkChanged)]
    assert refused.link is Link.REFUSED
    assert "team room" in refused.reason
    await console.close()
