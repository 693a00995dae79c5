"""Where a look-up may not lead, whoever wants it to: the forbidden server listens, and is not asked."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

import httpx
import pytest
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from agent_console.config import OrderConnector, RecordSettings
from agent_console.connectors.network import Resolve
from agent_console.connectors.system_records import SystemRecords
from agent_console.domain.record import Freshness, Record
from tests.connectors.attacks import LINKS, NAMED, PATHS, REDIRECTS, UNWRITABLE
from tests.connectors.system import MIRA, ROWS, System
from tests.fakes import FrozenClock

TOKEN = "not for others"
SECRET = {"auth": {"bearer_env": "TOKEN"}}


@dataclass
class Forbidden:
    """A port that listens; whoever connects has gone too far."""

    port: int = 0
    visits: int = 0

    def meet(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Count a visitor and send them away."""
        self.visits += 1
        writer.close()


@pytest.fixture
async def forbidden() -> AsyncIterator[Forbidden]:
    target = Forbidden()
    async with await asyncio.start_server(target.meet, "127.0.0.1", 0) as server:
        target.port = server.sockets[0].getsockname()[1]
        yield target


def leading_to(*found: str) -> Resolve:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return found

    return resolve


def named(target: Forbidden) -> OrderConnector:
    """Return settings of a server that has a name, on the forbidden port."""
    return System("").orders(url=f"http://shop.example.com:{target.port}/orders", insecure=True, **SECRET)


async def look_up(orders: OrderConnector, clock: FrozenClock, resolve: Resolve | None = None) -> Record:
    resolvers = {"resolve": resolve} if resolve else {}
    async with SystemRecords(RecordSettings(orders=orders), clock, {"TOKEN": TOKEN}, **resolvers) as records:
        return await records.look_up(MIRA)


@pytest.mark.parametrize("address", [address.replace("{port}", "8080") for address in UNWRITABLE])
def test_no_configuration_may_have_such_an_address(address: str) -> None:
    with pytest.raises(ValidationError) as raised:
        System("").orders(url=address)
    assert raised.value.errors()[0]["type"] == "value_error"


@pytest.mark.parametrize("address", NAMED)
async def test_a_name_that_leads_there_is_not_asked(
    forbidden: Forbidden, clock: FrozenClock, address: str
) -> None:
    record = await look_up(named(forbidden), clock, leading_to(address))
    assert re.search(r"shop\.example\.com leads to .*; it is not asked", record.failure)
    assert forbidden.visits == 0


async def test_an_address_hidden_among_good_ones_is_not_asked(
    forbidden: Forbidden, clock: FrozenClock
) -> None:
    record = await look_up(named(forbidden), clock, leading_to("93.184.216.34", "127.0.0.1"))
    assert "which is this machine" in record.failure
    assert forbidden.visits == 0


async def test_a_name_is_looked_up_once_for_the_check_and_the_connection(
    system: System, forbidden: Forbidden, clock: FrozenClock
) -> None:
    asked: list[str] = []

    async def changing(host: str, port: int) -> Sequence[str]:
        # Where it leads changes at once, as with a name that is good for no second.
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["169.254.169.254"]

    url = f"http://shop.localhost:{httpx.URL(system.address).port}/orders?mail={{email}}"
    async with SystemRecords(RecordSettings(orders=system.orders(url=url)), clock, {}, changing) as records:
        assert (await records.look_up(MIRA)).freshness is Freshness.FRESH
        again = await records.look_up(MIRA, anew=True)
    assert asked == ["shop.localhost"] * 2
    assert "not this machine; it is not asked" in again.failure
    assert len(system.requests) == 1


def pointing(system: System, forbidden: Forbidden, link: str) -> str:
    good = f"127.0.0.1:{httpx.URL(system.address).port}" if "{good}:" not in link else "127.0.0.1"
    return link.replace("{good}", good).replace("{port}", str(forbidden.port))


