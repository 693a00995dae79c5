"""Several systems side by side, each with its own name, note and fate."""

import asyncio
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from agent_console.config import RecordSettings
from agent_console.connectors.system_records import SystemRecords
from agent_console.domain.record import Freshness, Source
from tests.connectors.system import MIRA, ROWS, System, everything
from tests.fakes import FrozenClock


async def test_rows_of_several_systems_are_newest_first_over_all(system: System, clock: FrozenClock) -> None:
    async def answer(request: Request) -> Response:
        rows = ROWS[:1] if request.url.path == "/old" else ROWS[1:]
        return JSONResponse({"rows": [row | {"no": f"{request.url.path[1:]}-{row['no']}"} for row in rows]})

    system.answer = answer
    settings = RecordSettings(
        orders=(
            system.orders(url=f"{system.address}/old"),
            system.orders(url=f"{system.address}/new", name="web shop"),
        )
    )
    async with SystemRecords(settings, clock, {}) as records:
        record = await records.look_up(MIRA)

    assert [order.number for order in record.orders] == ["new-1003", "new-1002", "old-1001"]
    assert [source.name for source in record.sources] == ["orders", "web shop"]


async def test_all_systems_are_asked_at_the_same_time(system: System, clock: FrozenClock) -> None:
    all_here = asyncio.Barrier(3)

    async def answer(request: Request) -> Response:
        await all_here.wait()
        return await everything(request)

    system.answer = answer
    settings = RecordSettings(orders=(system.orders(), system.orders()), cases=(system.cases(),))
    async with SystemRecords(settings, clock, {}) as records:
        assert (await records.look_up(MIRA)).failure == ""


async def test_each_system_tells_how_it_stands(system: System, clock: FrozenClock) -> None:
    async def answer(request: Request) -> Response:
        bad = request.url.path == "/bad" and clock.now() > begun
        return Response("", 500) if bad else await everything(request)

    begun = clock.now()
    system.answer = answer
    settings = RecordSettings(
        orders=(
            system.orders(note="only the last 60 days", most_rows=2),
            system.orders(url=f"{system.address}/bad"),
        ),
        cases=system.cases(name="help desk"),
    )
    async with SystemRecords(settings, clock, {}) as records:
        await records.look_up(MIRA)
        clock.advance(3600)
        record = await records.look_up(MIRA)

    later = begun + timedelta(hours=1)
    assert record.sources == (
        Source("orders", Freshness.FRESH, later, note="only the last 60 days; the newest 2 of 3"),
        Source("orders 2", Freshness.FAILED, begun, "127.0.0.1 answered with an error (HTTP 500)"),
        Source("help desk", Freshness.FRESH, later),
    )
    assert record.freshness is Freshness.FAILED
    assert record.failure == "orders 2: 127.0.0.1 answered with an error (HTTP 500)"
    assert record.fetched_at == begun
    assert len(record.orders) == 5


async def test_a_row_that_comes_twice_is_shown_once(system: System, clock: FrozenClock) -> None:
    async def answer(_: Request) -> Response:
        return JSONResponse({"rows": [*ROWS, ROWS[0]]})

    system.answer = answer
    async with SystemRecords(RecordSettings(orders=system.orders()), clock, {}) as records:
        assert len((await records.look_up(MIRA)).orders) == 3
