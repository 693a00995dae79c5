"""What was learnt of sent replies: kept through a kill, of limited size, and erased at a word."""

import secrets
from array import array
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection
from typing import Final

from agent_console.domain.phrase import KeptPhrases, LearntReply, Lesson
from agent_console.storage import text_file
from agent_console.storage.journal_database import Database
from agent_console.storage.paths import ProfilePaths
from agent_console.yaml_source import Problem

VERSION: Final = 1
MOST_REPLIES: Final = 12_000
"""As many of the newest replies are kept; how people wrote before them has had its time."""
LARGEST: Final = 256 * 1024
"""Bytes of a team's file."""
SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS salt (bytes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS reply (
    number INTEGER PRIMARY KEY,
    message INTEGER NOT NULL UNIQUE,
    customer INTEGER NOT NULL,
    language TEXT NOT NULL,
    words BLOB NOT NULL,
    context BLOB NOT NULL,
    names BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS word (key INTEGER PRIMARY KEY, text TEXT NOT NULL);
"""
_KEEP: Final = """
INSERT OR IGNORE INTO reply (message, customer, language, words, context, names) VALUES (?, ?, ?, ?, ?, ?)
"""
_AGE: Final = "DELETE FROM reply WHERE number <= (SELECT max(number) FROM reply) - ?"
_READ: Final = "SELECT message, customer, language, words, context, names FROM reply ORDER BY number"
_SALT_BYTES: Final = 16


class SqlitePhrases:
    """Implements `ports.PhraseStore` in a profile's directory; each call opens the file for itself."""

    def __init__(self, profile: ProfilePaths, team: Path | None = None) -> None:
        """`team` is a file with phrases that are common from the start, one a line."""
        self._team = team
        self._database = Database(profile.phrases, SCHEMA, VERSION, "NORMAL")

    def read(self) -> KeptPhrases:
        """Return everything that is kept; a damaged file is kept aside, and a new one begun."""
        notice, taught = self._database.prepare(), self._taught()
        if isinstance(taught, Problem):
            taught, notice = "", notice or str(taught)
        with self._database.reporting(), closing(self._database.connect()) as connection:
            replies = tuple(map(_reply, connection.execute(_READ)))
            words = dict(connection.execute("SELECT key, text FROM word"))
            return KeptPhrases(_salt(connection), replies, words, _lines(taught), notice)

    def _taught(self) -> str | Problem:
        return "" if self._team is None else text_file.read(self._team, LARGEST, "keep the most useful ones")

    def keep(self, lessons: Sequence[Lesson]) -> None:
        """Keep what some replies add, all or nothing, and drop the oldest."""
        with self._database.reporting(), closing(self._database.connect()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            for lesson in lessons:
                connection.execute(_KEEP, _row(lesson.reply))
                connection.executemany("INSERT OR REPLACE INTO word VALUES (?, ?)", lesson.words.items())
            connection.execute(_AGE, (MOST_REPLIES,))
            connection.execute("COMMIT")

    def erase(self) -> int:
        """Erase everything, the salt and damaged files too, and return how many replies had been learnt."""
        self._database.prepare()
        with self._database.reporting():
            for aside in self._database.aside():
                aside.unlink()
        with self._database.reporting(), closing(self._database.connect()) as connection:
            (count,) = connection.execute("SELECT count(*) FROM reply").fetchone()
            connection.executescript("BEGIN; DELETE FROM reply; DELETE FROM word; DELETE FROM salt; COMMIT;")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return int(count)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(stripped for line in text.removeprefix("\ufeff").splitlines() if (stripped := line.strip()))


def _salt(connection: Connection) -> bytes:
    """Return the file's salt, which is made at the first reading."""
    found = connection.execute("SELECT bytes FROM salt").fetchone()
    if found is not None:
        return bytes(found[0])
    made = secrets.token_bytes(_SALT_BYTES)
    connection.execute("INSERT INTO salt VALUES (?)", (made,))
    return made


def _row(reply: LearntReply) -> tuple[object, ...]:
    keys = (_packed(keys) for keys in (reply.words, reply.context, reply.names))
    return (reply.message, reply.customer, reply.language, *keys)


def _reply(row: tuple[int, int, str, bytes, bytes, bytes]) -> LearntReply:
    message, customer, language, words, context, names = row
    return LearntReply(message, customer, language, _keys(words), _keys(context), _keys(names))


def _packed(keys: Sequence[int]) -> bytes:
    return array("q", keys).tobytes()


def _keys(packed: bytes) -> tuple[int, ...]:
    return tuple(array("q", packed))
