"""Where the agent was when the console ran last: one row, written whole, kept through a kill."""

import json
from pathlib import Path

from agent_console.domain.arrangement import Arrangement
from agent_console.domain.chat import ConversationId
from agent_console.storage.journal_database import Database
from agent_console.storage.paths import ProfilePaths

VERSION = 1
SCHEMA = """
CREATE TABLE IF NOT EXISTS arrangement (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    body TEXT NOT NULL
);
"""
KEEP = "INSERT OR REPLACE INTO arrangement (only, body) VALUES (1, ?)"


class ArrangementBook:
    """Implements `ports.ArrangementMemory` in a profile's directory, for the thread that calls it."""

    def __init__(self, directory: Path) -> None:
        """Open or begin the file; raises `JournalError` when the disk does not let it."""
        self._database = Database(ProfilePaths(directory).arrangement, SCHEMA, VERSION, "NORMAL")
        notice = self._database.prepare()
        self.notices = (notice,) if notice else ()
        """What a person should know: a file that could not be used and was kept aside."""
        with self._database.reporting():
            self._connection = self._database.connect()

    def arrangement(self) -> Arrangement:
        """Return what was kept last, at first an empty one; raises `JournalError`."""
        with self._database.reporting():
            row = self._connection.execute("SELECT body FROM arrangement").fetchone()
        return Arrangement() if row is None else _decode(row[0])

    def keep(self, arrangement: Arrangement) -> None:
        """Keep this one instead; raises `JournalError`."""
        with self._database.reporting():
            self._connection.execute(KEEP, (_encode(arrangement),))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _encode(arrangement: Arrangement) -> str:
    return json.dumps(
        {
            "attended": arrangement.attended,
            "notes": sorted(arrangement.notes),
            "readings": dict(arrangement.readings),
        }
    )


def _decode(body: str) -> Arrangement:
    fields = json.loads(body)
    attended = fields["attended"]
    return Arrangement(
        None if attended is None else ConversationId(attended),
        frozenset(map(ConversationId, fields["notes"])),
        {ConversationId(name): sequence for name, sequence in fields["readings"].items()},
    )
