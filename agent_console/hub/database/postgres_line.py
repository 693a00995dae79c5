"""Connections to PostgreSQL that are made again when they break."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg

from agent_console.hub.database.address import PostgresAddress
from agent_console.hub.database.connection import Row, TroubleError
from agent_console.hub.database.postgres_connection import PostgresConnection, brief, connect


class PostgresLine:
    """Implements `Connection`; what met with trouble may be tried again, over a connection that is new."""

    def __init__(self, address: PostgresAddress) -> None:
        """Nothing is connected before it is needed."""
        self._address = address
        self._database: PostgresConnection | None = None

    def run(self, statement: str, *values: object) -> None:
        """Carry out a statement."""
        self.rows(statement, *values)

    def row(self, statement: str, *values: object) -> Row | None:
        """Return the first row of a statement's result."""
        return next(iter(self.rows(statement, *values)), None)

    def rows(self, statement: str, *values: object) -> Sequence[Row]:
        """Return all rows of a statement's result."""
        try:
            return self._connected().rows(statement, *values)
        except TroubleError:
            self.close()
            raise

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Have all that is done inside be done at the end of it, or nothing when it raises."""
        try:
            with self._connected().transaction():
                yield
        except TroubleError:
            self.close()
            raise

    def close(self) -> None:
        """Close the connection; the next statement makes another one."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _connected(self) -> PostgresConnection:
        if self._database is None:
            try:
                self._database = PostgresConnection(connect(self._address))
            except psycopg.Error as error:
                raise TroubleError(brief(error)) from error
        return self._database


class PostgresReader(PostgresLine):
    """For questions, each a transaction of its own: one is asked twice at most."""

    def rows(self, statement: str, *values: object) -> Sequence[Row]:
        """Return all rows of a statement's result."""
        fresh = self._database is None
        try:
            return super().rows(statement, *values)
        except TroubleError:
            if fresh:
                raise
        # It may just have been started again, or another host is the primary now.
        return super().rows(statement, *values)
