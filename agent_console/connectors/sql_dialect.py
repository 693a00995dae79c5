"""What a database needs of its own: how it is opened, kept from writing, ended, and understood."""

from collections.abc import Mapping
from typing import Any, Protocol

import sqlalchemy

from agent_console.connectors.sql_reading import Line, Reading


class Dialect(Protocol):
    """One kind of database."""

    @property
    def place(self) -> str:
        """What people call the database, such as its host; without a secret."""
        ...

    def open(self) -> sqlalchemy.Engine:
        """Return an engine; nothing is connected yet."""
        ...

    def line(self, connection: sqlalchemy.Connection, reading: Reading) -> Line:
        """Return how a query on that connection is ended from another thread."""
        ...

    def begin(self, connection: sqlalchemy.Connection) -> None:
        """Keep the connection from writing, and its queries from taking too long."""
        ...

    def execute(
        self, connection: sqlalchemy.Connection, query: str, values: Mapping[str, object], most: int
    ) -> sqlalchemy.CursorResult[Any]:
        """Run a query with values bound, and return its result, of which no more than `most` rows count."""
        ...

    def complaint(self, error: sqlalchemy.exc.DBAPIError) -> str:
        """Return what went wrong, for a person: never with a value that was bound, nor a password."""
        ...
