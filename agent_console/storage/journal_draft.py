"""Keeps drafts: written through at every edit, in microseconds, without waiting for the disk."""

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict
from typing import Any

from agent_console.domain.chat import Mode
from agent_console.domain.draft import Draft, Insertion
from agent_console.domain.stop import Stop
from agent_console.storage.journal_database import Database

SCHEMA = """
CREATE TABLE IF NOT EXISTS draft (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL
);
"""
SAVE = "INSERT INTO draft (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body"
CHECKPOINT_EVERY = 1000
"""Edits after which the log is due to be folded into the database, by another thread."""


class DraftFile:
    """The drafts of one profile; to be used by the event loop's thread, `checkpoint` by any."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.reporting():
            self._connection = database.connect()
            self._connection.execute("PRAGMA wal_autocheckpoint = 0")
        self._edits = 0

    def save(self, draft: Draft) -> bool:
        """Keep a draft, or forget an empty one; returns whether a checkpoint is due.

        Raises `JournalError` when the disk does not take it.
        """
        key = draft.id or draft.conversation
        with self._database.reporting():
            if draft.text:
                self._connection.execute(SAVE, (key, encode(draft)))
            else:
                self._connection.execute("DELETE FROM draft WHERE id = ?", (key,))
        self._edits += 1
        return self._edits % CHECKPOINT_EVERY == 0

    def all(self) -> list[Draft]:
        """Return the kept drafts, oldest first; raises `JournalError`."""
        with self._database.reporting():
            rows = self._connection.execute("SELECT body FROM draft ORDER BY rowid").fetchall()
        return [decode(body) for (body,) in rows]

    def checkpoint(self) -> None:
        """Fold the log into the database, while edits go on; raises `JournalError`."""
        with self._database.reporting(), closing(self._database.connect()) as connection:
            connection.execute("PRAGMA wal_checkpoint (PASSIVE)")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def encode(draft: Draft) -> str:
    """Return a draft as JSON in ASCII, which holds broken characters too."""
    return json.dumps(asdict(draft))


def decode(body: str) -> Draft:
    """Return the draft that `encode` made a text of."""
    fields = json.loads(body)
    fields["mode"] = Mode(fields["mode"])
    fields["stops"] = tuple(_stop(stop) for stop in fields["stops"])
    fields["insertions"] = tuple(_insertion(insertion) for insertion in fields["insertions"])
    return Draft(**fields)


def _stop(fields: Mapping[str, Any]) -> Stop:
    within = tuple((group, place) for group, place in fields.get("within", ()))
    return Stop(**{**fields, "choices": tuple(fields["choices"]), "within": within})


def _insertion(fields: Mapping[str, Any]) -> Insertion:
    values = tuple((path, text) for path, text in fields["values"])
    return Insertion(**{**fields, "values": values, "defaults": tuple(fields.get("defaults", ()))})
