"""Look-ups against a real system on a loopback port, well-behaved and not."""

import asyncio
import gzip
import logging
import secrets
import socket
from base64 import b64encode
from collections.abc import AsyncIterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

from agent_console.config import OrderConnector, RecordSettings
from agent_console.connectors.system_records import SystemRecords
from agent_console.domain.record import Freshness, Money, Record
from tests.connectors.system import MIRA, ROWS, Answer, System, everything, running
from tests.fakes import FrozenClock

KEY = secrets.token_urlsafe(24)
BEARER = {"bearer_env": "SHOP_KEY"}


async def look_up(settings: RecordSettings, clock: FrozenClock) -> Record:
    async with SystemRecords(settings, clock, {"SHOP_KEY": KEY}) as records:
        return await records.look_up(MIRA)


async def failure(orders: OrderConnector, clock: FrozenClock) -> str:
    """Look up, expect that nothing could be read, and return why."""
    record = await look_up(RecordSettings(orders=orders), clock)
    assert record.freshness is Freshness.FAILED
    assert record.orders == ()
    assert record.fetched_at is None
    return record.failure


def always(content: str | bytes, status: int = 200, kind: str = "application/json") -> Answer:
    async def answer(_: Request) -> Response:
        return Response(content, status, media_type=kind)

    return answer


async def test_only_the_customers_own_rows_are_shown_newest_first(system: System, clock: FrozenClock) -> None:
    record = await look_up(RecordSettings(orders=system.orders(scale="0.01")), clock)
    assert [order.number for order in record.orders] == ["1003", "1002", "1001"]
    assert record.orders[0].total == Money(Decimal(30), "EUR")
    assert record.freshness is Freshness.FRESH
    assert record.fetched_at == clock.now()
    assert record.customer == MIRA.id


async def test_of_many_rows_the_newest_count(system: System, clock: FrozenClock) -> None:
    record = await look_up(RecordSettings(orders=system.orders(most_rows=1)), clock)
    assert [order.number for order in record.orders] == ["1003"]


async def test_orders_and_past_cases_are_asked_for_at_the_same_time(
    system: System, clock: FrozenClock
) -> None:
    both_here = asyncio.Barrier(2)

    async def answer(request: Request) -> Response:
        await both_here.wait()
        return await everything(request)

    system.answer = answer
    record = await look_up(RecordSettings(orders=system.orders(), cases=system.cases()), clock)
    assert record.failure == ""
    assert [case.id for case in record.cases] == ["1003", "1002", "1001"]


async def test_one_system_failing_does_not_hide_the_other(system: System, clock: FrozenClock) -> None:
    async def answer(request: Request) -> Response:
        return Response("", 500) if request.url.path == "/cases" else await everything(request)

    system.answer = answer
    record = await look_up(RecordSettings(orders=system.orders(), cases=system.cases()), clock)
    assert len(record.orders) == 3
    assert record.freshness is Freshness.FAILED
    assert record.failure == "past cases: 127.0.0.1 answered with an error (HTTP 500)"


async def test_without_settings_there_is_nothing_and_nothing_wrong(clock: FrozenClock) -> None:
    record = await look_up(RecordSettings(), clock)
    assert (record.freshness, record.orders, record.cases) == (Freshness.FRESH, (), ())


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (always("", 500), "answered with an error (HTTP 500)"),
        (always("", 404), "answered with an error (HTTP 404)"),
        (always("", 401), "does not accept the console (HTTP 401); check `auth`"),
        (always("", 403), "does not accept the console (HTTP 403); check `auth`"),
        (always("", 429), "asked too often"),
        (always("<!DOCTYPE html><p>Sign in</p>", kind="text/html"), "is not JSON but a web page"),
        (always(""), "is not JSON"),
        (always('{"rows": [NaN]}'), "is not JSON"),
        (always(b"\xff\xfe\xff"), "is not JSON"),
        (always("[" * 200_000), "nested too deeply"),
        (always('{"rows": [1'), "is not JSON"),
        (always('{"error": "gone"}'), "no list at `rows`"),
        (always('{"rows": {"no": 1}}'), "no list at `rows`"),
        (always("null"), "no list at `rows`"),
        (always('{"rows": [{"no": "1001"}, 5, null]}'), "no row says whose it is at `mail`"),
        (always('{"rows": [{"mail": "mira@example.com"}]}'), "no row has a number"),
    ],
)
async def test_an_answer_that_makes_no_sense_is_named(
    system: System, clock: FrozenClock, answer: Answer, reason: str
) -> None:
    system.answer = answer
    assert reason in await failure(system.orders(), clock)


