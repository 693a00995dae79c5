"""Where the hubs of a benchmark keep everything, and a way to read it beside the hub's own code."""

import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from enum import StrEnum
from pathlib import Path
from typing import Any, LiteralString, Protocol

from benchmarks import postgres
from benchmarks.postgres import Postgres


class Kind(StrEnum):
    """Which database it is."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


class Storage(Protocol):
    """One database."""

    @property
    def options(self) -> Sequence[str]:
        """What `agent-console serve` is told of it."""
        ...

    async def rows(self, statement: LiteralString) -> list[tuple[Any, ...]]:
        """Return the rows that a query finds."""
        ...


class SqliteFile:
    """A file, for one hub."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "hub.db"

    @property
    def options(self) -> Sequence[str]:
        """What `agent-console serve` is told of it."""
        return ("--database", str(self._file))

    async def rows(self, statement: LiteralString) -> list[tuple[Any, ...]]:
        """Return the rows that a query finds."""
        with closing(sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)) as connection:
            return connection.execute(statement).fetchall()


class PostgresDatabase:
    """A database of a server, for any number of hubs."""

    def __init__(self, server: Postgres, files: Path) -> None:
        """`files` is the folder that all hubs keep files in."""
        self.server = server
        self._files = files

    @property
    def options(self) -> Sequence[str]:
        """What `agent-console serve` is told of it."""
        return ("--store", self.server.address, "--files", str(self._files))

    async def rows(self, statement: LiteralString) -> list[tuple[Any, ...]]:
        """Return the rows that a query finds."""
        return await self.server.rows(statement)


@asynccontextmanager
async def opened(kind: Kind, folder: Path) -> AsyncIterator[Storage]:
    """Have an empty database for as long as the block runs."""
    if kind is Kind.SQLITE:
        yield SqliteFile(folder)
    else:
        async with postgres.running() as server:
            yield PostgresDatabase(server, folder / "files")
