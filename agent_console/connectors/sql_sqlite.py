"""A file of SQLite: opened for reading only, and its queries allowed nothing else."""

import sqlite3
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import sqlalchemy

from agent_console.connectors.sql_pool import pooled
from agent_console.connectors.sql_reading import Line, Reading
from agent_console.texts import _

_STEPS = 10_000
"""Steps of SQLite's machine between two looks at whether anybody still waits: well under a millisecond."""
_LONGEST_VALUE = 1_000_000
"""Bytes of one text or blob."""
_ALLOWED = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_RECURSIVE,
    sqlite3.SQLITE_FUNCTION,
}
_FORBIDDEN_FUNCTIONS = {"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit"}
_TELLING = ("no such ", "near ", "ambiguous column", "incomplete input", "unrecognized token", "misuse of ")
"""How messages begin that are about the query, not about a value."""


class Sqlite:
    """Implements `Dialect`."""

    def __init__(self, file: Path, limit: timedelta) -> None:
        self._file = file
        self._limit = limit

    @property
    def place(self) -> str:
        """The file's name."""
        return self._file.name

    def open(self) -> sqlalchemy.Engine:
        """Return an engine on the file, which must exist."""
        return pooled(sqlalchemy.URL.create("sqlite+pysqlite"), self._limit, creator=self._connect)

    def line(self, connection: sqlalchemy.Connection, reading: Reading) -> Line:
        """Return how a query on that connection is ended: it looks by itself whether anybody waits."""
        database = _database(connection)
        database.set_progress_handler(lambda: reading.stopped, _STEPS)
        return _Line(database)

    def begin(self, connection: sqlalchemy.Connection) -> None:
        """Allow nothing but reading; SQLAlchemy, which asks a new connection for a setting, has done so."""
        _database(connection).set_authorizer(_authorize)

    def execute(
        self, connection: sqlalchemy.Connection, query: str, values: Mapping[str, object], most: int
    ) -> sqlalchemy.CursorResult[Any]:
        """Run a query with values bound, and return its result."""
        return connection.execute(sqlalchemy.text(query), values)

    def complaint(self, error: sqlalchemy.exc.DBAPIError) -> str:
        """Return what went wrong; of SQLite's own words only those that are about the query."""
        said = str(error.orig)
        if said.startswith(_TELLING):
            return _("{place} does not take the query: {said}").format(place=self.place, said=said)
        if "unable to open" in said:
            return _("{place} cannot be opened; check `url`").format(place=self.place)
        if "not a database" in said:
            return _("{place} is not a database of SQLite").format(place=self.place)
        if "locked" in said:
            return _("{place} was locked for {seconds} s by another program").format(
                place=self.place, seconds=f"{self._limit.total_seconds():g}"
            )
        if "not authorized" in said or "readonly" in said or "prohibited" in said:
            return _("the query would change something, and is not run")
        return _("{place} cannot be read ({name})").format(place=self.place, name=type(error.orig).__name__)

    def _connect(self) -> sqlite3.Connection:
        address = f"{self._file.resolve().as_uri()}?mode=ro"
        # The pool hands a connection to one worker thread after the other.
        database = sqlite3.connect(
            address, uri=True, timeout=self._limit.total_seconds(), check_same_thread=False
        )
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        return database


class _Line:
    """Implements `Line`."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def cancel(self) -> None:
        """End the query, wherever it is."""
        self._database.interrupt()

    def cut(self) -> None:
        """Do nothing more: there is no server that could be silent."""


def _database(connection: sqlalchemy.Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.dbapi_connection)


def _authorize(action: int, _first: str | None, second: str | None, *_names: object) -> int:
    forbidden = action == sqlite3.SQLITE_FUNCTION and second in _FORBIDDEN_FUNCTIONS
    return sqlite3.SQLITE_OK if action in _ALLOWED and not forbidden else sqlite3.SQLITE_DENY
