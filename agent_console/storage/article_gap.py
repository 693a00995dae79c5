"""Questions that no help article answers, as agents noted them; kept through a kill."""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from agent_console.domain.article import MissingArticle
from agent_console.storage.journal_database import Database

VERSION = 1
SCHEMA = """
CREATE TABLE IF NOT EXISTS missing (
    key INTEGER PRIMARY KEY,
    question TEXT NOT NULL,
    at TEXT NOT NULL,
    agent TEXT NOT NULL
);
"""


class ArticleGaps:
    """One file, opened for each use; methods raise `JournalError` when the disk does not do its part."""

    def __init__(self, file: Path) -> None:
        self._database = Database(file, SCHEMA, VERSION, "FULL")

    def note(self, missing: MissingArticle) -> str:
        """Keep a question; return a notice for a person, empty when there is nothing to say."""
        notice = self._database.prepare()
        with self._database.reporting(), closing(self._database.connect()) as connection:
            connection.execute(
                "INSERT INTO missing (question, at, agent) VALUES (?, ?, ?)",
                (missing.question, missing.at.isoformat(), missing.agent),
            )
        return notice

    def noted(self) -> Sequence[MissingArticle]:
        """Return what has been noted, the newest first."""
        if not self._database.path.exists():
            return ()
        self._database.prepare()
        with self._database.reporting(), closing(self._database.connect()) as connection:
            rows = connection.execute("SELECT question, at, agent FROM missing ORDER BY key DESC").fetchall()
        return [MissingArticle(question, datetime.fromisoformat(at), agent) for question, at, agent in rows]
