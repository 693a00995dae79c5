"""A connection to SQLite, as commands and questions use it."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from agent_console.hub.database.connection import Row, TroubleError, UnstorableError


class SqliteConnection:
    """Implements `Connection`; statements between `BEGIN` and `COMMIT` are one transaction."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        database.row_factory = sqlite3.Row

    def run(self, statement: str, *values: object) -> None:
        """Carry out a statement."""
        self._execute(statement, values)

    def row(self, statement: str, *values: object) -> Row | None:
        """Return the first row of a statement's result."""
        return next(iter(self._execute(statement, values)), None)

    def rows(self, statement: str, *values: object) -> Sequence[Row]:
        """Return all rows of a statement's result."""
        return self._execute(statement, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Have all that is done inside be done at the end of it, or nothing when it raises."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        finally:
            # SQLite has often rolled back by itself, on a full disk for one; a second ROLLBACK is an error.
            if self.database.in_transaction:
                self.run("ROLLBACK")

    def close(self) -> None:
        """Close the connection."""
        self.database.close()

    def _execute(self, statement: str, values: Sequence[object]) -> Sequence[sqlite3.Row]:
        try:
            return self.database.execute(statement, values).fetchall()
        except sqlite3.OperationalError as error:
            raise TroubleError(str(error)) from error
        except (UnicodeEncodeError, OverflowError) as error:
            raise UnstorableError(str(error)) from error
