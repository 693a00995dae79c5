"""Values from web services: only from hosts that the config names, read once, refused with a reason."""

from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from agent_console.config import HttpValueSettings
from agent_console.connectors.exchange import open_client
from agent_console.connectors.http_value import HttpValues
from agent_console.ports import AnswerError
from tests.connectors.system import System
from tests.fakes import FrozenClock

HERE = HttpValueSettings(hosts=("127.0.0.1",))


@asynccontextmanager
async def values(clock: FrozenClock, settings: HttpValueSettings = HERE) -> AsyncIterator[HttpValues]:
    async with aclosing(open_client()) as client:
        yield HttpValues(settings, client, clock)


async def failure(system: System, address: str = "/parcel", path: str = "", **settings: object) -> str:
    allowed = HttpValueSettings.model_validate({"hosts": ("127.0.0.1",)} | settings)
    async with values(FrozenClock(), allowed) as asked:
        with pytest.raises(AnswerError) as caught:
            await asked.get(address if "://" in address else f"{system.address}{address}", path)
    return str(caught.value)


def answering(system: System, response: Response) -> None:
    async def answer(_: Request) -> Response:
        return response

    system.answer = answer


async def test_a_text_comes_without_the_space_around_it(system: System, clock: FrozenClock) -> None:
    answering(system, PlainTextResponse(" out for delivery\n"))

    async with values(clock) as asked:
        assert await asked.get(f"{system.address}/parcel") == "out for delivery"


async def test_a_path_finds_a_value_in_json(system: System, clock: FrozenClock) -> None:
    answering(system, JSONResponse({"parcels": [{"status": "in Oslo", "days": 2}]}))

    async with values(clock) as asked:
        assert await asked.get(f"{system.address}/parcel", "parcels[0].status") == "in Oslo"
        assert await asked.get(f"{system.address}/parcel", "parcels[0].days") == "2"


@pytest.mark.parametrize(
    ("response", "path"),
    [(PlainTextResponse(" \n"), ""), (JSONResponse({"status": None}), "status"), (JSONResponse({}), "a.b")],
)
async def test_an_answer_without_the_value_is_an_empty_one(
    system: System, clock: FrozenClock, response: Response, path: str
) -> None:
    answering(system, response)

    async with values(clock) as asked:
        assert await asked.get(f"{system.address}/parcel", path) == ""


async def test_an_answer_is_asked_for_again_only_when_it_is_old(system: System, clock: FrozenClock) -> None:
    answering(system, PlainTextResponse("ok"))

    async with values(clock) as asked:
        await asked.get(f"{system.address}/a")
        await asked.get(f"{system.address}/a")
        assert len(system.requests) == 1
        await asked.get(f"{system.address}/b")
        clock.advance(61)
        await asked.get(f"{system.address}/a")

    assert [request.url.path for request in system.requests] == ["/a", "/b", "/a"]


async def test_nothing_secret_goes_along(system: System, clock: FrozenClock) -> None:
    answering(system, PlainTextResponse("ok"))

    async with values(clock) as asked:
        await asked.get(f"{system.address}/a")

    assert not {"authorization", "cookie"} & set(system.requests[0].headers)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://status.example.com/1", "would travel unencrypted"),
        ("https://other.example.com/1", "other.example.com is not among `snippets.http.hosts`"),
        ("https://status.example.com.evil.example/1", "is not among `snippets.http.hosts`"),
        ("https://status.example.com@evil.example/1", "must not hold a user or password"),
        ("file:///etc/passwd", "must be an address such as https://"),
        ("javascript://x", "must be an address such as https://"),
    ],
)
async def test_other_addresses_are_not_asked(system: System, address: str, reason: str) -> None:
    assert reason in await failure(system, address, hosts=("status.example.com",))
    assert system.requests == []


async def test_this_machine_is_asked_only_when_it_is_named(system: System) -> None:
    assert "127.0.0.1 is not among" in await failure(system, hosts=())
    assert system.requests == []


async def test_a_redirect_is_not_followed(system: System) -> None:
    answering(system, RedirectResponse("/elsewhere"))

    assert "points to another address" in await failure(system)
    assert len(system.requests) == 1


@pytest.mark.parametrize(
    ("response", "path", "reason"),
    [
        (PlainTextResponse("gone", status_code=404), "", "answered with an error (HTTP 404)"),
        (PlainTextResponse("x" * 10_001), "", "has more than 10,000 characters"),
        (PlainTextResponse(b"\xff"), "", "is not UTF-8 text"),
        (PlainTextResponse("x" * 1_000_001), "", "sent more than 1 MB"),
        (PlainTextResponse("no json"), "status", "is not JSON"),
        (JSONResponse({"status": {"a": 1}}), "status", "more than one value at `status`"),
        (JSONResponse({"status": "ok"}), "status[", "is not a JMESPath expression"),
    ],
)
async def test_an_answer_that_cannot_be_used_is_told(
    system: System, response: Response, path: str, reason: str
) -> None:
    answering(system, response)

    assert reason in await failure(system, path=path)
