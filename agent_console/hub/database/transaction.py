"""One open transaction: its instant, and SQL without ceremony."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Transaction:
    """The database between a BEGIN and a COMMIT that the caller makes."""

    database: sqlite3.Connection
    now_ms: int
    """The stamp of everything that is written."""

    def run(self, statement: str, *values: object) -> None:
        """Carry out a statement."""
        self.database.execute(statement, values)

    def row(self, statement: str, *values: object) -> sqlite3.Row | None:
        """Return the first row of a statement's result."""
        row: sqlite3.Row | None = self.database.execute(statement, values).fetchone()
        return row

    def rows(self, statement: str, *values: object) -> Sequence[sqlite3.Row]:
        """Return all rows of a statement's result."""
        return self.database.execute(statement, values).fetchall()
