"""The hub's store on one machine: SQLite, many commands to one durable commit."""

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from agent_console.hub.clock import HubClock
from agent_console.hub.command import Command
from agent_console.hub.database.archive import DatabaseArchive
from agent_console.hub.database.connection import TroubleError
from agent_console.hub.database.request import Asked, Requests, applied, storable
from agent_console.hub.database.schema import open_database, open_reader
from agent_console.hub.database.sqlite_connection import SqliteConnection
from agent_console.hub.outcome import BUSY, Outcome, Rejected
from agent_console.hub.store import Listener

BATCH = 128
"""The most commands in one commit: one wait for the disk serves them all."""

logger = logging.getLogger(__name__)


class SqliteStore(DatabaseArchive):
    """A `Store` with one writing and one reading thread, each with its own connection."""

    def __init__(self, path: Path, clock: HubClock) -> None:
        """Open or make the database; raises `StoreError`."""
        self._clock = clock
        self._writer = SqliteConnection(open_database(path))
        self._writing = ThreadPoolExecutor(1, "hub-writer")
        super().__init__(SqliteConnection(open_reader(path)))
        self._requests = Requests()

    async def run(self, listen: Listener) -> None:
        """Commit what is asked for, up to `BATCH` commands at once, until cancelled."""
        loop = asyncio.get_running_loop()
        try:
            while True:
                await self._requests.wait()
                batch = self._requests.take(BATCH)
                commands = [command for command, _ in batch]
                outcomes = await loop.run_in_executor(self._writing, storable, self._transact, commands)
                _answer(batch, outcomes, listen)
        finally:
            self._requests.end()

    async def commit(self, command: Command) -> Outcome:
        """Carry a command out; returns when it is on disk, or with `BUSY` when it could not be written."""
        return await self._requests.ask(command)

    def close(self) -> None:
        """Finish what is being written, and close the database."""
        self._writing.shutdown()
        super().close()
        self._writer.close()

    def _transact(self, commands: Sequence[Command]) -> Sequence[Outcome]:
        """Apply a batch in one transaction; runs on the writing thread."""
        try:
            with self._writer.transaction():
                return applied(self._writer, self._clock.now_ms(), commands)
        except TroubleError as error:
            logger.warning("nothing could be written: %s; senders try again by themselves", error)
            return [_busy(error)] * len(commands)


def _busy(error: TroubleError) -> Rejected:
    return Rejected(BUSY, f"the hub cannot write at the moment ({error}); it is tried again")


def _answer(batch: Sequence[Asked], outcomes: Sequence[Outcome], listen: Listener) -> None:
    """Tell the listener about every outcome, in order, and then whoever asked for it."""
    for (_, answer), outcome in zip(batch, outcomes, strict=True):
        listen(outcome)
        if not answer.done():
            answer.set_result(outcome)
