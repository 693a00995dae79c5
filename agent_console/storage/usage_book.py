"""Which canned responses the agent uses: counted at once, kept through a kill."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from agent_console.domain.usage import Usage
from agent_console.storage.journal_database import Database
from agent_console.storage.paths import ProfilePaths

VERSION = 1
SCHEMA = """
CREATE TABLE IF NOT EXISTS usage (
    snippet TEXT PRIMARY KEY,
    count INTEGER NOT NULL,
    last TEXT NOT NULL
);
"""
COUNT = """
INSERT INTO usage (snippet, count, last) VALUES (?, 1, ?)
ON CONFLICT (snippet) DO UPDATE SET count = count + 1, last = excluded.last
"""


class UsageBook:
    """Implements `ports.SnippetUsage` in a profile's directory, for the thread that calls it."""

    def __init__(self, directory: Path) -> None:
        """Open or begin the file; raises `JournalError` when the disk does not let it."""
        self._database = Database(ProfilePaths(directory).usage, SCHEMA, VERSION, "NORMAL")
        notice = self._database.prepare()
        self.notices = (notice,) if notice else ()
        """What a person should know: a file that could not be used and was kept aside."""
        with self._database.reporting():
            self._connection = self._database.connect()
            rows = self._connection.execute("SELECT snippet, count, last FROM usage").fetchall()
        self._counts = {snippet: Usage(count, datetime.fromisoformat(last)) for snippet, count, last in rows}

    def counts(self) -> Mapping[str, Usage]:
        """Return the use of each snippet by its id, as of now."""
        return self._counts

    def used(self, snippet: str, at: datetime) -> None:
        """Count one more use (at an aware time); raises `JournalError`."""
        with self._database.reporting():
            self._connection.execute(COUNT, (snippet, at.isoformat()))
        before = self._counts.get(snippet)
        self._counts[snippet] = Usage(before.count + 1 if before else 1, at)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
