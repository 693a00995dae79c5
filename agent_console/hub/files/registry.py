"""What is known of each file, kept in a small database in the folder of the files."""

import dataclasses
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from agent_console.domain.chat import ConversationId
from agent_console.hub.database.address import Place
from agent_console.hub.database.connection import Connection
from agent_console.hub.database.sqlite_connection import SqliteConnection
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


_FIELDS = tuple(field.name for field in dataclasses.fields(Upload))
_UPLOADS = "SELECT * FROM upload"


def open_registry(folder: Path, place: Place) -> "Registry":
    """Open what is known of the files in a folder; hubs that share a database know it together.

    Raises OSError or sqlite3.Error.
    """
    if not isinstance(place, Path):
        from agent_console.hub.database.postgres_line import PostgresLine

        return Registry(PostgresLine(place))
    database = sqlite3.connect(
        folder / "uploads.db", isolation_level=None, check_same_thread=False, timeout=5
    )
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        [version] = database.execute("PRAGMA user_version").fetchone()
        if not version:
            database.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
    except sqlite3.Error:
        database.close()
        raise
    return Registry(SqliteConnection(database))


class Registry:
    """The uploads, and the messages that carry them; each change is on disk when its call returns.

    Its methods raise OSError or sqlite3.Error when the database does not obey, and may be called by one
    thread at a time.
    """

    def __init__(self, database: Connection) -> None:
        """`database` is the registry's own from now on, which closes it."""
        self._database = database

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
        return self._all(f"used_ms < ? AND deleted = 0 AND (kind = '' OR {alone})", before_ms)

    def living(self) -> set[str]:
        """Return the tokens of everything whose content is kept."""
        return {row["token"] for row in self._database.rows("SELECT token FROM upload WHERE deleted = 0")}

    def spent(self, uploader: str, since_ms: int) -> int:
        """Return how many bytes somebody has announced since an instant."""
        total = "SELECT coalesce(sum(size), 0) AS number FROM upload"
        return self._number(f"{total} WHERE uploader = ? AND made_ms > ?", uploader, since_ms)

    def kept(self, since_ms: int) -> int:
        """Return how many bytes everybody's files have, with those that were announced since an instant."""
        total = "SELECT coalesce(sum(size), 0) AS number FROM upload"
        return self._number(f"{total} WHERE deleted = 0 AND (kind != '' OR made_ms > ?)", since_ms)

    def add(self, upload: Upload) -> bool:
        """Know of an upload from now on; return whether its sender's id of it was new."""
        row = self._database.row(
            "INSERT INTO upload (token, uploader, id, name, size, made_ms, used_ms)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uploader, id) DO NOTHING RETURNING token",
            *(upload.token, upload.uploader, upload.id, upload.name, upload.size),
            *(upload.made_ms, upload.made_ms),
        )
        return row is not None

    def use(self, token: str, at_ms: int) -> None:
        """Keep an upload from being forgotten: it is about to go with a message."""
        self._database.run("UPDATE upload SET used_ms = ? WHERE token = ?", at_ms, token)

    def finish(self, upload: Upload) -> None:
        """Keep what a whole file turned out to be."""
        self._database.run(
            "UPDATE upload SET name = ?, kind = ?, width = ?, height = ? WHERE token = ?",
            *(upload.name, upload.kind, upload.width, upload.height, upload.token),
        )

    def drop(self, token: str) -> None:
        """Forget an upload."""
        self._database.run("DELETE FROM upload WHERE token = ?", token)

    def place(self) -> int:
        """Return the last message that `follow` was told of."""
        return self._number("SELECT message AS number FROM place")

    def follow(self, carriers: Sequence[Carrier], place: int) -> Sequence[str]:
        """Keep what messages came to carry or to lose, up to a place; return what none carries now."""
        lost: list[str] = []
        with self._database.transaction():
            for carrier in carriers:
                if carrier.token:
                    self._database.run(
                        "INSERT INTO carrier (conversation, sequence, token) VALUES (?, ?, ?)"
                        " ON CONFLICT (conversation, sequence) DO NOTHING",
                        *(carrier.conversation, carrier.sequence, carrier.token),
                    )
                else:
                    lost += self._lose(carrier)
            self._database.run("UPDATE place SET message = ? WHERE message < ?", place, place)
        return lost

    def _lose(self, carrier: Carrier) -> Iterator[str]:
        """Take a message's file from it; yield its token when no other message carries it."""
        for row in self._database.rows(
            "DELETE FROM carrier WHERE conversation = ? AND sequence = ? RETURNING token",
            *(carrier.conversation, carrier.sequence),
        ):
            token = row["token"]
            if not self._number("SELECT count(*) AS number FROM carrier WHERE token = ?", token):
                self._database.run("UPDATE upload SET deleted = 1 WHERE token = ?", token)
                yield token

    def _number(self, statement: str, *values: object) -> int:
        row = self._database.row(statement, *values)
        return 0 if row is None else int(row["number"])

    def _one(self, condition: str, *values: object) -> Upload | None:
        return next(iter(self._all(condition, *values)), None)

    def _all(self, condition: str, *values: object) -> Sequence[Upload]:
        rows = self._database.rows(f"{_UPLOADS} WHERE {condition}", *values)
        return [Upload(*(row[field] for field in _FIELDS)) for row in rows]
