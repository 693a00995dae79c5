"""What a customer types stays one value wherever it goes; the system says what has reached it."""

import sqlite3
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, unquote

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from agent_console.config import RecordSettings
from agent_console.connectors.system_records import SystemRecords
from agent_console.domain.record import Freshness, Record
from tests.connectors.attacks import CONFUSED, LOOKALIKES, TYPED, Typed
from tests.connectors.sql_shop import QUERY, TABLES
from tests.connectors.system import MIRA, ROWS, System
from tests.fakes import FrozenClock

Settings = Mapping[str, object]
Read = Callable[[Request], Awaitable[object]]
"""From a request to the value in it, as a server reads it; fails when anything else has changed."""

REFUSED = "orders: this customer's e-mail address has characters that none can have"
OPERATION = "query ($mail: String!) { orders(mail: $mail) { id } }"


async def in_path(request: Request) -> str:
    _, first, value, last = request.scope["raw_path"].decode().split("/")
    assert (first, last, request.url.query) == ("customers", "orders", "")
    return unquote(value)


async def in_query(request: Request) -> str:
    return one_of_two(request.url.query)


async def in_form(request: Request) -> str:
    return one_of_two((await request.body()).decode())


async def in_json(request: Request) -> object:
    body = await request.json()
    assert body == {"filter": {"mail": body["filter"]["mail"]}, "limit": 5}
    return body["filter"]["mail"]


async def in_variables(request: Request) -> object:
    body = await request.json()
    assert body == {"query": OPERATION, "variables": {"mail": body["variables"]["mail"], "limit": 5}}
    return body["variables"]["mail"]


async def in_operation(request: Request) -> object:
    operation = (await request.json())["query"]
    return unescaped(operation, '{ orders(mail: "', '") { id } }')


async def in_ticket_query(request: Request) -> str:
    return unescaped(await in_query(request), "Requestor = '", "' AND Queue = 'Help'")


async def in_doubled_quotes(request: Request) -> str:
    query = (await in_query(request)).removeprefix("mail = '")
    text, quote, rest = query.replace("''", "\0").partition("'")
    assert (quote, rest) == ("'", " AND open"), "the value has ended the quoting"
    return text.replace("\0", "'")


def one_of_two(written: str) -> str:
    fields = parse_qs(written, strict_parsing=True)
    assert fields == {"mail": [fields["mail"][0]], "limit": ["5"]}
    return fields["mail"][0]


def unescaped(query: str, before: str, behind: str) -> str:
    """Read a quoted text in which a backslash makes the next sign an ordinary one."""
    assert query.startswith(before)
    signs = iter(query.removeprefix(before))
    text = "".join(_until(behind[0], signs))
    assert "".join(signs) == behind[1:], "the value has ended the quoting"
    return text


def _until(mark: str, signs: Iterator[str]) -> Iterator[str]:
    for sign in signs:
        if sign == mark:
            return
        yield next(signs) if sign == "\\" else sign


TICKETS = "Requestor = '{email}' AND Queue = 'Help'"
PLACES: Mapping[str, tuple[Settings, Read]] = {
    "path": ({"path": "/customers/{email}/orders"}, in_path),
    "query": ({"query": {"mail": "{email}", "limit": "5"}}, in_query),
    "form": ({"form": {"mail": "{email}", "limit": "5"}}, in_form),
    "json": ({"method": "POST", "body": {"filter": {"mail": "{email}"}, "limit": 5}}, in_json),
    "graphql": (
        {"graphql": {"query": OPERATION, "variables": {"mail": "{email}", "limit": 5}}},
        in_variables,
    ),
    "graphql text": (
        {"method": "POST", "body": {"query": '{ orders(mail: "{email}") { id } }'}},
        in_operation,
    ),
    "ticket query": ({"query": {"mail": TICKETS, "limit": "5"}}, in_ticket_query),
    "doubled quotes": (
        {"query": {"mail": "mail = '{email}' AND open", "limit": "5"}, "quotes": "doubled"},
        in_doubled_quotes,
    ),
}


async def look_up(settings: Settings, typed: str, clock: FrozenClock) -> Record:
    records = RecordSettings.model_validate({"orders": settings})
    async with SystemRecords(records, clock, {}) as connectors:
        return await connectors.look_up(replace(MIRA, email=typed))


