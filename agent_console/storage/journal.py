"""The journal on SQLite: the outbox and the audit survive a power cut, drafts survive a kill."""

import secrets
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from agent_console.domain.audit import AuditLine
from agent_console.domain.chat import ClientId, ConversationId
from agent_console.domain.draft import Draft
from agent_console.domain.outbox import Intent
from agent_console.storage import journal_audit, journal_draft
from agent_console.storage import journal_reply as table
from agent_console.storage.journal_database import Database
from agent_console.storage.journal_draft import DraftFile
from agent_console.storage.journal_writer import JournalWriter
from agent_console.storage.paths import ProfilePaths

OUTBOX_VERSION = 4
SCHEMA = table.SCHEMA + journal_audit.SCHEMA
MIGRATIONS = {
    **table.MIGRATIONS,
    2: table.MIGRATIONS[2] + journal_audit.FROM_SECOND_FORMAT,
    3: journal_audit.FROM_THIRD_FORMAT,
}
DRAFTS_VERSION = 1


class SqliteJournal:
    """Implements `ports.Journal` in a directory of its own; one process at a time, see `lock`."""

    def __init__(self, directory: Path) -> None:
        """Open or begin the journal; raises `JournalError` when the disk does not let it."""
        paths = ProfilePaths(directory)
        self._outbox = Database(paths.outbox, SCHEMA, OUTBOX_VERSION, "FULL", MIGRATIONS)
        drafts = Database(paths.drafts, journal_draft.SCHEMA, DRAFTS_VERSION, "NORMAL")
        notices = (self._outbox.prepare(), drafts.prepare())
        self.notices = tuple(notice for notice in notices if notice)
        """What a person should know: files that could not be used and were kept aside."""
        self._device = self._installation()
        self._draft_file = DraftFile(drafts)
        self._writer = JournalWriter(self._outbox)
        self._checkpoint: Future[None] | None = None

    @property
    def device(self) -> str:
        """The unguessable id of this installation, as old as the outbox file."""
        return self._device

    async def accept(self, intent: Intent) -> None:
        """Make a reply durable; one that failed before counts as new."""
        await self._writer.write(lambda file: file.execute(table.ACCEPT, (*table.to_row(intent), False)))

    async def delay(self, intent: Intent) -> None:
        """Make a reply durable that must not leave yet."""
        await self._writer.write(lambda file: file.execute(table.ACCEPT, (*table.to_row(intent), True)))

    async def retract(self, client_id: ClientId) -> None:
        """Forget a delayed reply; one that was accepted since stays."""
        await self._writer.write(lambda file: file.execute(table.RETRACT, (client_id,)))

    async def number(self, intent: Intent) -> None:
        """Remember a reply's send number."""
        values = (intent.number, intent.client_id)
        await self._writer.write(lambda file: file.execute(table.NUMBER, values))

    async def settle(self, intent: Intent) -> None:
        """Take an acknowledged reply off, and keep its number."""

        def work(file: sqlite3.Connection) -> None:
            file.execute(table.DROP, (intent.client_id,))
            file.execute(table.USE_NUMBER, (intent.conversation, intent.number))

        await self._writer.write(work)

    async def reject(self, intent: Intent, reason: str) -> None:
        """Keep a refused reply as failed; its number is free again."""
        await self._writer.write(lambda file: file.execute(table.REJECT, (reason, intent.client_id)))

    async def drop(self, client_id: ClientId) -> None:
        """Forget a reply that went back to the draft."""
        await self._writer.write(lambda file: file.execute(table.DROP, (client_id,)))

    async def audit(self, line: AuditLine) -> None:
        """Keep one line about a reply; of very many, the oldest goes."""

        def work(file: sqlite3.Connection) -> None:
            file.execute(journal_audit.ADD, journal_audit.to_row(line))
            file.execute(journal_audit.TRIM, (journal_audit.MOST_LINES,))

        await self._writer.write(work)

    def audited(self, most: int | None = None) -> Sequence[AuditLine]:
        """Return the last `most` lines of the audit, by default all, oldest first; from any thread."""
        # SQLite takes a negative limit for none.
        rows = self._read(journal_audit.LAST_LINES, (-1 if most is None else most,))
        return list(journal_audit.from_rows(reversed(rows)))

    def audit_trail(self, most: int) -> Iterator[AuditLine]:
        """Yield the last `most` lines of the audit, oldest first, one in memory at a time."""
        with self._opened() as file:
            yield from journal_audit.from_rows(file.execute(journal_audit.TRAIL, (most,)))

    def outstanding(self) -> Sequence[Intent]:
        """Return the accepted replies that are not settled, oldest first."""
        return [table.from_row(row[:-1]) for row in self._read(table.REPLIES) if row[-1] is None]

    def delayed(self) -> Sequence[Intent]:
        """Return the replies that must not leave, oldest first."""
        return [table.from_row(row) for row in self._read(table.DELAYED)]

    def rejected(self) -> Sequence[tuple[Intent, str]]:
        """Return the failed replies with their reasons, oldest first."""
        rows = self._read(table.REPLIES)
        return [(table.from_row(row[:-1]), row[-1]) for row in rows if row[-1] is not None]

    def numbers(self) -> Mapping[ConversationId, int]:
        """Return the last used send number of each conversation."""
        return {ConversationId(conversation): last for conversation, last in self._read(table.NUMBERS)}

    def save_draft(self, draft: Draft) -> None:
        """Keep a draft as it is now; an empty one is forgotten."""
        if self._draft_file.save(draft) and (self._checkpoint is None or self._checkpoint.done()):
            self._raise_failed_checkpoint()
            self._checkpoint = self._writer.run(self._draft_file.checkpoint)

    def drafts(self) -> Sequence[Draft]:
        """Return the kept drafts, oldest first."""
        return self._draft_file.all()

    async def aclose(self) -> None:
        """Finish what waits and close the files; raises `JournalError` when drafts were not all folded in."""
        await self._writer.aclose()
        self._draft_file.close()
        self._raise_failed_checkpoint()

    def _raise_failed_checkpoint(self) -> None:
        checkpoint, self._checkpoint = self._checkpoint, None
        if checkpoint is not None:
            checkpoint.result()

    def _installation(self) -> str:
        """Return the device's id, and make one up the first time."""
        with self._opened() as file:
            row = file.execute(table.DEVICE).fetchone()
            if row is None:
                row = (secrets.token_hex(16),)
                file.execute(table.INSTALL, row)
        return str(row[0])

    def _read(self, query: str, values: tuple[Any, ...] = ()) -> list[Any]:
        with self._opened() as file:
            return file.execute(query, values).fetchall()

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with self._outbox.reporting(), closing(self._outbox.connect()) as file:
            yield file
