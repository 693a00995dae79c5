"""The hub's store on one machine: SQLite, many commands to one durable commit."""

import asyncio
import logging
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from agent_console.hub.clock import HubClock
from agent_console.hub.command import Command
from agent_console.hub.database import ledger
from agent_console.hub.database.schema import open_database
from agent_console.hub.database.sqlite_archive import SqliteArchive
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.outcome import BUSY, Outcome, Rejected
from agent_console.hub.store import Listener

BATCH = 128
"""The most commands in one commit: one wait for the disk serves them all."""
UNSTORABLE = Rejected("characters", "it has half a character or a number out of all bounds in it")
ENDED = Rejected(BUSY, "the hub is ending; it is tried again")

logger = logging.getLogger(__name__)

Asked = tuple[Command, "asyncio.Future[Outcome]"]


class SqliteStore(SqliteArchive):
    """A `Store` with one writing and one reading thread, each with its own connection."""

    def __init__(self, path: Path, clock: HubClock) -> None:
        """Open or make the database; raises `StoreError`."""
        self._clock = clock
        self._writer = open_database(path)
        self._writer.row_factory = sqlite3.Row
        self._writing = ThreadPoolExecutor(1, "hub-writer")
        super().__init__(path)
        self._asked: asyncio.Queue[Asked] = asyncio.Queue()
        self._open: set[asyncio.Future[Outcome]] = set()
        self._over = False

    async def run(self, listen: Listener) -> None:
        """Commit what is asked for, up to `BATCH` commands at once, until cancelled."""
        try:
            while True:
                await self._commit_next(listen)
        finally:
            # Whoever still waited for an answer would keep the hub from ending.
            self._over = True
            for answer in self._open:
                if not answer.done():
                    answer.set_result(ENDED)

    async def commit(self, command: Command) -> Outcome:
        """Carry a command out; returns when it is on disk, or with `BUSY` when it could not be written."""
        if self._over:
            return ENDED
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._open.add(answer)
        answer.add_done_callback(self._open.discard)
        self._asked.put_nowait((command, answer))
        return await answer

    def close(self) -> None:
        """Finish what is being written, and close the database."""
        self._writing.shutdown()
        super().close()
        self._writer.close()

    async def _commit_next(self, listen: Listener) -> None:
        batch = [await self._asked.get()]
        while len(batch) < BATCH and not self._asked.empty():
            batch.append(self._asked.get_nowait())
        commands = [command for command, _ in batch]
        loop = asyncio.get_running_loop()
        outcomes = await loop.run_in_executor(self._writing, self._commit, commands)
        _answer(batch, outcomes, listen)

    def _commit(self, commands: Sequence[Command]) -> Sequence[Outcome]:
        """Apply a batch in one transaction; runs on the writing thread."""
        try:
            return self._transact(commands)
        except (UnicodeEncodeError, OverflowError):
            if len(commands) == 1:
                return [UNSTORABLE]
            # One of them is nothing that SQLite can hold; alone, it spoils no other.
            return [outcome for command in commands for outcome in self._commit([command])]

    def _transact(self, commands: Sequence[Command]) -> Sequence[Outcome]:
        try:
            self._writer.execute("BEGIN IMMEDIATE")
            transaction = Transaction(self._writer, self._clock.now_ms())
            outcomes = [ledger.apply(transaction, command) for command in commands]
            self._writer.execute("COMMIT")
        except sqlite3.OperationalError as error:
            logger.warning("nothing could be written: %s; senders try again by themselves", error)
            return [_busy(error)] * len(commands)
        else:
            return outcomes
        finally:
            # SQLite has often rolled back by itself, on a full disk for one; a second ROLLBACK is an error.
            if self._writer.in_transaction:
                self._writer.execute("ROLLBACK")


def _busy(error: sqlite3.OperationalError) -> Rejected:
    return Rejected(BUSY, f"the hub cannot write at the moment ({error}); it is tried again")


def _answer(batch: Sequence[Asked], outcomes: Sequence[Outcome], listen: Listener) -> None:
    """Tell the listener about every outcome, in order, and then whoever asked for it."""
    for (_, answer), outcome in zip(batch, outcomes, strict=True):
        listen(outcome)
        if not answer.done():
            answer.set_result(outcome)
