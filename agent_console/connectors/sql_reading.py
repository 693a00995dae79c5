"""One look-up in a worker thread: what is asked, and how another thread ends it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol, TypeAlias

from agent_console.config.sql_statement import Statement

Row: TypeAlias = dict[str, object]
"""Values by the names of their columns."""


class Line(Protocol):
    """The connection that a query runs on, as another thread may reach it."""

    def cancel(self) -> None:
        """Ask the database to end the query; waits a moment at most."""
        ...

    def cut(self) -> None:
        """End the connection, so that the worker waits for nothing any more."""
        ...


@dataclass(frozen=True, slots=True)
class Question:
    """One query, asked once for each set of values that it binds."""

    query: Statement
    values: Sequence[Mapping[str, object]] = field(repr=False)
    most: int
    """How many rows are read each time."""


class StoppedError(Exception):
    """Nobody waits for this look-up any more."""


class Reading:
    """What a worker thread is at; `stop` and `cut` are for other threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._line: Line | None = None
        self._stopped = False

    @property
    def stopped(self) -> bool:
        """Whether nobody waits for it any more."""
        return self._stopped

    @contextmanager
    def on(self, line: Line) -> Iterator[None]:
        """Run queries on that connection while inside; raise StoppedError when nobody waits for them."""
        with self._lock:
            self._check()
            self._line = line
        try:
            yield
        finally:
            # A connection that goes back to its pool must not be ended for whoever has it next.
            with self._lock:
                self._line = None

    def stop(self) -> None:
        """End the query that runs; no further one begins."""
        self._stopped = True
        with self._lock:
            if self._line:
                self._line.cancel()

    def cut(self) -> None:
        """End the connection when its query does not end."""
        with self._lock:
            if self._line:
                self._line.cut()

    def _check(self) -> None:
        if self._stopped:
            raise StoppedError
