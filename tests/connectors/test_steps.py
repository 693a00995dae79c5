"""Look-ups, pages and details: what a connector asks besides its one request, against a real system."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from agent_console.config import RecordSettings
from agent_console.connectors.detail import MOST_PARTS
from agent_console.connectors.system_records import SystemRecords
from agent_console.domain.record import Freshness, Item, Record
from tests.connectors.system import FIELDS, MIRA, ROWS, System, running
from tests.fakes import FrozenClock

LINES = FIELDS | {"items": "lines", "item": {"name": "title"}}
CUSTOMERS = [
    {"id": 3, "mail": "jonas@example.com"},
    {"id": 7, "mail": "Mira@example.com"},
    {"id": 8, "mail": "mira@example.com"},
]


async def orders(system: System, clock: FrozenClock, **changes: object) -> Record:
    settings = RecordSettings(orders=system.orders(**changes))
    async with SystemRecords(settings, clock, {}) as records:
        return await records.look_up(MIRA)


def numbers(record: Record) -> list[str]:
    return [order.number for order in record.orders]


def paths(system: System) -> list[str]:
    return [request.url.path for request in system.requests]


def by_path(**answers: object) -> Callable[[Request], Awaitable[Response]]:
    """Return answers by the first word of the path; a callable gets the request."""

    async def answer(request: Request) -> Response:
        found = answers.get(request.url.path.split("/")[1])
        content = found(request) if callable(found) else found
        return Response(status_code=404) if content is None else JSONResponse(content)

    return answer


# Look-ups

LOOKUP: dict[str, object] = {
    "lookup": {
        "url": "/customers",
        "query": {"q": "{email}"},
        "rows": "found",
        "owner": "mail",
        "values": {"id": "id"},
    },
    "owner": "customer",
    "owner_is": "lookup.id",
}


def of_customer(request: Request) -> object:
    number = int(request.query_params["customer"])
    return {"rows": [row | {"no": f"{number}-{row['no']}", "customer": number} for row in ROWS[:1]]}


async def test_orders_are_asked_for_by_what_the_system_calls_the_customer(
    system: System, clock: FrozenClock
) -> None:
    system.answer = by_path(customers={"found": CUSTOMERS[:2]}, orders=of_customer)

    record = await orders(system, clock, url=f"{system.address}/orders?customer={{lookup.id}}", **LOOKUP)

    assert record.failure == ""
    assert numbers(record) == ["7-1001"]
    assert system.requests[0].query_params["q"] == MIRA.email


async def test_a_customer_whom_the_system_knows_twice_has_the_orders_of_both(
    system: System, clock: FrozenClock
) -> None:
    system.answer = by_path(customers={"found": CUSTOMERS}, orders=of_customer)

    record = await orders(system, clock, url=f"{system.address}/orders?customer={{lookup.id}}", **LOOKUP)

    assert sorted(numbers(record)) == ["7-1001", "8-1001"]


async def test_a_customer_whom_the_system_does_not_know_has_no_orders_and_that_is_no_failure(
    system: System, clock: FrozenClock
) -> None:
    system.answer = by_path(customers={"found": CUSTOMERS[:1]}, orders=of_customer)

    record = await orders(system, clock, url=f"{system.address}/orders?customer={{lookup.id}}", **LOOKUP)

    assert (record.freshness, record.orders) == (Freshness.FRESH, ())
    assert paths(system) == ["/customers"]


async def test_a_look_up_that_finds_no_value_is_named(system: System, clock: FrozenClock) -> None:
    system.answer = by_path(customers={"found": [{"mail": MIRA.email}]})

    record = await orders(system, clock, url=f"{system.address}/orders?customer={{lookup.id}}", **LOOKUP)

    assert record.failure == "orders: the customer found has nothing at `id`; check `lookup.values`"


async def test_graphql_gets_values_in_variables_and_its_text_as_it_is(
    system: System, clock: FrozenClock
) -> None:
    text = "query ($mail: String!) { orders(mail: $mail) { customer {email} } }"
    system.answer = by_path(graphql={"rows": ROWS})

    await orders(
        system,
        clock,
        url=f"{system.address}/graphql",
        graphql={"query": text, "variables": {"mail": "{email}", "first": 50}},
    )

    assert json.loads(await system.requests[0].body()) == {
        "query": text,
        "variables": {"mail": MIRA.email, "first": 50},
    }


# Pages


def page(number: int, size: int = 2) -> dict[str, Any]:
    return {"rows": ROWS[number * size : (number + 1) * size]}


async def test_the_next_page_is_where_the_answer_says(system: System, clock: FrozenClock) -> None:
    def answer(request: Request) -> object:
        number = int(request.query_params.get("page", "0"))
        return page(number) | {"next": "/orders?page=1" if number == 0 else None}

    system.answer = by_path(orders=answer)

    assert numbers(await orders(system, clock, pages={"next": "next"})) == ["1003", "1002", "1001"]
    assert len(system.requests) == 2


async def test_the_next_page_may_be_in_the_header(system: System, clock: FrozenClock) -> None:
    async def answer(request: Request) -> Response:
        number = int(request.query_params.get("page", "0"))
        link = {"Link": f'<{system.address}/orders?page=1>; rel="next"'} if number == 0 else {}
        return JSONResponse(page(number), headers=link)

    system.answer = answer

    assert numbers(await orders(system, clock, pages={"link": True})) == ["1003", "1002", "1001"]


@pytest.mark.parametrize(
    ("pages", "asked"),
    [
        ({"parameter": "page"}, ["1", "2", "3"]),
        ({"parameter": "page", "first": 0, "size": 5}, ["0"]),
        ({"parameter": "offset", "first": 0, "step": 2, "size": 2}, ["0", "2", "4"]),
    ],
)
async def test_a_parameter_is_counted_up_until_a_page_is_short(
    system: System, clock: FrozenClock, pages: dict[str, object], asked: list[str]
) -> None:
    name = str(pages["parameter"])
    first = int(str(pages.get("first", 1)))
    step = int(str(pages.get("step", 1)))
    size = int(str(pages.get("size", 2)))
    system.answer = by_path(
        orders=lambda request: page((int(request.query_params[name]) - first) // step, size)
    )

    record = await orders(system, clock, pages=pages)

    assert numbers(record) == ["1003", "1002", "1001"]
    assert [request.query_params[name] for request in system.requests] == asked
    assert {request.query_params["mail"] for request in system.requests} == {MIRA.email}


async def test_a_cursor_goes_into_the_variables_of_graphql(system: System, clock: FrozenClock) -> None:
    async def answer(request: Request) -> Response:
        after = (await request.json())["variables"].get("after")
        return JSONResponse(page(1 if after else 0) | {"end": None if after else "x2"})

    system.answer = answer

    record = await orders(
        system,
        clock,
        url=system.address,
        graphql={"query": "query { a }", "variables": {"mail": "{email}"}},
        pages={"parameter": "after", "cursor": "end"},
    )

    assert numbers(record) == ["1003", "1002", "1001"]
    assert [(await request.json())["variables"] for request in system.requests] == [
        {"mail": MIRA.email},
        {"mail": MIRA.email, "after": "x2"},
    ]


async def test_a_system_that_ignores_the_parameter_is_not_asked_for_ever(
    system: System, clock: FrozenClock
) -> None:
    record = await orders(system, clock, pages={"parameter": "page"})

    assert numbers(record) == ["1003", "1002", "1001"]
    assert len(system.requests) == 2


async def test_no_page_behind_the_last_is_its_end(system: System, clock: FrozenClock) -> None:
    system.answer = by_path(orders=lambda request: page(0) if request.query_params["page"] == "1" else None)

    record = await orders(system, clock, pages={"parameter": "page"})

    assert (numbers(record), record.failure) == (["1003", "1001"], "")


async def test_pages_are_bounded_and_the_panel_is_told(system: System, clock: FrozenClock) -> None:
    def answer(request: Request) -> object:
        number = int(request.query_params["page"])
        return {"rows": [ROWS[0] | {"no": str(number)}]}

    system.answer = by_path(orders=answer)

    record = await orders(system, clock, pages={"parameter": "page", "most": 3}, note="since 2020")

    assert len(system.requests) == 3
    assert record.sources[0].note == "since 2020; only the first 3 rows were read"


async def test_a_next_page_on_another_server_is_not_asked(system: System, clock: FrozenClock) -> None:
    async with running() as elsewhere:
        for link in (
            f"{elsewhere.address}/orders",
            "//example.com/orders",
            "file:///etc/passwd",
            "http://user@127.0.0.1/",
            "http://[",
        ):
            system.answer = by_path(orders=page(0) | {"next": link})
            record = await orders(system, clock, pages={"next": "next"})
            assert numbers(record) == ["1003", "1001"]
            assert "further pages were not read: the answer points to" in record.sources[0].note
        assert elsewhere.requests == []
    assert len(system.requests) == 5


# Details


async def test_the_lines_of_an_order_are_read_where_its_row_says(system: System, clock: FrozenClock) -> None:
    listed = [{**row, "lines": f"{system.address}/lines/{row['no']}"} for row in ROWS]
    system.answer = by_path(
        orders={"rows": listed}, lines=lambda request: [{"title": f"Lamp {request.url.path[-4:]}"}]
    )

    record = await orders(system, clock, follow=[{"link": "lines", "into": "lines"}], fields=LINES)

    assert [order.items for order in record.orders] == [
        (Item("Lamp 1003"),),
        (Item("Lamp 1002"),),
        (Item("Lamp 1001"),),
    ]
    assert "/lines/2002" not in paths(system)


async def test_the_address_of_details_may_be_a_template(system: System, clock: FrozenClock) -> None:
    listed = [ROWS[0] | {"no": "10/../01"}]
    system.answer = by_path(orders={"rows": listed}, of={"lines": [{"title": "Lamp"}]})

    record = await orders(
        system,
        clock,
        follow=[{"url": "/of/{row.no}/lines", "rows": "lines", "into": "lines"}],
        fields=LINES,
    )

    assert record.orders[0].items == (Item("Lamp"),)
    assert system.requests[1].scope["raw_path"] == b"/of/10%2F..%2F01/lines"


async def test_parts_of_a_row_are_followed_like_rows(system: System, clock: FrozenClock) -> None:
    lines = [{"product": "/ware/7"}, {"product": "/ware/8"}, {"title": "Parcel"}]
    listed = [ROWS[1] | {"lines": lines}, ROWS[0] | {"lines": []}, ROWS[3]]
    system.answer = by_path(
        orders={"rows": listed}, ware=lambda request: {"title": f"Lamp {request.url.path[-1]}"}
    )

    record = await orders(
        system,
        clock,
        follow=[{"within": "lines", "link": "product", "into": "ware"}],
        fields={**LINES, "item": {"name": "ware.title || title"}},
    )

    assert [order.items for order in record.orders] == [
        (Item("Lamp 7"), Item("Lamp 8"), Item("Parcel")),
        (),
        (),
    ]


async def test_details_are_asked_for_the_newest_rows_only(system: System, clock: FrozenClock) -> None:
    system.answer = by_path(orders={"rows": ROWS}, of=[])

    await orders(system, clock, follow=[{"url": "/of/{row.no}", "into": "lines", "most": 1}])

    assert paths(system) == ["/orders", "/of/1003"]


async def test_rows_stay_without_details_that_cannot_be_read(system: System, clock: FrozenClock) -> None:
    system.answer = by_path(orders={"rows": ROWS})

    record = await orders(system, clock, follow=[{"url": "/of/{row.no}", "into": "lines"}])

    assert numbers(record) == ["1003", "1002", "1001"]
    assert record.failure == ""
    assert record.sources[0].note.startswith(
        "not all details could be read: 127.0.0.1 answered with an error"
    )


async def test_details_on_another_server_are_not_asked_for(system: System, clock: FrozenClock) -> None:
    async with running() as elsewhere:
        system.answer = by_path(orders={"rows": [ROWS[0] | {"lines": f"{elsewhere.address}/lines"}]})

        record = await orders(system, clock, follow=[{"link": "lines", "into": "lines"}])

        assert elsewhere.requests == []
    assert numbers(record) == ["1001"]
    assert "points to another server (127.0.0.1), which is not asked" in record.sources[0].note


async def test_of_the_parts_of_a_row_only_so_many_are_asked_about(system: System, clock: FrozenClock) -> None:
    parts = [{"no": str(number)} for number in range(MOST_PARTS + 2)]
    system.answer = by_path(orders={"rows": [ROWS[0] | {"lines": parts}]}, part="Lamp")
    fields = FIELDS | {"items": "lines", "item": {"name": "title || no"}}

    record = await orders(
        system,
        clock,
        timeout="60s",
        follow=[{"within": "lines", "url": "/part/{row.no}", "into": "title"}],
        fields=fields,
    )

    assert len(system.requests) == 1 + MOST_PARTS
    assert [item.name for item in record.orders[0].items] == ["Lamp"] * MOST_PARTS + ["50", "51"]
