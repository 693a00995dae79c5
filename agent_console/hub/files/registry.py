"""What is known of each file, kept in a small database in the folder of the files."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from agent_console.domain.chat import ConversationId
from agent_console.wire.frame import File

PATH = "/files/"
"""Where the hub serves files: behind this stands a file's token."""
VERSION = 1
TABLES = """
CREATE TABLE upload (
    token TEXT PRIMARY KEY,
    uploader TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    made_ms INTEGER NOT NULL,
    used_ms INTEGER NOT NULL,
    kind TEXT NOT NULL DEFAULT '',
    width INTEGER NOT NULL DEFAULT 0,
    height INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    UNIQUE (uploader, id)
) STRICT;
CREATE INDEX upload_used ON upload (used_ms);
CREATE TABLE carrier (
    conversation TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    token TEXT NOT NULL,
    PRIMARY KEY (conversation, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX carrier_token ON carrier (token);
CREATE TABLE place (message INTEGER NOT NULL) STRICT;
INSERT INTO place VALUES (0);
"""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sends, or has sent."""

    token: str
    uploader: str
    id: str
    """The sender's own id of it."""
    name: str
    """As its sender calls it, raw; once it is whole, as people are shown it."""
    size: int
    made_ms: int
    kind: str = ""
    """Its MIME type; empty until it is whole."""
    width: int = 0
    height: int = 0
    deleted: int = 0
    """1 once the message that carried it was deleted, and its content with it."""

    @property
    def whole(self) -> bool:
        """Whether all of it is there, and has been looked at."""
        return bool(self.kind)

    @property
    def file(self) -> File:
        """It as it goes with a message."""
        return File(self.name, self.kind, self.size, f"{PATH}{self.token}", self.width, self.height)


@dataclass(frozen=True, slots=True)
class Carrier:
    """A message that carries a file, or has lost it."""

    conversation: ConversationId
    sequence: int
    token: str
    """Empty when the message was deleted."""


_UPLOADS = "SELECT token, uploader, id, name, size, made_ms, kind, width, height, deleted FROM upload WHERE "
"""The fields of `Upload`, in their order."""


class Registry:
    """The uploads, and the messages that carry them; each change is on disk when its call returns.

    Its methods raise sqlite3.Error when the disk does not obey, and may be called by one thread at a time.
    """

    def __init__(self, folder: Path) -> None:
        """Open the database, made when it is not there."""
        self._database = sqlite3.connect(
            folder / "uploads.db", isolation_level=None, check_same_thread=False, timeout=5
        )
        try:
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = FULL")
            if not self._number("PRAGMA user_version"):
                self._database.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
        except sqlite3.Error:
            self._database.close()
            raise

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def find(self, uploader: str, id_: str) -> Upload | None:
        """Return an upload by its sender's id of it."""
        return self._one("uploader = ? AND id = ?", uploader, id_)

    def by_token(self, token: str) -> Upload | None:
        """Return an upload by its token."""
        return self._one("token = ?", token)

    def unfinished(self, uploader: str) -> Sequence[Upload]:
        """Return what somebody has under way."""
        return self._all("uploader = ? AND kind = ''", uploader)

    def forgotten(self, before_ms: int) -> Sequence[Upload]:
        """Return what was last used before an instant, and is not whole yet or goes with no message."""
        alone = "token NOT IN (SELECT token FROM carrier)"
        return self._all(f"used_ms < ? AND NOT deleted AND (kind = '' OR {alone})", before_ms)

    def living(self) -> set[str]:
        """Return the tokens of everything whose content is kept."""
        rows = self._database.execute("SELECT token FROM upload WHERE NOT deleted")
        return {token for (token,) in rows}

    def spent(self, uploader: str, since_ms: int) -> int:
        """Return how many bytes somebody has announced since an instant."""
        total = "SELECT coalesce(sum(size), 0) FROM upload"
        return self._number(f"{total} WHERE uploader = ? AND made_ms > ?", uploader, since_ms)

    def kept(self, since_ms: int) -> int:
        """Return how many bytes everybody's files have, with those that were announced since an instant."""
        total = "SELECT coalesce(sum(size), 0) FROM upload"
        return self._number(f"{total} WHERE NOT deleted AND (kind != '' OR made_ms > ?)", since_ms)

    def add(self, upload: Upload) -> None:
        """Know of an upload from now on."""
        self._database.execute(
            "INSERT INTO upload (token, uploader, id, name, size, made_ms, used_ms)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
            (upload.token, upload.uploader, upload.id, upload.name, upload.size, upload.made_ms),
        )

    def use(self, token: str, at_ms: int) -> None:
        """Keep an upload from being forgotten: it is about to go with a message."""
        self._database.execute("UPDATE upload SET used_ms = ? WHERE token = ?", (at_ms, token))

    def finish(self, upload: Upload) -> None:
        """Keep what a whole file turned out to be."""
        self._database.execute(
            "UPDATE upload SET name = ?, kind = ?, width = ?, height = ? WHERE token = ?",
            (upload.name, upload.kind, upload.width, upload.height, upload.token),
        )

    def drop(self, token: str) -> None:
        """Forget an upload."""
        self._database.execute("DELETE FROM upload WHERE token = ?", (token,))

    def place(self) -> int:
        """Return the last message that `follow` was told of."""
        return self._number("SELECT message FROM place")

    def follow(self, carriers: Sequence[Carrier], place: int) -> Sequence[str]:
        """Keep what messages came to carry or to lose, up to a place; return what none carries now."""
        lost: list[str] = []
        with self._transaction():
            for carrier in carriers:
                if carrier.token:
                    values = (carrier.conversation, carrier.sequence, carrier.token)
                    self._database.execute("INSERT OR IGNORE INTO carrier VALUES (?, ?, ?)", values)
                else:
                    lost += self._lose(carrier)
            self._database.execute("UPDATE place SET message = ?", (place,))
        return lost

    def _lose(self, carrier: Carrier) -> Iterator[str]:
        """Take a message's file from it; yield its token when no other message carries it."""
        rows = self._database.execute(
            "DELETE FROM carrier WHERE conversation = ? AND sequence = ? RETURNING token",
            (carrier.conversation, carrier.sequence),
        ).fetchall()
        for (token,) in rows:
            if not self._number("SELECT count(*) FROM carrier WHERE token = ?", token):
                self._database.execute("UPDATE upload SET deleted = 1 WHERE token = ?", (token,))
                yield token

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._database.execute("COMMIT")
        finally:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")

    def _number(self, statement: str, *values: object) -> int:
        [number] = self._database.execute(statement, values).fetchone()
        return int(number)

    def _one(self, condition: str, *values: object) -> Upload | None:
        return next(iter(self._all(condition, *values)), None)

    def _all(self, condition: str, *values: object) -> Sequence[Upload]:
        rows = self._database.execute(_UPLOADS + condition, values)
        return [Upload(*row) for row in rows]
