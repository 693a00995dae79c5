"""Reads what a hub's SQLite database holds, beside the hub's own code."""

import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks.ledger import Entry


def transcripts(database: Path) -> dict[str, list[Entry]]:
    """Return every conversation's messages by sequence; people's only, not the system's."""
    books: dict[str, list[Entry]] = {}
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        rows = connection.execute(
            "SELECT conversation, client_id, text FROM message"
            " WHERE author IN ('customer', 'agent') ORDER BY conversation, sequence"
        )
        for conversation, client_id, text in rows:
            books.setdefault(conversation, []).append(Entry(client_id, text))
    return books
