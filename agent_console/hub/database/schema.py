"""Opening a hub's SQLite database safely."""

import sqlite3
from pathlib import Path

from agent_console.hub.database.migration import VERSION, migrate
from agent_console.hub.store import StoreError

APPLICATION = 0x61634862
"""Marks a file as a hub's database."""
OLDEST_SQLITE = (3, 37)
"""The first with STRICT tables; RETURNING is older."""


def open_database(path: Path) -> sqlite3.Connection:
    """Open the hub's database for writing, made when it is new: each commit is on disk when it returns.

    Transactions are begun by hand. Raises `StoreError` when the file is no database of this hub, or
    cannot be opened.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreError(f"this Python has SQLite {sqlite3.sqlite_version}; the hub needs 3.37 or newer")
    try:
        database = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}; is the folder there, and may it be written?") from error
    try:
        _prepare(database, path)
        path.chmod(0o600)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA foreign_keys = ON")
    except (sqlite3.Error, OSError) as error:
        database.close()
        raise StoreError(f"{path}: {error}; move the file away to begin with an empty one") from error
    except StoreError:
        database.close()
        raise
    return database


def open_reader(path: Path) -> sqlite3.Connection:
    """Open a second connection that cannot change anything."""
    reader = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)
    reader.execute("PRAGMA query_only = ON")
    return reader


def _prepare(database: sqlite3.Connection, path: Path) -> None:
    """Bring a new file or an older one up to this format; refuse one of something else, or of a newer hub."""
    database.execute("PRAGMA foreign_keys = OFF")
    database.execute("BEGIN IMMEDIATE")
    version, application, tables = database.execute(
        "SELECT user_version, application_id, (SELECT count(*) FROM sqlite_schema)"
        " FROM pragma_user_version, pragma_application_id"
    ).fetchone()
    if tables and application != APPLICATION:
        raise StoreError(f"{path}: a database of something else; name another file for the hub")
    if version > VERSION:
        raise StoreError(
            f"{path}: made by a newer agent-console (format {version}, this one knows {VERSION})"
        )
    if version < VERSION:
        migrate(database, version)
        database.execute(f"PRAGMA application_id = {APPLICATION}")
    database.execute("COMMIT")
