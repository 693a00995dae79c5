"""Writes to one database on one thread; changes that wait together share one commit."""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from agent_console.ports import JournalError
from agent_console.storage.journal_database import Database

Work = Callable[[sqlite3.Connection], object]

MOST_TOGETHER = 128


class JournalWriter:
    """Makes changes durable without keeping the event loop waiting for the disk."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: deque[tuple[Work, Future[None]]] = deque()
        self._thread = ThreadPoolExecutor(1, "journal")
        self._connection: sqlite3.Connection | None = None
        self._closed = False

    async def write(self, work: Work) -> None:
        """Return when the change is on disk; changes are made in the order of the calls.

        Raises `JournalError` when the disk does not take it; nothing of it is kept then.
        """
        done: Future[None] = Future()
        self._waiting.append((work, done))
        self._thread.submit(self._flush)
        await asyncio.wrap_future(done)

    def run(self, job: Callable[[], None]) -> Future[None]:
        """Run something else that takes the disk's time, after the changes so far."""
        return self._thread.submit(job)

    async def aclose(self) -> None:
        """Finish what waits, and close the file; a second time changes nothing."""
        if self._closed:
            return
        self._closed = True
        await asyncio.wrap_future(self._thread.submit(self._close))
        self._thread.shutdown()

    def _flush(self) -> None:
        batch = [item for item in self._next() if item[1].set_running_or_notify_cancel()]
        if not batch:
            return
        try:
            failure = self._failure(batch)
        except BaseException as bug:
            for _work, done in batch:
                done.set_exception(bug)
            raise
        for _work, done in batch:
            if failure is None:
                done.set_result(None)
            else:
                done.set_exception(failure)

    def _next(self) -> list[tuple[Work, Future[None]]]:
        return [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_TOGETHER))]

    def _failure(self, batch: list[tuple[Work, Future[None]]]) -> JournalError | None:
        """Commit a batch and return None, or keep nothing of it and return why."""
        try:
            with self._database.reporting():
                self._commit([work for work, _done in batch])
        except JournalError as error:
            return error
        return None

    def _commit(self, batch: list[Work]) -> None:
        if self._connection is None:
            self._connection = self._database.connect()
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            for work in batch:
                work(self._connection)
            self._connection.execute("COMMIT")
        finally:
            # A full disk makes SQLite roll back by itself; a second rollback would be an error.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
