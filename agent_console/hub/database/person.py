"""Customers as the database has them."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from agent_console.domain.customer import CustomerId
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.store import Person
from agent_console.wire.frame import Detail, Profile


def customers(reader: sqlite3.Connection, search: str, after: str, limit: int) -> Sequence[Person]:
    """Return customers after an id whose name or e-mail address holds what is searched, in any case."""
    wanted = search.casefold()
    rows = reader.execute(
        "SELECT * FROM customer WHERE id > ? AND (instr(casefold(name), ?) OR instr(casefold(email), ?))"
        " ORDER BY id LIMIT ?",
        (after, wanted, wanted, limit),
    )
    return [_person(row) for row in rows]


def customer(reader: sqlite3.Connection, wanted: CustomerId) -> Person | None:
    """Return a customer."""
    row = reader.execute("SELECT * FROM customer WHERE id = ?", (wanted,)).fetchone()
    return None if row is None else _person(row)


def profile(row: sqlite3.Row) -> Profile:
    """Return what a row says about its customer."""
    return Profile(
        *(row["name"], row["email"], row["phone"], row["language"], row["account"], row["order_number"]),
        timezone=row["timezone"],
        company=row["company"],
        custom=tuple(Detail(label, value) for label, value in json.loads(row["custom"]).items()),
    )


def kept(details: Iterable[Detail]) -> str:
    """Return details as the database keeps them; an empty value is none."""
    return json.dumps({detail.label: detail.value for detail in details if detail.value.strip()})


def learn(
    transaction: Transaction,
    wanted: CustomerId,
    timezone: str,
    company: str,
    details: Iterable[Detail],
) -> None:
    """Know more of a customer who comes again; what is not told stays as it is, as do other details."""
    transaction.run(
        "UPDATE customer SET timezone = coalesce(nullif(?, ''), timezone),"
        " company = coalesce(nullif(?, ''), company), custom = json_patch(custom, ?) WHERE id = ?",
        *(timezone, company, kept(details), wanted),
    )


def _person(row: sqlite3.Row) -> Person:
    return Person(CustomerId(row["id"]), profile(row), bool(row["blocked"]))
