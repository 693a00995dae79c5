"""Opens one SQLite file of the journal; a damaged or newer one is kept aside, never reset in silence."""

import glob
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from agent_console.ports import JournalError
from agent_console.storage.paths import make_private, make_private_file
from agent_console.texts import N_, _

DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

_DAMAGED = N_("{path} is damaged: it is kept as {kept}, and a new one was begun.")
_NEWER = N_(
    "{path} was written by a newer version of the console: it is kept as {kept}, and a new one was begun."
)
_ASIDE = ".kept-"


@dataclass(frozen=True, slots=True)
class Database:
    """One file, its tables, and how safely it is written."""

    path: Path
    schema: str
    version: int
    synchronous: str
    """`FULL` survives a power cut; `NORMAL` a kill, without waiting for the disk."""
    migrations: Mapping[int, str] = field(default_factory=dict)
    """What makes a file of one version one of the next, by the older version."""

    def prepare(self) -> str:
        """Make the file ready and return a notice for a person, empty when there is nothing to say.

        Raises `JournalError` when the disk does not let it.
        """
        with self.reporting():
            make_private(self.path.parent)
            make_private_file(self.path)
            fault = self._fault()
            notice = self._set_aside(fault) if fault else ""
            with closing(self.connect()) as connection:
                self._bring_up(connection)
        return notice

    def _bring_up(self, connection: sqlite3.Connection) -> None:
        """Make the tables, or bring those of an older version up to this one, all or nothing."""
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        steps = [self.migrations.get(older, "") for older in range(version, self.version)] if version else []
        script = "".join(("BEGIN IMMEDIATE;", *steps, self.schema, f"PRAGMA user_version = {self.version};"))
        connection.executescript(f"{script}COMMIT;")

    def aside(self) -> Sequence[Path]:
        """Return what is kept of files that could not be used, oldest first."""
        return sorted(self.path.parent.glob(f"{glob.escape(self.path.name)}{_ASIDE}*"))

    def connect(self) -> sqlite3.Connection:
        """Open a connection for the thread that calls; transactions are begun by hand."""
        connection = sqlite3.connect(self.path, timeout=5, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        # What has been delivered is overwritten, not only forgotten: no message stays on this machine.
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"PRAGMA synchronous = {self.synchronous}")
        return connection

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """Turn errors of the disk or the database into a `JournalError` for a person."""
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            cause = str(error)
            words = (
                _("{path} cannot be used: {cause}. Free some space.")
                if "full" in cause
                else _("{path} cannot be used: {cause}. Check the disk and who may write there.")
            )
            raise JournalError(words.format(path=self.path, cause=cause)) from error

    def _fault(self) -> str:
        """Return what to say of a file that cannot be used as it is; empty when it can."""
        try:
            with closing(sqlite3.connect(self.path, timeout=5)) as connection:
                (version,) = connection.execute("PRAGMA user_version").fetchone()
                (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode not in DAMAGE:
                raise
            return _DAMAGED
        if version > self.version:
            return _NEWER
        return "" if state == "ok" else _DAMAGED

    def _set_aside(self, fault: str) -> str:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        kept = self.path.with_name(f"{self.path.name}{_ASIDE}{stamp}")
        for suffix in ("", "-wal", "-shm"):
            part = self.path.with_name(self.path.name + suffix)
            if part.exists():
                part.rename(kept.with_name(kept.name + suffix))
        make_private_file(self.path)
        return _(fault).format(path=self.path, kept=kept.name)
