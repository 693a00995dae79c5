"""Webhooks: at least once, in order, signed, over restarts; and a receiver that is given up."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from agent_console.config import RestSettings, WebhookSettings
from agent_console.hub.database.enrolment import revoke
from agent_console.hub.store import Role, UnreadableError
from tests.hub.rest.host import RestHost
from tests.hub.rest.receiver import Receiver
from tests.hub.rest.test_conversation import ok
from tests.hub.rest.test_door import problem

IMPATIENT = WebhookSettings(retry=timedelta(milliseconds=1), attempts=3)


@pytest.fixture
def idle(tmp_path: Path) -> RestHost:
    """A hub that is not started yet, and tries again at once."""
    return RestHost(tmp_path, RestSettings(port=0, rate=10_000, burst=10_000, webhooks=IMPATIENT))


@pytest.fixture
async def hub(idle: RestHost) -> AsyncIterator[RestHost]:
    async with idle.running():
        yield idle


async def subscribe(client: httpx.AsyncClient, receiver: Receiver, *events: str) -> str:
    """Have the receiver told of these events; returns the webhook's id."""
    made = await ok(await client.post("/v1/webhooks", json={"url": receiver.url, "events": events}))
    receiver.secret = made["secret"]
    webhook: str = made["id"]
    return webhook


async def state(client: httpx.AsyncClient, webhook: str, **wanted: object) -> dict[str, Any]:
    """Wait until a webhook is so."""
    async with asyncio.timeout(30):
        while True:
            told = await ok(await client.get(f"/v1/webhooks/{webhook}"))
            if wanted.items() <= told.items():
                return told
            await asyncio.sleep(0.01)


async def test_a_receiver_hears_what_happens_from_then_on_in_order(hub: RestHost) -> None:
    await hub.customer("Ola Berg", "before")
    receiver, client = Receiver(), hub.program()
    async with receiver.open():
        await subscribe(client, receiver)
        chat = await hub.customer("Mira Holm", "one", "two", "three")
        agent = hub.client(hub.token("Sam Rivera"))
        await ok(await agent.post(f"/v1/conversations/{chat}/take"))
        await ok(await agent.post(f"/v1/conversations/{chat}/tags", json={"tag": "vip"}))
        events = await receiver.told(6)
    assert receiver.said == ["one", "two", "three"]
    moved = [(event["type"], event["step"]["by"]) for event in events if event["type"] != "message"]
    assert moved == [("queued", ""), ("taken", "Sam Rivera"), ("tagged", "Sam Rivera")]
    assert {event["conversation"] for event in events} == {chat}
    assert len({event["id"] for event in events}) == 6


async def test_only_what_is_wanted_is_told(hub: RestHost) -> None:
    receiver, client = Receiver(), hub.program()
    async with receiver.open():
        await subscribe(client, receiver, "taken", "closed")
        chat = await hub.customer()
        agent = hub.client(hub.token("Sam Rivera"))
        await ok(await agent.post(f"/v1/conversations/{chat}/take"))
        await ok(await agent.post(f"/v1/conversations/{chat}/close", json={}))
        events = await receiver.told(2)
    assert [event["type"] for event in events] == ["taken", "closed"]


async def test_what_was_refused_comes_again_before_what_follows(hub: RestHost) -> None:
    receiver, client = Receiver(500, 302), hub.program()
    async with receiver.open():
        webhook = await subscribe(client, receiver, "message")
        await hub.customer("Mira Holm", "one", "two", "three")
        await receiver.told(3)
        assert receiver.said == ["one", "two", "three"]
        assert (receiver.refused, receiver.strayed) == (2, 0)
        told = await state(client, webhook, failures=0)
    assert (told["failure"], told["dead"]) == ("", False)


async def test_a_restart_loses_nothing(idle: RestHost) -> None:
    receiver = Receiver()
    async with idle.running(), receiver.open():
        await subscribe(idle.program(), receiver, "message")
        await idle.customer("Mira Holm", "one")
        await receiver.told(1)
    async with idle.running():
        await idle.customer("Ola Berg", "two", "three")
    async with idle.running(), receiver.open(receiver.port):
        await idle.customer("Äsa Lund", "four")
        await receiver.heard(lambda: "four" in receiver.said)
    # The first may come again: the hub may have stopped before it could note that it was taken.
    assert list(dict.fromkeys(receiver.said)) == ["one", "two", "three", "four"]


async def test_a_receiver_that_takes_nothing_is_given_up_and_can_be_revived(hub: RestHost) -> None:
    receiver, client = Receiver(500, 500, 503), hub.program()
    async with receiver.open():
        webhook = await subscribe(client, receiver, "message")
        await hub.customer("Mira Holm", "one", "two")
        dead = await state(client, webhook, dead=True)
        assert (dead["failures"], dead["failure"]) == (3, "it answered with HTTP 503")
        assert receiver.events == []
        await ok(await client.post(f"/v1/webhooks/{webhook}/revive"))
        await receiver.told(2)
        assert receiver.said == ["one", "two"]


