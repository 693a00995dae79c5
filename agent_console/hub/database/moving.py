"""Moving a hub from SQLite to PostgreSQL: all of it, compared row by row, or nothing."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from agent_console.hub.database.address import PostgresAddress
from agent_console.hub.database.opening import alone
from agent_console.hub.database.postgres_connection import PostgresRow, brief, kept
from agent_console.hub.database.postgres_schema import LOCK, open_postgres
from agent_console.hub.database.schema import open_database
from agent_console.hub.store import StoreError

_TABLES = ("agent", "customer", "conversation", "message", "send_number", "history", "tag", "question")
_FURTHER = ("rating", "position", "webhook", "episode")
_FILES = ("upload", "carrier", "place")
"""What is known of files; SQLite keeps it beside them."""
_COUNTED = {"conversation": "number", "message": "id", "history": "id", "tag": "id", "episode": "id"}
"""The columns that the database counts by itself."""
_PAGE = 1000
_PATIENCE = (
    "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;"
    f"SELECT pg_advisory_xact_lock({LOCK})"
)

Told = Callable[[str, int, int], None]
"""Hears what is being done to which table, how many rows have been gone through, and how many there are."""


@dataclass(frozen=True, slots=True)
class Content:
    """How many rows a table has, and a sum over what is in them, in whatever order."""

    rows: int
    digest: int


def move(source: Path, files: Path, target: PostgresAddress, told: Told) -> dict[str, int]:
    """Copy a hub's conversations, and what is known of the files in a folder, into an empty database.

    Returns how many rows each table has. No hub may run on either. Everything is one transaction: when
    this raises or is interrupted, nothing is there. Raises `StoreError`.
    """
    if not source.is_file():
        raise StoreError(f"{source}: there is no such file")
    with ExitStack() as opened:
        opened.enter_context(alone(source))
        hub = opened.enter_context(closing(open_database(source)))
        known = opened.enter_context(_registry(files))
        database = opened.enter_context(closing(open_postgres(target)))
        tables = [(name, hub) for name in (*_TABLES, *_FURTHER)]
        if known is not None:
            tables += [(name, known) for name in _FILES]
        try:
            with database.database.transaction():
                return _Move(database.database, tables, told).run(str(target))
        except (psycopg.Error, sqlite3.Error) as error:
            raise StoreError(f"{target}: nothing was moved: {brief(error)}") from error


class _Move:
    """The work inside the transaction."""

    def __init__(
        self,
        database: psycopg.Connection[PostgresRow],
        tables: Sequence[tuple[str, sqlite3.Connection]],
        told: Told,
    ) -> None:
        self._database = database
        self._tables = tables
        self._told = told
        self._done = 0
        # Each row is copied, and read again at both ends.
        self._all = 3 * sum(_count(source, name) for name, source in tables)

    def run(self, target: str) -> dict[str, int]:
        """Copy and compare; raises `StoreError`."""
        self._database.execute(_PATIENCE)
        for name in (*_TABLES, *_FURTHER, "upload", "carrier", "news"):
            if self._value(sql.SQL("SELECT count(*) AS value FROM {}").format(sql.Identifier(name))):
                raise StoreError(f"{target}: there is a hub in it already; move into an empty database")
        self._database.execute("DELETE FROM place")
        for name, source in self._tables:
            self._copy(name, source)
        if not any(name == "place" for name, _ in self._tables):
            self._database.execute("INSERT INTO place VALUES (0)")
        for name, column in _COUNTED.items():
            self._count_on(name, column)
        return {name: self._compared(name, source) for name, source in self._tables}

    def _copy(self, name: str, source: sqlite3.Connection) -> None:
        columns = _columns(source, name)
        into = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(name), sql.SQL(", ").join(map(sql.Identifier, columns))
        )
        with self._database.cursor() as cursor, cursor.copy(into) as copy:
            for row in self._going_through(f"copying {name}", _rows(source, name, columns)):
                copy.write_row([kept(value) for value in row])

    def _count_on(self, name: str, column: str) -> None:
        """Have the database count from where SQLite was."""
        self._database.execute(
            sql.SQL(
                "SELECT setval(pg_get_serial_sequence({}, {}), max({})) FROM {} HAVING max({}) IS NOT NULL"
            ).format(
                *(sql.Literal(name), sql.Literal(column)),
                *(sql.Identifier(column), sql.Identifier(name), sql.Identifier(column)),
            )
        )

    def _compared(self, name: str, source: sqlite3.Connection) -> int:
        columns = _columns(source, name)
        before = _content(self._going_through(f"checking {name}", _rows(source, name, columns)))
        after = _content(self._going_through(f"checking {name}", self._copied(name, columns)))
        if before != after:
            raise StoreError(
                f"the table {name} did not come out as it went in ({before.rows:,} rows, and {after.rows:,}"
                " arrived); nothing was moved"
            )
        return after.rows

    def _copied(self, name: str, columns: Sequence[str]) -> Iterator[Sequence[object]]:
        query = sql.SQL("SELECT {} FROM {}").format(
            sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Identifier(name)
        )
        with self._database.cursor() as cursor:
            for row in cursor.stream(query.as_string(self._database).encode()):
                yield [row[column] for column in columns]

    def _going_through(self, what: str, rows: Iterator[Sequence[object]]) -> Iterator[Sequence[object]]:
        self._told(what, self._done, self._all)
        for row in rows:
            yield row
            self._done += 1
            if self._done % _PAGE == 0:
                self._told(what, self._done, self._all)
        self._told(what, self._done, self._all)

    def _value(self, query: sql.Composed) -> object:
        row = self._database.execute(query).fetchone()
        return None if row is None else row["value"]


@contextmanager
def _registry(files: Path) -> Iterator[sqlite3.Connection | None]:
    """Open what is known of the files in a folder; None when there never was any."""
    file = files / "uploads.db"
    if not file.is_file():
        yield None
        return
    with closing(sqlite3.connect(file, isolation_level=None, timeout=5)) as database:
        yield database


def _columns(source: sqlite3.Connection, table: str) -> list[str]:
    rows = source.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,))
    return [name for (name,) in rows]


def _rows(source: sqlite3.Connection, table: str, columns: Sequence[str]) -> Iterator[Sequence[object]]:
    quoted = ", ".join(f'"{column}"' for column in columns)
    yield from source.execute(f'SELECT {quoted} FROM "{table}"')  # noqa: S608 - names of this module's own


def _count(source: sqlite3.Connection, table: str) -> int:
    [(count,)] = source.execute(f'SELECT count(*) FROM "{table}"').fetchall()  # noqa: S608 - as above
    return int(count)


def _content(rows: Iterator[Sequence[object]]) -> Content:
    count = digest = 0
    for row in rows:
        count += 1
        text = json.dumps([value.hex() if isinstance(value, bytes) else value for value in row])
        digest += int.from_bytes(hashlib.sha256(text.encode()).digest())
    return Content(count, digest % 2**256)
