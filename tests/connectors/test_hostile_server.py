"""A system that misbehaves: no secret in what the panel or any log says, and the others' rows stay."""

import asyncio
import json
import logging
import secrets
from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

from agent_console.config import RecordSettings
from agent_console.connectors.system_records import SystemRecords
from agent_console.domain.record import Freshness, Record
from tests.connectors.system import MIRA, ROWS, System, everything
from tests.fakes import FrozenClock

KEY = "k+/=" + secrets.token_urlsafe(24)
SESSION = secrets.token_urlsafe(24)
LOGIN = {
    "login": {
        "url": "/login",
        "user": "console",
        "password_env": "SHOP_KEY",
        "form": {"name": "{user}", "password": "{password}"},
    }
}


async def flood() -> AsyncIterator[bytes]:
    for _ in range(50):
        yield b" " * 1_000_000


def answers() -> dict[str, Response]:
    """Return what a system may say at its worst, by what that is; the key is in most of it."""
    return {
        "500": Response(KEY, 500),
        "a page": Response(f"<!doctype html><p>{KEY}"),
        "cut off": Response('{"rows": [{"no": "1'),
        "deep": Response('{"rows": ' + "[" * 100_000),
        "deep errors": Response('{"errors": ' + "[" * 900 + "]" * 900 + "}"),
        "50 MB": StreamingResponse(flood()),
        "others": JSONResponse({"rows": ROWS[2:3]}),
        "key": JSONResponse({"errors": [f"bad key {KEY}"]}),
        "key, escaped": JSONResponse({"errors": [f"bad key {quote(KEY, safe='')}"]}),
        "key, far behind": JSONResponse({"errors": ["x" * (190 - len(KEY) // 2) + KEY]}),
        "key, deep": JSONResponse({"errors": [{"request": {"password": KEY, "cookie": SESSION}}]}),
        "key, elsewhere": RedirectResponse(f"https://evil.example/?{quote(KEY)}"),
        "key, unpacked": Response(KEY, headers={"Content-Encoding": KEY.replace("=", "")}),
        "lines": JSONResponse({"errors": ["\x1b[2Jone\ntwo"]}),
    }


@pytest.mark.parametrize("auth", [{"bearer_env": "SHOP_KEY"}, LOGIN], ids=["bearer", "login"])
@pytest.mark.parametrize("kind", answers())
async def test_whatever_it_says_the_secret_stays_secret_and_the_others_rows_stay(
    system: System,
    clock: FrozenClock,
    caplog: pytest.LogCaptureFixture,
    kind: str,
    auth: dict[str, object],
) -> None:
    caplog.set_level(logging.DEBUG)

    async def answer(request: Request) -> Response:
        if request.url.path == "/login":
            response = Response()
            response.set_cookie("session", SESSION)
            return response
        bad = request.url.path == "/orders"
        return answers()[kind] if bad else await everything(request)

    system.answer = answer
    settings = RecordSettings(
        orders=(
            system.orders(auth=auth, errors="errors[0]", name="bad"),
            system.orders(url=f"{system.address}/good", name="good"),
        ),
        cases=system.cases(),
    )
    async with SystemRecords(settings, clock, {"SHOP_KEY": KEY}) as records:
        record = await records.look_up(MIRA)

    bad, good, cases = record.sources
    assert good.freshness is cases.freshness is Freshness.FRESH
    assert [order.number for order in record.orders] == ["1003", "1002", "1001"]
    assert bad.freshness is (Freshness.FRESH if kind == "others" else Freshness.FAILED)
    assert "\n" not in record.failure
    assert "\x1b" not in record.failure
    told = json.dumps(str(record)) + caplog.text
    session = (SESSION, SESSION[:12]) if auth is LOGIN else ()
    for secret in (KEY, KEY[:12], quote(KEY, safe=""), *session):
        assert secret not in told
    assert MIRA.email not in caplog.text


async def test_the_words_for_a_system_that_hangs_in_the_middle(system: System, clock: FrozenClock) -> None:
    over = asyncio.Event()

    async def stuck() -> AsyncIterator[bytes]:
        yield b'{"rows": ['
        await over.wait()

    async def answer(_: Request) -> Response:
        return StreamingResponse(stuck())

    system.answer = answer
    async with SystemRecords(RecordSettings(orders=system.orders(timeout="200ms")), clock, {}) as records:
        record: Record = await records.look_up(MIRA)
        over.set()

    assert record.failure == "orders: 127.0.0.1 did not answer within 0.2 s"


async def test_details_that_hang_leave_the_rows(system: System, clock: FrozenClock) -> None:
    over = asyncio.Event()

    async def answer(request: Request) -> Response:
        if request.url.path != "/orders":
            await over.wait()
        return await everything(request)

    system.answer = answer
    orders = system.orders(timeout="500ms", follow=[{"url": "/of/{row.no}", "into": "lines"}])
    async with SystemRecords(RecordSettings(orders=orders), clock, {}) as records:
        record = await records.look_up(MIRA)
        over.set()

    assert len(record.orders) == 3
    assert record.sources[0].note == "not all details could be read: they did not come in time"