@pytest.mark.parametrize("link", LINKS)
async def test_a_next_page_elsewhere_is_not_asked(
    system: System, forbidden: Forbidden, clock: FrozenClock, link: str
) -> None:
    target = pointing(system, forbidden, link)

    async def answer(request: Request) -> Response:
        return JSONResponse({"rows": ROWS[:1], "next": target})

    system.answer = answer
    record = await look_up(system.orders(pages={"next": "next"}, **SECRET), clock)
    assert forbidden.visits == 0
    assert [request.url.path for request in system.requests] == ["/orders"]
    assert [order.number for order in record.orders] == ["1001"]
    assert record.sources[0].note.startswith("further pages were not read: the answer points to")


@pytest.mark.parametrize("link", LINKS)
async def test_details_elsewhere_are_not_asked_for(
    system: System, forbidden: Forbidden, clock: FrozenClock, link: str
) -> None:
    target = pointing(system, forbidden, link)

    async def answer(request: Request) -> Response:
        return JSONResponse({"rows": [{**ROWS[0], "lines": target}]})

    system.answer = answer
    follow = [{"link": "lines", "into": "found"}]
    record = await look_up(system.orders(follow=follow, **SECRET), clock)
    assert forbidden.visits == 0
    assert [request.url.path for request in system.requests] == ["/orders"]
    assert [order.number for order in record.orders] == ["1001"]
    assert record.sources[0].note.startswith("not all details could be read: the answer points to")


@pytest.mark.parametrize("link", PATHS)
async def test_a_link_that_only_looks_like_one_elsewhere_stays_here(
    system: System, forbidden: Forbidden, clock: FrozenClock, link: str
) -> None:
    target = pointing(system, forbidden, link)

    async def answer(request: Request) -> Response:
        return JSONResponse({"rows": [{**ROWS[0], "lines": target}], "next": target})

    system.answer = answer
    follow = [{"link": "lines", "into": "found"}]
    record = await look_up(system.orders(follow=follow, pages={"next": "next"}, **SECRET), clock)
    assert forbidden.visits == 0
    assert [order.number for order in record.orders] == ["1001"]


@pytest.mark.parametrize("status", REDIRECTS)
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_redirect_is_not_followed(
    system: System, forbidden: Forbidden, clock: FrozenClock, status: int, method: str
) -> None:
    async def answer(request: Request) -> Response:
        return RedirectResponse(f"http://127.0.0.1:{forbidden.port}/orders", status)

    system.answer = answer
    record = await look_up(system.orders(method=method, **SECRET), clock)
    assert forbidden.visits == 0
    assert "points to another address, which is not followed" in record.failure


@pytest.mark.parametrize("header", ['<{target}>; rel="next"', "<{target}>; rel=next; rel=prev"])
async def test_a_next_page_in_a_header_is_not_asked_elsewhere(
    system: System, forbidden: Forbidden, clock: FrozenClock, header: str
) -> None:
    async def answer(request: Request) -> Response:
        link = header.replace("{target}", f"http://127.0.0.1:{forbidden.port}/orders")
        return JSONResponse({"rows": ROWS[:1]}, headers={"Link": link})

    system.answer = answer
    record = await look_up(system.orders(pages={"link": True}, **SECRET), clock)
    assert forbidden.visits == 0
    assert [order.number for order in record.orders] == ["1001"]


@pytest.mark.parametrize(
    "number", ["../../admin", "..", ".", "//{host}/x", "1?all=true", "1#", "1%2f..%2f..", "\\..\\admin"]
)
async def test_what_a_row_holds_stays_one_segment_of_an_address(
    system: System, forbidden: Forbidden, clock: FrozenClock, number: str
) -> None:
    number = number.replace("{host}", f"127.0.0.1:{forbidden.port}")

    async def answer(request: Request) -> Response:
        return JSONResponse({"rows": [{**ROWS[0], "no": number}]})

    system.answer = answer
    follow = [{"url": "/lines/{row.no}/all", "into": "found"}]
    await look_up(system.orders(follow=follow), clock)
    assert forbidden.visits == 0
    for request in system.requests[1:]:
        raw = request.scope["raw_path"].decode()
        assert re.fullmatch(r"/lines/[^/?#\\]+/all", raw), raw
        assert request.url.query == ""
        assert "/../" not in raw