async def test_a_receiver_that_was_away_does_not_get_what_was_deleted_meanwhile(hub: RestHost) -> None:
    receiver, client = Receiver(500, 500, 503), hub.program()
    async with receiver.open():
        webhook = await subscribe(client, receiver, "message")
        chat = await hub.customer("Mira Holm", "Hello?")
        await state(client, webhook, dead=True)
        agent = hub.client(hub.token("Sam Rivera"))
        await ok(await agent.post(f"/v1/conversations/{chat}/take"))
        for number, text in enumerate(("Wrong chat", "Good morning"), 1):
            headers = {"Idempotency-Key": f"k{number}"}
            await ok(
                await agent.post(f"/v1/conversations/{chat}/messages", json={"text": text}, headers=headers)
            )
        delete = {"type": "delete_message", "sequence": 2}
        await ok(await agent.post(f"/v1/conversations/{chat}/actions", json=delete))
        await ok(await client.post(f"/v1/webhooks/{webhook}/revive"))
        await receiver.told(4)
    assert receiver.said == ["Hello?", "", "Good morning", ""]


async def test_a_database_that_cannot_be_read_for_a_while_is_waited_for(
    hub: RestHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, receiver, client = hub.premises.store, Receiver(), hub.program()
    failed: list[str] = []

    def fail_once(name: str, read: Callable[..., Awaitable[object]]) -> None:
        async def attempt(*given: object) -> object:
            if name in failed:
                return await read(*given)
            failed.append(name)
            raise UnreadableError("the disk does not answer")

        monkeypatch.setattr(store, name, attempt)

    async with receiver.open():
        await subscribe(client, receiver, "message")
        fail_once("webhooks", store.webhooks)
        fail_once("messages_after", store.messages_after)
        assert problem(await client.get("/v1/webhooks")) == (503, "busy")
        await hub.customer("Mira Holm", "one")
        await receiver.told(1)
    assert sorted(failed) == ["messages_after", "webhooks"]


async def test_a_removed_webhook_is_told_nothing_more(hub: RestHost) -> None:
    gone, stays, client = Receiver(), Receiver(), hub.program()
    async with gone.open(), stays.open():
        webhook = await subscribe(client, gone, "message")
        await subscribe(client, stays, "message")
        assert (await client.delete(f"/v1/webhooks/{webhook}")).status_code == 204
        assert problem(await client.delete(f"/v1/webhooks/{webhook}")) == (404, "unknown")
        await hub.customer("Mira Holm", "one")
        await stays.told(1)
    assert gone.events == []


async def test_a_revoked_program_is_told_nothing_more_until_it_has_a_new_token(
    hub: RestHost, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "agent_console.hub.rest")
    stays, revoked = Receiver(), Receiver()
    async with stays.open(), revoked.open():
        await subscribe(hub.program(), stays, "message")
        client = hub.client(hub.token("Old friend", Role.SERVICE))
        webhook = await subscribe(client, revoked, "message")
        await hub.customer("Mira Holm", "one")
        await revoked.told(1)
        assert revoke(hub.settings.database, "Old friend")
        async with asyncio.timeout(30):
            while f"webhook {webhook}: nothing more is sent" not in caplog.messages:
                assert (await client.get("/v1/webhooks")).status_code == 401
        await hub.customer("Ola Berg", "two")
        await stays.told(2)
        assert revoked.said == ["one"]
        hub.token("Old friend", Role.SERVICE)
        await revoked.heard(lambda: "two" in revoked.said)


async def test_a_secret_is_shown_once(hub: RestHost) -> None:
    client = hub.program()
    made = await ok(await client.post("/v1/webhooks", json={"url": "https://example.com/hook"}))
    assert made["secret"].startswith("whsec_")
    listed = await client.get("/v1/webhooks")
    assert made["secret"] not in listed.text
    assert [one["url"] for one in listed.json()["items"]] == ["https://example.com/hook"]


async def test_webhooks_are_for_programs_only(hub: RestHost) -> None:
    agent = hub.client(hub.token("Sam Rivera"))
    for answer in (
        await agent.get("/v1/webhooks"),
        await agent.post("/v1/webhooks", json={"url": "https://example.com/hook"}),
        await agent.get("/v1/webhooks/one"),
        await agent.delete("/v1/webhooks/one"),
        await agent.post("/v1/webhooks/one/revive"),
    ):
        assert problem(answer) == (403, "role")


async def test_there_are_not_too_many(hub: RestHost) -> None:
    client = hub.program()
    answers = [await client.post("/v1/webhooks", json={"url": "https://example.com/"}) for _ in range(21)]
    assert [answer.status_code for answer in answers] == [201] * 20 + [409]


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/",
        "ftp://example.com/",
        "example.com",
        "https://",
        "https://user:secret@example.com/",
    ],
)
async def test_a_url_that_can_never_be_sent_to_is_told_at_once(hub: RestHost, url: str) -> None:
    assert problem(await hub.program().post("/v1/webhooks", json={"url": url})) == (422, "url")
