"""Customers as the database has them."""

import sqlite3
from collections.abc import Sequence

from agent_console.domain.customer import CustomerId
from agent_console.hub.store import Person
from agent_console.wire.frame import Profile


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
        row["name"], row["email"], row["phone"], row["language"], row["account"], row["order_number"]
    )


def _person(row: sqlite3.Row) -> Person:
    return Person(CustomerId(row["id"]), profile(row), bool(row["blocked"]))
