"""Reading from PostgreSQL, over a connection that is made again when it breaks."""

from collections.abc import Sequence

import psycopg

from agent_console.hub.database.address import PostgresAddress
from agent_console.hub.database.connection import Row, TroubleError
from agent_console.hub.database.postgres_connection import PostgresConnection, brief, connect


class PostgresReader:
    """Implements `Connection` for questions; each is a transaction of its own, and asked twice at most."""

    def __init__(self, address: PostgresAddress) -> None:
        self._address = address
        self._database: PostgresConnection | None = None

    def run(self, statement: str, *values: object) -> None:
        """Carry out a statement that changes nothing."""
        self.rows(statement, *values)

    def row(self, statement: str, *values: object) -> Row | None:
        """Return the first row of a statement's result."""
        return next(iter(self.rows(statement, *values)), None)

    def rows(self, statement: str, *values: object) -> Sequence[Row]:
        """Return all rows of a statement's result."""
        fresh = self._database is None
        try:
            return self._connected().rows(statement, *values)
        except TroubleError:
            self.close()
            if fresh:
                raise
        # It may just have been started again, or another host is the primary now.
        return self._connected().rows(statement, *values)

    def close(self) -> None:
        """Close the connection; the next question makes another one."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _connected(self) -> PostgresConnection:
        if self._database is None:
            try:
                database = connect(self._address)
                database.execute("SET default_transaction_read_only = on")
            except psycopg.Error as error:
                raise TroubleError(brief(error)) from error
            self._database = PostgresConnection(database)
        return self._database
