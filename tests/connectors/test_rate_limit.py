"""How often a system is asked: turns in time, or a refusal at once."""

import asyncio
from datetime import timedelta

import pytest
from starlette.requests import Request
from starlette.responses import Response

from agent_console.config import Rate, RecordSettings
from agent_console.connectors.failure import LookUpError
from agent_console.connectors.rate_limit import RateLimit
from agent_console.connectors.system_records import SystemRecords
from tests.connectors.system import MIRA, System, everything
from tests.fakes import FrozenClock

HOUR = Rate(2, timedelta(hours=1))


def soon() -> float:
    return asyncio.get_running_loop().time() + 5


async def test_turns_are_given_out_until_there_are_no_more() -> None:
    limit = RateLimit(HOUR)

    for _ in range(HOUR.times):
        await limit.turn(soon())
    with pytest.raises(LookUpError, match=r"`rate` allows no further request for 3,600 s; try again then"):
        await limit.turn(soon())


async def test_a_turn_comes_when_the_oldest_is_long_enough_ago() -> None:
    limit = RateLimit(Rate(1, timedelta(milliseconds=50)))
    loop = asyncio.get_running_loop()
    begun = loop.time()

    for _ in range(3):
        await limit.turn(soon())

    assert loop.time() - begun > 0.09


async def test_without_a_rate_every_turn_is_now_unless_the_system_wants_a_pause() -> None:
    limit = RateLimit(None)
    for _ in range(100):
        await limit.turn(asyncio.get_running_loop().time())

    limit.pause(60)

    with pytest.raises(LookUpError, match="for 60 s"):
        await limit.turn(soon())


async def test_a_connector_keeps_to_its_rate_over_all_customers(system: System, clock: FrozenClock) -> None:
    settings = RecordSettings(orders=system.orders(rate="1/h"))
    async with SystemRecords(settings, clock, {}) as records:
        first = await records.look_up(MIRA)
        again = await records.look_up(MIRA, anew=True)

    assert len(system.requests) == 1
    assert "orders: `rate` allows no further request for " in again.failure
    assert again.orders == first.orders


async def test_a_pause_that_the_system_asks_for_is_kept(system: System, clock: FrozenClock) -> None:
    async def answer(_: Request) -> Response:
        return Response(status_code=429, headers={"Retry-After": "120"})

    system.answer = answer
    async with SystemRecords(RecordSettings(orders=system.orders()), clock, {}) as records:
        for _ in range(2):
            assert "orders: it wants to be left alone for 1" in (await records.look_up(MIRA)).failure

    assert len(system.requests) == 1


@pytest.mark.parametrize("when", ["0", "Mon, 02 Mar 2026 09:00:00 GMT", "soon"])
async def test_a_pause_that_is_over_or_makes_no_sense_is_none(
    system: System, clock: FrozenClock, when: str
) -> None:
    async def answer(_: Request) -> Response:
        return Response(status_code=503, headers={"Retry-After": when})

    system.answer = answer
    async with SystemRecords(RecordSettings(orders=system.orders()), clock, {}) as records:
        assert "HTTP 503" in (await records.look_up(MIRA)).failure
        system.answer = everything
        assert (await records.look_up(MIRA)).failure == ""


async def test_a_short_pause_is_waited_for(system: System, clock: FrozenClock) -> None:
    async def answer(request: Request) -> Response:
        if len(system.requests) == 1:
            return Response(status_code=429, headers={"Retry-After": "1"})
        return await everything(request)

    system.answer = answer
    async with SystemRecords(RecordSettings(orders=system.orders(timeout="30s")), clock, {}) as records:
        assert (await records.look_up(MIRA)).failure == ""