async def test_a_server_that_hangs_is_given_up(system: System, clock: FrozenClock) -> None:
    done = asyncio.Event()

    async def answer(_: Request) -> Response:
        await done.wait()
        return Response("[]")

    system.answer = answer
    assert await failure(system.orders(timeout="100ms"), clock) == (
        "orders: 127.0.0.1 did not answer within 0.1 s"
    )
    done.set()


async def test_a_server_that_drips_is_given_up_by_the_same_limit(system: System, clock: FrozenClock) -> None:
    async def drip() -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(0.01)  # the drip itself; nothing waits for it

    async def answer(_: Request) -> Response:
        return StreamingResponse(drip())

    system.answer = answer
    assert "did not answer within 0.1 s" in await failure(system.orders(timeout="100ms"), clock)


async def test_an_endless_answer_is_cut_off(system: System, clock: FrozenClock) -> None:
    sent = 0

    async def flood() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(50):
            sent += 1
            yield b" " * 1_000_000

    async def answer(_: Request) -> Response:
        return StreamingResponse(flood())

    system.answer = answer
    assert "sent more than 1 MB" in await failure(system.orders(), clock)
    assert sent < 50


async def test_a_compressed_answer_is_not_unpacked(system: System, clock: FrozenClock) -> None:
    async def answer(request: Request) -> Response:
        assert request.headers["accept-encoding"] == "identity"
        return Response(gzip.compress(b" " * 50_000_000), headers={"Content-Encoding": "gzip"})

    system.answer = answer
    assert "compressed its answer" in await failure(system.orders(), clock)


async def test_a_redirect_is_not_followed_so_the_key_stays_here(system: System, clock: FrozenClock) -> None:
    async with running() as elsewhere:

        async def answer(_: Request) -> Response:
            return RedirectResponse(f"{elsewhere.address}/orders")

        system.answer = answer
        assert "points to another address" in await failure(system.orders(auth=BEARER), clock)
        assert elsewhere.requests == []


async def test_a_host_that_is_not_allowed_is_not_asked(system: System, clock: FrozenClock) -> None:
    orders = system.orders(allowed_hosts=["shop.example.com"])
    assert "127.0.0.1 is not among `allowed_hosts`" in await failure(orders, clock)
    assert system.requests == []


