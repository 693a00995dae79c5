"""Reads what a hub's database holds, beside the hub's own code."""

from benchmarks.ledger import Entry
from benchmarks.storage import Storage


async def transcripts(storage: Storage) -> dict[str, list[Entry]]:
    """Return every conversation's messages by sequence; people's only, not the system's."""
    books: dict[str, list[Entry]] = {}
    rows = await storage.rows(
        "SELECT conversation, client_id, text FROM message"
        " WHERE author IN ('customer', 'agent') ORDER BY conversation, sequence"
    )
    for conversation, client_id, text in rows:
        books.setdefault(conversation, []).append(Entry(client_id, text))
    return books