def asking(system: System, **settings: object) -> Settings:
    return {"url": system.address, "owner": "mail", "rows": "rows", "fields": {"number": "no"}, **settings}


def answering(system: System, *rows: object) -> None:
    async def answer(_: Request) -> Response:
        return JSONResponse({"rows": rows})

    system.answer = answer


async def heard(system: System, clock: FrozenClock, typed: Typed, place: str) -> object:
    """Return what reaches the system when a customer typed that; the reason when nothing does."""
    settings, read = PLACES[place]
    system.requests.clear()
    record = await look_up(asking(system, **settings), typed.text, clock)
    if not system.requests:
        return record.failure
    assert record.failure == ""
    [request] = system.requests
    return await read(request)


@pytest.mark.parametrize("typed", TYPED, ids=lambda typed: ascii(typed.text))
async def test_a_value_stays_one_value_in_every_place(
    system: System, clock: FrozenClock, typed: Typed
) -> None:
    answering(system)
    expected = REFUSED if typed.refused else typed.text.strip()
    found = {place: await heard(system, clock, typed, place) for place in PLACES}
    assert found == dict.fromkeys(PLACES, expected)


@pytest.mark.parametrize("typed", ["..", "."])
async def test_dots_alone_lead_nowhere(system: System, clock: FrozenClock, typed: str) -> None:
    record = await look_up(asking(system, path="/customers/{email}/orders"), typed, clock)
    assert "would lead to another address" in record.failure
    assert system.requests == []


@pytest.mark.parametrize(
    ("template", "quotes", "forbidden"),
    [
        ("requester:{email} status:open", "backslash", " '\"\\&?#%{}()/:*$,;"),
        (TICKETS, "refused", "'\"\\`"),
    ],
    ids=["without quotes around it", "where quotes cannot be escaped"],
)
async def test_what_cannot_be_written_safely_is_not_asked(
    system: System, clock: FrozenClock, template: str, quotes: str, forbidden: str
) -> None:
    answering(system)
    settings = asking(system, query={"mail": template, "limit": "5"}, quotes=quotes)
    asked = []
    for typed in TYPED:
        system.requests.clear()
        record = await look_up(settings, typed.text, clock)
        assert bool(record.failure) is not bool(system.requests)
        asked += [(await in_query(request), typed.text.strip()) for request in system.requests]
    assert asked, "some can be asked with"
    for query, text in asked:
        assert query == template.replace("{email}", text)
        assert not set(text) & set(forbidden)


@pytest.mark.parametrize("typed", TYPED, ids=lambda typed: ascii(typed.text))
async def test_in_sql_a_value_is_no_sql(tmp_path: Path, clock: FrozenClock, typed: Typed) -> None:
    file = tmp_path / "shop.db"
    with closing(sqlite3.connect(file)) as database:
        database.executescript(TABLES)
        if not typed.refused:
            row = (9, "C-9", typed.text.strip(), "2026-01-01", 9)
            database.execute("INSERT INTO purchase VALUES (?, ?, ?, ?, ?)", row)
        database.commit()
    before = file.read_bytes()
    settings = {
        "sql": {"url": f"sqlite:///{file}", "query": QUERY},
        "owner": "mail",
        "fields": {"number": "ref"},
    }
    record = await look_up(settings, typed.text, clock)
    assert [order.number for order in record.orders] == ([] if typed.refused else ["C-9"])
    assert bool(record.failure) is typed.refused
    assert file.read_bytes() == before


@pytest.mark.parametrize("typed", LOOKALIKES, ids=ascii)
async def test_an_address_that_only_looks_alike_shows_nobodys_orders(
    system: System, clock: FrozenClock, typed: str
) -> None:
    answering(system, {"no": "1", "mail": "mika@example.com"})
    record = await look_up(asking(system, query={"mail": "{email}"}), typed, clock)
    assert record.orders == ()


@pytest.mark.parametrize("owner", CONFUSED, ids=ascii)
async def test_an_owner_of_another_kind_is_not_the_customer(
    system: System, clock: FrozenClock, owner: object
) -> None:
    answering(system, {"no": "1", "mail": owner}, ROWS[0])
    record = await look_up(asking(system), MIRA.email, clock)
    assert record.freshness is Freshness.FRESH
    assert [order.number for order in record.orders] == ["1001"]
