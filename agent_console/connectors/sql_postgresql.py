"""PostgreSQL: read-only transactions with a time limit, encrypted on the way to another machine."""

import math
import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any, cast

import psycopg
import sqlalchemy

from agent_console.config.address import loopback
from agent_console.connectors.sql_pool import pooled
from agent_console.connectors.sql_reading import Line, Reading
from agent_console.texts import _

_SECONDS_TO_CANCEL = 1.0
_SHORTEST_CONNECT = 2
"""Seconds; libpq takes no less."""

# SQLSTATE codes, and the first two digits of their classes.
_CANCELLED, _FORBIDDEN, _WRONG_VALUE = "57014", "25", "22"
_WRONG_QUERY = ("42", "0A")


class PostgreSql:
    """Implements `Dialect`, always on psycopg."""

    def __init__(self, url: sqlalchemy.URL, limit: timedelta, environment: Mapping[str, str]) -> None:
        self._url = url.set(drivername="postgresql+psycopg")
        self._limit = limit
        self._environment = environment

    @property
    def place(self) -> str:
        """The host, else the database on this machine."""
        return self._url.host or self._url.database or "PostgreSQL"

    def open(self) -> sqlalchemy.Engine:
        """Return an engine; every transaction on it begins as a read-only one."""
        options = {"postgresql_readonly": True}
        return pooled(self._url, self._limit, connect_args=self._arguments(), execution_options=options)

    def line(self, connection: sqlalchemy.Connection, reading: Reading) -> Line:
        """Return how a query on that connection is ended."""
        return _Line(cast("psycopg.Connection", connection.connection.dbapi_connection))

    def begin(self, connection: sqlalchemy.Connection) -> None:
        """Limit the time of the transaction's queries; that it is read-only is how it began."""
        limit = sqlalchemy.text("SELECT set_config('statement_timeout', :milliseconds, true)")
        connection.execute(limit, {"milliseconds": str(self._milliseconds)})

    def execute(
        self, connection: sqlalchemy.Connection, query: str, values: Mapping[str, object], most: int
    ) -> sqlalchemy.CursorResult[Any]:
        """Run a query with values bound, and return its result.

        The server keeps the further rows: the driver would fetch all of them, however many there are.
        """
        connection.execute(sqlalchemy.text(f"DECLARE found NO SCROLL CURSOR FOR {query}"), values)
        result = connection.execute(sqlalchemy.text(f"FETCH {most} FROM found"))
        connection.execute(sqlalchemy.text("CLOSE found"))
        return result

    def complaint(self, error: sqlalchemy.exc.DBAPIError) -> str:
        """Return what went wrong, by the code that the server gives."""
        cause = error.orig
        code = (cause.sqlstate if isinstance(cause, psycopg.Error) else None) or ""
        if not code:
            return _refusal(str(cause)).format(place=self.place)
        if code == _CANCELLED:
            return _("{place} did not answer within {seconds} s").format(
                place=self.place, seconds=f"{self._limit.total_seconds():g}"
            )
        if code.startswith(_FORBIDDEN):
            return _("the query would change something, and is not run")
        if code.startswith(_WRONG_VALUE):
            return _("a value does not fit the column that it is compared with; cast the column to text")
        if code.startswith(_WRONG_QUERY) and isinstance(cause, psycopg.Error):
            # What the parser says is about the settings' query; nothing that was bound is known to it.
            return _("{place} does not take the query: {reason}").format(
                place=self.place, reason=cause.diag.message_primary
            )
        return _("{place} cannot be read (SQLSTATE {code})").format(place=self.place, code=code)

    @property
    def _milliseconds(self) -> int:
        return max(1, round(self._limit / timedelta(milliseconds=1)))

    def _arguments(self) -> dict[str, object]:
        """Return what libpq is told besides the address, which has the last word."""
        told: dict[str, object] = {
            "application_name": "agent-console",
            "connect_timeout": max(_SHORTEST_CONNECT, math.ceil(self._limit.total_seconds())),
            # Statements that a server keeps are unknown to the next one behind a connection pooler.
            "prepare_threshold": None,
        }
        if not loopback(self._url.host or "") and "PGSSLMODE" not in self._environment:
            told["sslmode"] = "require"
        return {key: value for key, value in told.items() if key not in self._url.query}


class _Line:
    """Implements `Line`."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def cancel(self) -> None:
        """Have the server end the query, which it may be too busy or too far away for."""
        with suppress(psycopg.Error):
            self._connection.cancel_safe(timeout=_SECONDS_TO_CANCEL)

    def cut(self) -> None:
        """End the socket below the connection, which the worker is waiting at."""
        with (
            suppress(psycopg.Error, OSError),
            socket.socket(fileno=os.dup(self._connection.fileno())) as line,
        ):
            line.shutdown(socket.SHUT_RDWR)


def _refusal(said: str) -> str:
    """Return what to say of why there is no connection; the words of libpq name users, and have no codes."""
    if "FATAL" in said:
        return _("{place} does not let the console in; check user, password and database")
    if "SSL" in said:
        return _(
            "{place} does not encrypt; `?sslmode=disable` takes that, and shows customers' data on the way"
        )
    return _("{place} cannot be reached; check its address")
