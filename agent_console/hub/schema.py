"""The hub's tables in SQLite, and opening them safely."""

import sqlite3
from pathlib import Path

APPLICATION = 0x61634862
"""Marks a file as a hub's database."""
VERSION = 1
OLDEST_SQLITE = (3, 37)
"""The first with STRICT tables; RETURNING is older."""

TABLES = """
CREATE TABLE agent (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    token_hash BLOB NOT NULL UNIQUE,
    accepting INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE customer (
    id TEXT PRIMARY KEY,
    secret_hash BLOB NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    language TEXT NOT NULL,
    account TEXT NOT NULL,
    order_number TEXT NOT NULL
) STRICT;

CREATE TABLE conversation (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL UNIQUE REFERENCES customer (id),
    channel TEXT NOT NULL,
    queue TEXT NOT NULL,
    concern TEXT NOT NULL,
    page TEXT NOT NULL,
    status TEXT NOT NULL,
    owner TEXT REFERENCES agent (id),
    fence INTEGER NOT NULL DEFAULT 0,
    head INTEGER NOT NULL DEFAULT 0,
    moved_ms INTEGER NOT NULL,
    turn INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX conversation_waiting ON conversation (turn) WHERE status = 'waiting';
CREATE INDEX conversation_owner ON conversation (owner, turn) WHERE owner IS NOT NULL;

CREATE TABLE message (
    conversation TEXT NOT NULL REFERENCES conversation (id),
    sequence INTEGER NOT NULL,
    author TEXT NOT NULL,
    writer TEXT NOT NULL,
    client_id TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    sent_ms INTEGER NOT NULL,
    PRIMARY KEY (conversation, sequence)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX message_client_id ON message (author, writer, client_id);

CREATE TABLE send_number (
    device TEXT NOT NULL,
    conversation TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (device, conversation)
) STRICT, WITHOUT ROWID;

CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    conversation TEXT NOT NULL,
    move TEXT NOT NULL,
    agent TEXT,
    fence INTEGER NOT NULL
) STRICT;
CREATE TRIGGER history_stays BEFORE UPDATE ON history BEGIN
    SELECT RAISE(ABORT, 'history is append-only');
END;
CREATE TRIGGER history_remains BEFORE DELETE ON history BEGIN
    SELECT RAISE(ABORT, 'history is append-only');
END;
"""


class StoreError(Exception):
    """The database cannot be used; the message says why and what to do."""


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
    """Make the tables in a new file; refuse a file of something else, or of a newer hub."""
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
    if not tables:
        for statement in _statements():
            database.execute(statement)
        database.execute(f"PRAGMA application_id = {APPLICATION}")
        database.execute(f"PRAGMA user_version = {VERSION}")
    database.execute("COMMIT")


def _statements() -> list[str]:
    """Return the statements one by one: `executescript` would end the transaction."""
    statements, parts = [], ""
    for line in TABLES.splitlines(keepends=True):
        parts += line
        if sqlite3.complete_statement(parts):
            statements.append(parts)
            parts = ""
    return statements
