"""Databases that SQLAlchemy has a driver for, and of which the console knows no more than that."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy

from agent_console.connectors.sql_pool import pooled
from agent_console.connectors.sql_reading import Line, Reading
from agent_console.texts import _


class OtherDatabase:
    """Implements `Dialect`: what is read is always rolled back, and its user should only be able to read."""

    def __init__(self, url: sqlalchemy.URL, limit: timedelta) -> None:
        self._url = url
        self._limit = limit

    @property
    def place(self) -> str:
        """The host, else the kind of database."""
        return self._url.host or self._url.get_backend_name()

    def open(self) -> sqlalchemy.Engine:
        """Return an engine; raises `sqlalchemy.exc.ArgumentError` or ImportError without a driver."""
        return pooled(self._url, self._limit)

    def line(self, connection: sqlalchemy.Connection, reading: Reading) -> Line:
        """Return a line that ends nothing: there is no way to that all drivers know."""
        return _Line()

    def begin(self, connection: sqlalchemy.Connection) -> None:
        """Do nothing: the query is one SELECT, which the settings have seen to."""

    def execute(
        self, connection: sqlalchemy.Connection, query: str, values: Mapping[str, object], most: int
    ) -> sqlalchemy.CursorResult[Any]:
        """Run a query with values bound, and return its result."""
        return connection.execute(sqlalchemy.text(query), values)

    def complaint(self, error: sqlalchemy.exc.DBAPIError) -> str:
        """Return the kind of error; its words may quote what was bound."""
        return _("{place} cannot be read ({name})").format(place=self.place, name=type(error.orig).__name__)


class _Line:
    """Implements `Line`."""

    def cancel(self) -> None:
        """Do nothing."""

    def cut(self) -> None:
        """Do nothing."""