async def test_a_system_that_is_down_is_named(clock: FrozenClock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    system = System(f"http://127.0.0.1:{port}")
    assert "127.0.0.1 cannot be reached" in await failure(system.orders(), clock)


async def test_a_proxy_is_for_other_machines_only(
    system: System, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}"
    monkeypatch.setenv("HTTP_PROXY", nobody)
    monkeypatch.setenv("ALL_PROXY", nobody)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    record = await look_up(RecordSettings(orders=system.orders()), clock)
    assert record.failure == ""


async def test_errors_under_a_status_of_success_count(system: System, clock: FrozenClock) -> None:
    system.answer = always('{"errors": [{"message": "no such field"}], "rows": []}')
    reason = await failure(system.orders(errors="errors[].message"), clock)
    assert reason == "orders: the server says: no such field"


async def test_a_list_of_no_errors_is_no_error(system: System, clock: FrozenClock) -> None:
    system.answer = always('{"errors": [], "rows": []}')
    record = await look_up(RecordSettings(orders=system.orders(errors="errors[].message")), clock)
    assert record.freshness is Freshness.FRESH


@pytest.mark.parametrize(
    ("auth", "header", "value"),
    [
        (BEARER, "authorization", f"Bearer {KEY}"),
        (
            {"basic": {"user": "console", "password_env": "SHOP_KEY"}},
            "authorization",
            "Basic " + b64encode(f"console:{KEY}".encode()).decode(),
        ),
        ({"header": {"name": "X-Api-Key", "value_env": "SHOP_KEY"}}, "x-api-key", KEY),
    ],
    ids=["bearer", "basic", "header"],  # the key is another one at each start
)
async def test_the_console_proves_who_it_is(
    system: System, clock: FrozenClock, auth: dict[str, object], header: str, value: str
) -> None:
    await look_up(RecordSettings(orders=system.orders(auth=auth, headers={"X-Team": "support"})), clock)
    assert system.requests[0].headers[header] == value
    assert system.requests[0].headers["x-team"] == "support"


async def test_a_missing_secret_is_named_and_nothing_is_asked(system: System, clock: FrozenClock) -> None:
    reason = await failure(system.orders(auth={"bearer_env": "NO_SUCH_KEY"}), clock)
    assert reason == "orders: the environment variable NO_SUCH_KEY is not set; set it to the secret"
    assert system.requests == []


async def test_a_secret_with_a_line_break_inside_is_not_shown(
    system: System, clock: FrozenClock, tmp_path: Path
) -> None:
    file = tmp_path / "key"
    file.write_text(f"{KEY}\n{KEY}\n")
    reason = await failure(system.orders(auth={"bearer_file": file}), clock)
    assert "line break" in reason
    assert KEY not in reason


async def test_no_failure_and_no_log_line_holds_the_secret_or_the_customer(
    system: System, clock: FrozenClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    orders = system.orders(auth=BEARER, errors="errors[0]")
    told = [
        always(f'{{"errors": ["bad token {KEY}"]}}'),
        always(f"token {KEY}", 401),
        always(f"<html>{KEY}"),
        everything,
    ]
    for answer in told:
        system.answer = answer
        record = await look_up(RecordSettings(orders=orders), clock)
        assert KEY not in record.failure
    assert len(system.requests) == len(told)
    logged = "\n".join(line.getMessage() for line in caplog.records if "connectors" in line.name)
    assert logged
    assert "bad token …" in logged
    assert KEY not in caplog.text
    assert MIRA.email.partition("@")[0] not in caplog.text


async def test_a_customer_without_an_email_is_not_asked_for(system: System, clock: FrozenClock) -> None:
    async with SystemRecords(RecordSettings(orders=system.orders()), clock, {}) as records:
        record = await records.look_up(replace(MIRA, email=""))
    assert record.failure == "orders: this customer's e-mail address is not known"
    assert system.requests == []


async def test_a_strange_email_stays_one_value_wherever_it_goes(system: System, clock: FrozenClock) -> None:
    strange = "m'i\"r/a?x=1&y#%2e{phone}\\@example.com"
    orders = system.orders(
        url=f"{system.address}/of/{{email}}/orders?first={{email}}",
        query={"second": "{email}"},
        method="POST",
        body={"filter": ["{email}"], "{email}": "owner = '{email}'"},
    )
    async with SystemRecords(RecordSettings(orders=orders), clock, {}) as records:
        await records.look_up(replace(MIRA, email=strange))
    request = system.requests[0]
    assert request.scope["path"] == f"/of/{strange}/orders"
    assert dict(request.query_params) == {"first": strange, "second": strange}
    assert await request.json() == {
        "filter": [strange],
        "{email}": "owner = '" + strange.replace("\\", "\\\\").replace("'", "\\'") + "'",
    }


async def test_a_good_answer_is_kept_for_as_long_as_the_settings_say(
    system: System, clock: FrozenClock
) -> None:
    settings = RecordSettings(orders=system.orders(cache="60s"))
    async with SystemRecords(settings, clock, {}) as records:
        first = await records.look_up(MIRA)
        clock.advance(59)
        assert await records.look_up(MIRA) == first
        assert len(system.requests) == 1
        await records.look_up(replace(MIRA, email="jonas@example.com"))
        assert len(system.requests) == 2
        clock.advance(1)
        await records.look_up(MIRA)
        assert len(system.requests) == 3


async def test_an_answer_asked_for_anew_comes_from_the_system_itself(
    system: System, clock: FrozenClock
) -> None:
    async with SystemRecords(RecordSettings(orders=system.orders(cache="60s")), clock, {}) as records:
        await records.look_up(MIRA)
        clock.advance(1)
        again = await records.look_up(MIRA, anew=True)
    assert len(system.requests) == 2
    assert again.fetched_at == clock.now()


async def test_when_a_system_fails_later_the_old_rows_stay_and_say_so(
    system: System, clock: FrozenClock
) -> None:
    settings = RecordSettings(orders=system.orders())
    async with SystemRecords(settings, clock, {}) as records:
        first = await records.look_up(MIRA)
        clock.advance(3600)
        system.answer = always("", 503)
        later = await records.look_up(MIRA)
        assert later.orders == first.orders
        assert later.fetched_at == first.fetched_at
        assert later.freshness is Freshness.FAILED
        assert "HTTP 503" in later.failure
        system.answer = everything
        assert (await records.look_up(MIRA)).freshness is Freshness.FRESH


async def test_rows_can_belong_by_other_values_than_the_email(system: System, clock: FrozenClock) -> None:
    async def answer(_: Request) -> Response:
        rows = [ROWS[0] | {"tel": "(555) 0113"}, ROWS[2] | {"tel": "555-0199"}]
        return JSONResponse({"rows": rows})

    system.answer = answer
    orders = system.orders(owner="tel", owner_is="phone")
    record = await look_up(RecordSettings(orders=orders), clock)
    assert [order.number for order in record.orders] == ["1001"]


async def test_like_mailboxes_of_two_people_are_kept_apart(system: System, clock: FrozenClock) -> None:
    async def answer(_: Request) -> Response:
        return JSONResponse({"rows": [{"no": "1", "mail": "weiss@example.com"}]})

    system.answer = answer
    async with SystemRecords(RecordSettings(orders=system.orders()), clock, {}) as records:
        record = await records.look_up(replace(MIRA, email="weiß@example.com"))
    assert record.orders == ()
