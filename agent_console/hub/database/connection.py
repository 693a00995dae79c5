"""What commands and questions need of a database; their SQL is what SQLite and PostgreSQL both understand."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol


class TroubleError(OSError):
    """The database does not obey at the moment; the same may be done later. The message says why."""


class UnstorableError(Exception):
    """A value is nothing that a database can hold."""


class Row(Protocol):
    """One row of a result; of columns with the same name the first one counts."""

    def __getitem__(self, column: str, /) -> Any:  # noqa: ANN401 - what a column holds, its table says
        """Return the value of a column."""
        ...


class Connection(Protocol):
    """A connection that one thread uses at a time; a statement's values stand at its question marks.

    Its methods raise `TroubleError` and `UnstorableError`.
    """

    def run(self, statement: str, *values: object) -> None:
        """Carry out a statement."""
        ...

    def row(self, statement: str, *values: object) -> Row | None:
        """Return the first row of a statement's result."""
        ...

    def rows(self, statement: str, *values: object) -> Sequence[Row]:
        """Return all rows of a statement's result."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """Have all that is done inside be done at the end of it, or nothing when it raises."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...
