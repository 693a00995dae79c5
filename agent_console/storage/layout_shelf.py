"""How the panes stood, by terminal size: kept at once, there after a kill; who stood there by id only."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from agent_console.domain.chat import ConversationId
from agent_console.domain.grid import Grid, Room
from agent_console.domain.layout import Layout, Roster
from agent_console.storage.journal_database import Database
from agent_console.storage.paths import ProfilePaths
from agent_console.texts import _

VERSION = 1
SCHEMA = """
CREATE TABLE IF NOT EXISTS layout (
    used INTEGER PRIMARY KEY AUTOINCREMENT,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    column_weights TEXT NOT NULL,
    row_weights TEXT NOT NULL,
    UNIQUE (width, height)
);
CREATE TABLE IF NOT EXISTS place (
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    number INTEGER NOT NULL,
    conversation TEXT NOT NULL,
    PRIMARY KEY (width, height, number)
);
CREATE TABLE IF NOT EXISTS roster (
    conversation TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    pinned INTEGER NOT NULL
);
"""
_MOST_SIZES = 50
"""Terminal sizes that are remembered; a window that is dragged larger goes through many."""
_FORGET = "DELETE FROM layout WHERE used <= (SELECT max(used) FROM layout) - ?"
_FORGET_PLACES = "DELETE FROM place WHERE (width, height) NOT IN (SELECT width, height FROM layout)"
_FORGET_WRONG = "DELETE FROM roster WHERE typeof(number) <> 'integer' OR number < 1"
_PUT = "INSERT OR REPLACE INTO layout (width, height, column_weights, row_weights) VALUES (?, ?, ?, ?)"


class LayoutShelf:
    """Implements `ports.LayoutMemory` in a profile's directory, for the thread that calls it."""

    def __init__(self, directory: Path) -> None:
        """Open or begin the file; raises `JournalError` when the disk does not let it."""
        self._database = Database(ProfilePaths(directory).layouts, SCHEMA, VERSION, "NORMAL")
        notice = self._database.prepare()
        with self._database.reporting():
            self._connection = self._database.connect()
            forgotten = self._forget_unreadable()
        self.notices = tuple(words for words in (notice, forgotten) if words)
        """What a person should know: a file that was kept aside, or a part of it that could not be read."""

    def layouts(self) -> Mapping[Room, Layout]:
        """Return the layouts by terminal size, the one used last as the last; raises `JournalError`."""
        with self._database.reporting():
            rows = self._rows("SELECT width, height, column_weights, row_weights FROM layout ORDER BY used")
            return {
                Room(width, height): self._layout(Room(width, height), _grid(across, down))
                for width, height, across, down in rows
            }

    def roster(self) -> Roster:
        """Return the numbers and pins that there were last; raises `JournalError`."""
        with self._database.reporting():
            rows = self._rows("SELECT conversation, number, pinned FROM roster")
        pinned = frozenset(ConversationId(who) for who, _number, pinned in rows if pinned)
        return Roster({ConversationId(who): number for who, number, _pinned in rows}, pinned)

    def keep(self, size: Room, layout: Layout, roster: Roster) -> None:
        """Keep how the panes stand in a terminal of that size, all or nothing; raises `JournalError`."""
        with self._database.reporting(), self._transaction() as connection:
            grid = layout.grid
            connection.execute(_PUT, (size.width, size.height, _written(grid.columns), _written(grid.rows)))
            connection.execute("DELETE FROM place WHERE (width, height) = (?, ?)", (size.width, size.height))
            connection.executemany("INSERT INTO place VALUES (?, ?, ?, ?)", _places(size, layout))
            connection.execute("DELETE FROM roster")
            connection.executemany("INSERT INTO roster VALUES (?, ?, ?)", _entries(roster))
            connection.execute(_FORGET, (_MOST_SIZES,))
            connection.execute(_FORGET_PLACES)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _forget_unreadable(self) -> str:
        """Delete what no console has written; return a notice for a person, empty where there is none."""
        rows = self._rows("SELECT used, column_weights, row_weights FROM layout")
        damaged = [(used,) for used, across, down in rows if not _readable(across, down)]
        self._connection.executemany("DELETE FROM layout WHERE used = ?", damaged)
        wrong = self._connection.execute(_FORGET_WRONG).rowcount
        self._connection.execute(_FORGET_PLACES)
        return (
            _("{path} was damaged: some of it is forgotten.").format(path=self._database.path)
            if damaged or wrong
            else ""
        )

    def _rows(self, query: str) -> list[Any]:
        return self._connection.execute(query).fetchall()

    def _layout(self, size: Room, grid: Grid) -> Layout:
        query = "SELECT number, conversation FROM place WHERE (width, height) = (?, ?)"
        standing = dict(self._connection.execute(query, (size.width, size.height)).fetchall())
        return Layout(grid, tuple(standing.get(number) for number in range(grid.capacity)))

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
            self._connection.execute("COMMIT")
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


def _grid(across: str, down: str) -> Grid:
    """Return a grid as it was written; raises ValueError where nobody has written one."""
    grid = Grid(_weights(across), _weights(down))
    if min((*grid.columns, *grid.rows), default=0) < 1:
        raise ValueError(across, down)
    return grid


def _readable(across: object, down: object) -> bool:
    try:
        return _grid(str(across), str(down)).capacity > 0
    except ValueError:
        return False


def _weights(written: str) -> tuple[int, ...]:
    return tuple(int(weight) for weight in written.split())


def _written(weights: tuple[int, ...]) -> str:
    return " ".join(str(weight) for weight in weights)


def _places(size: Room, layout: Layout) -> list[tuple[int, int, int, str]]:
    standing = enumerate(layout.places)
    return [(size.width, size.height, number, who) for number, who in standing if who is not None]


def _entries(roster: Roster) -> list[tuple[str, int, bool]]:
    return [(who, number, who in roster.pinned) for who, number in roster.numbers.items()]
