"""One open transaction: its instant, and SQL without ceremony."""

from collections.abc import Sequence
from dataclasses import dataclass

from agent_console.hub.database.connection import Connection, Row


@dataclass(frozen=True, slots=True)
class Transaction:
    """The database between a BEGIN and a COMMIT that the caller makes."""

    database: Connection
    now_ms: int
    """The stamp of everything that is written."""

    def run(self, statement: str, *values: object) -> None:
        """Carry out a statement."""
        self.database.run(statement, *values)

    def row(self, statement: str, *values: object) -> Row | None:
        """Return the first row of a statement's result."""
        return self.database.row(statement, *values)

    def rows(self, statement: str, *values: object) -> Sequence[Row]:
        """Return all rows of a statement's result."""
        return self.database.rows(statement, *values)
