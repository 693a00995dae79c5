"""Connections to PostgreSQL: how they are made, and how commands and questions use them."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.types.numeric import Int8Dumper

from agent_console.hub.database.address import PostgresAddress
from agent_console.hub.database.connection import Row, TroubleError, UnstorableError

ESCAPE = "\ufdd0"
"""Stands for what PostgreSQL's text cannot hold, U+0000: Unicode says that no text interchanged has it."""
_NUL, _ITSELF = f"{ESCAPE}0", f"{ESCAPE}1"
_DEFAULTS = {
    "application_name": "agent-console hub",
    "client_encoding": "utf8",
    # Of several hosts, only the one that may be written to is the hub's.
    "target_session_attrs": "read-write",
    "connect_timeout": "5",
    # A host that vanished without a word is noticed within ten seconds or so.
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}
"""What an address may say otherwise."""
_SESSION = (
    # What is acknowledged is on disk; a server set to wait for its standbys, too, is left to do so.
    "SELECT set_config('synchronous_commit', 'on', false)"
    " WHERE current_setting('synchronous_commit') IN ('off', 'local');"
    "SET default_transaction_isolation = 'read committed';"
    # A hub that hangs in the middle of a commit must not hold the lock that all hubs need.
    "SET idle_in_transaction_session_timeout = '10s'; SET lock_timeout = '10s'; SET statement_timeout = '30s'"
)
_BOUND = 2**63
_PREPARED_AFTER = 2
_LOCAL = ("", "localhost", "127.0.0.1", "::1")
_FAILURES = (
    psycopg.OperationalError,
    psycopg.InterfaceError,
    psycopg.errors.ReadOnlySqlTransaction,
    psycopg.errors.IdleInTransactionSessionTimeout,
)
"""The server's or the line's own trouble, the former primary's after a failover among it."""


class PostgresRow:
    """Implements `Row`; text is given back as it was before it was kept."""

    __slots__ = ("_places", "_values")

    def __init__(self, places: dict[str, int], values: Sequence[Any]) -> None:
        self._places = places
        self._values = values

    def __getitem__(self, column: str, /) -> Any:  # noqa: ANN401 - what a column holds, its table says
        """Return the value of a column."""
        value = self._values[self._places[column]]
        return shown(value) if isinstance(value, str) and ESCAPE in value else value


class PostgresConnection:
    """Implements `Connection`; a statement outside `BEGIN` and `COMMIT` is a transaction of its own."""

    def __init__(self, database: psycopg.Connection[PostgresRow]) -> None:
        self.database = database

    def run(self, statement: str, *values: object) -> None:
        """Carry out a statement."""
        self._execute(statement, values)

    def row(self, statement: str, *values: object) -> Row | None:
        """Return the first row of a statement's result."""
        return next(iter(self._execute(statement, values)), None)

    def rows(self, statement: str, *values: object) -> Sequence[Row]:
        """Return all rows of a statement's result."""
        return self._execute(statement, values)

    def ask(self, statement: str, *values: object) -> psycopg.Cursor[PostgresRow]:
        """Send a statement and return where its result will be; raises `psycopg.Error`."""
        return self.database.execute(_numbered(statement), [kept(value) for value in values])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Have all that is done inside be done at the end of it, or nothing when it raises."""
        with translated(), self.database.transaction():
            yield

    def close(self) -> None:
        """Close the connection."""
        self.database.close()

    def _execute(self, statement: str, values: Sequence[object]) -> Sequence[PostgresRow]:
        with translated():
            cursor = self.ask(statement, *values)
            result = cursor.pgresult
            return cursor.fetchall() if result is not None and result.nfields else ()


@contextmanager
def translated() -> Iterator[None]:
    """Tell the errors of PostgreSQL in the words of `Connection`."""
    try:
        yield
    except _FAILURES as error:
        raise TroubleError(brief(error)) from error
    except (UnicodeEncodeError, OverflowError, psycopg.DataError) as error:
        raise UnstorableError(brief(error)) from error


def connect(address: PostgresAddress) -> psycopg.Connection[PostgresRow]:
    """Return a connection whose commits are on disk when they return; raises `psycopg.Error`."""
    database = psycopg.connect(
        conninfo(address),
        autocommit=True,
        prepare_threshold=_PREPARED_AFTER,
        cursor_factory=psycopg.RawCursor[PostgresRow],
        row_factory=_rows,
    )
    # One statement is one plan, however large its numbers are.
    database.adapters.register_dumper(int, Int8Dumper)
    try:
        database.execute(_SESSION)
    except BaseException:
        database.close()
        raise
    return database


def conninfo(address: PostgresAddress) -> str:
    """Return what libpq is told, the password among it; raises `psycopg.ProgrammingError` for no address."""
    said = conninfo_to_dict(address.url)
    told = {key: value for key, value in _DEFAULTS.items() if key not in said}
    hosts = str(said.get("host") or "").split(",")
    near = all(host in _LOCAL or host.startswith("/") for host in hosts)
    if not near and "sslmode" not in said and "PGSSLMODE" not in os.environ:
        told["sslmode"] = "require"
    if address.password:
        told["password"] = address.password
    return make_conninfo(address.url, **told)


def brief(error: BaseException) -> str:
    """Return what an error says, on one line."""
    return " ".join(str(error).split())[:500]


def kept(value: object) -> object:
    """Return a value as PostgreSQL can hold it; raises OverflowError for a number that it cannot."""
    if isinstance(value, int) and not -_BOUND <= value < _BOUND:
        raise OverflowError("a number out of all bounds")
    if isinstance(value, str) and ("\0" in value or ESCAPE in value):
        return value.replace(ESCAPE, _ITSELF).replace("\0", _NUL)
    return value


def shown(text: str) -> str:
    """Return a text as it was before it was kept."""
    return text.replace(_NUL, "\0").replace(_ITSELF, ESCAPE)


@lru_cache
def _numbered(statement: str) -> bytes:
    """Return a statement with PostgreSQL's marks for values."""
    first, *others = statement.split("?")
    return "".join((first, *(f"${place}{part}" for place, part in enumerate(others, 1)))).encode()


def _rows(cursor: psycopg.Cursor[Any]) -> Callable[[Sequence[Any]], PostgresRow]:
    result = cursor.pgresult
    names = () if result is None else tuple(result.fname(place) or b"" for place in range(result.nfields))
    places = _places(names)
    return lambda values: PostgresRow(places, values)


@lru_cache
def _places(names: tuple[bytes, ...]) -> dict[str, int]:
    """Return where each column stands; of those with the same name, the first."""
    return {name.decode(): place for place, name in reversed(tuple(enumerate(names)))}
