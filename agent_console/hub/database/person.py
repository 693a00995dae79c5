"""Customers as the database has them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from agent_console.domain.customer import CustomerId
from agent_console.hub.database.connection import Connection, Row
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.store import Person
from agent_console.wire.frame import Detail, Profile

_PAGE = 2000
"""Customers that are looked through at once."""


def customers(reader: Connection, search: str, after: str, limit: int) -> Sequence[Person]:
    """Return customers after an id whose name or e-mail address holds what is searched, in any case."""
    if not search:
        rows = reader.rows("SELECT * FROM customer WHERE id > ? ORDER BY id LIMIT ?", after, limit)
        return [_person(row) for row in rows]
    found = islice(_searched(reader, search.casefold(), after), limit)
    return [person for wanted in found if (person := customer(reader, wanted))]


def _searched(reader: Connection, wanted: str, after: str) -> Iterator[CustomerId]:
    """Yield whose name or address holds a text; databases do not agree on what upper and lower case is."""
    while rows := reader.rows(
        "SELECT id, name, email FROM customer WHERE id > ? ORDER BY id LIMIT ?", after, _PAGE
    ):
        for row in rows:
            if wanted in row["name"].casefold() or wanted in row["email"].casefold():
                yield CustomerId(row["id"])
        after = rows[-1]["id"]


def customer(reader: Connection, wanted: CustomerId) -> Person | None:
    """Return a customer."""
    row = reader.row("SELECT * FROM customer WHERE id = ?", wanted)
    return None if row is None else _person(row)


def profile(row: Row) -> Profile:
    """Return what a row says about its customer."""
    return Profile(
        *(row["name"], row["email"], row["phone"], row["language"], row["account"], row["order_number"]),
        timezone=row["timezone"],
        company=row["company"],
        custom=tuple(Detail(label, value) for label, value in json.loads(row["custom"]).items()),
    )


def kept(details: Iterable[Detail]) -> str:
    """Return details as the database keeps them; an empty value is none."""
    return json.dumps(_told(details))


def learn(
    transaction: Transaction,
    wanted: CustomerId,
    timezone: str,
    company: str,
    details: Iterable[Detail],
) -> None:
    """Know more of a customer who comes again; what is not told stays as it is, as do other details."""
    known = transaction.row("SELECT custom FROM customer WHERE id = ?", wanted)
    custom = {} if known is None else json.loads(known["custom"])
    transaction.run(
        "UPDATE customer SET timezone = coalesce(nullif(?, ''), timezone),"
        " company = coalesce(nullif(?, ''), company), custom = ? WHERE id = ?",
        *(timezone, company, json.dumps(custom | _told(details)), wanted),
    )


def _told(details: Iterable[Detail]) -> dict[str, str]:
    return {detail.label: detail.value for detail in details if detail.value.strip()}


def _person(row: Row) -> Person:
    return Person(CustomerId(row["id"]), profile(row), bool(row["blocked"]))
