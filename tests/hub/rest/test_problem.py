"""What a client is told of the hub's own trouble."""

import asyncio
from http import HTTPStatus

import httpx
import pytest

from agent_console.hub.live.bucket import Buckets
from agent_console.hub.outcome import BUSY, Rejected
from agent_console.hub.rest import intake
from agent_console.hub.rest.application import application
from agent_console.hub.rest.door import Door
from agent_console.hub.rest.operation import Call, Nothing, Operation, Reply
from agent_console.hub.rest.problem import rejected
from tests.hub.rest.host import RestHost
from tests.hub.rest.test_door import problem


async def broken(call: Call[Nothing, Nothing]) -> Reply:
    """Fail as a bug does."""
    raise ZeroDivisionError(f"the secret of {call.caller.name}")


async def test_a_bug_is_told_without_what_it_says(host: RestHost) -> None:
    operation = Operation("GET", "/v1/broken", "break", "Break", broken, {HTTPStatus.OK: None})
    door = Door(host.premises.store, host.premises.clock, (), Buckets(100, 100))
    transport = httpx.ASGITransport(application([operation], door, lambda: "{}"), raise_app_exceptions=False)
    headers = {"Authorization": f"Bearer {host.token('Sam Rivera')}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost", headers=headers) as client:
        answer = await client.get("/v1/broken")
    assert problem(answer) == (500, "bug")
    assert "Sam Rivera" not in answer.text


def test_a_store_that_cannot_write_is_asked_again() -> None:
    told = rejected(Rejected(BUSY, "the disk is full"))
    assert (told.status, told.headers) == (HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": "1"})


async def test_a_body_that_does_not_come_is_not_waited_for(
    host: RestHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "BODY_SECONDS", 0.05)
    token, chat = host.token("Sam Rivera"), await host.customer()
    reader, writer = await asyncio.open_connection("127.0.0.1", host.port)
    head = (
        f"POST /v1/conversations/{chat}/tags HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
        "Content-Type: application/json\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{"
    )
    writer.write(head.encode())
    async with asyncio.timeout(30):
        assert await reader.readline() == b"HTTP/1.1 408 Request Timeout\r\n"
    writer.close()
    await writer.wait_closed()
