"""Threads that read one database while the console goes on; SQLAlchemy is imported in one of them."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import timedelta
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING

from agent_console.config.secret import MissingSecretError, Secret
from agent_console.config.sql import SqlSettings
from agent_console.connectors.failure import LookUpError
from agent_console.connectors.sql_reading import Question, Reading, Row, StoppedError
from agent_console.texts import _

if TYPE_CHECKING:
    from agent_console.connectors.sql_database import Database

THREADS = 3
"""How many questions of one connector may be under way."""
_SECONDS_TO_END = 1.0
"""How long a query that nobody waits for has until its connection is cut."""

_log = logging.getLogger(__name__)


class SqlWorker:
    """Asks one database, which is opened with the first question."""

    def __init__(self, settings: SqlSettings, limit: timedelta, environment: Mapping[str, str]) -> None:
        """`limit` bounds each query; `environment` is where secrets named by variable are."""
        self._settings = settings
        self._limit = limit
        self._environment = environment
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="sql")
        self._opening = Lock()
        self._database: Database | None = None

    @property
    def place(self) -> str:
        """What people call the database."""
        return self._database.place if self._database else _("the database")

    async def aclose(self) -> None:
        """Close the connections; nothing may be under way."""
        await asyncio.to_thread(self._close)

    async def prepare(self) -> None:
        """Import SQLAlchemy, in a thread: a database has no part in how long that takes on a busy machine."""
        if self._database is None:
            await asyncio.to_thread(import_module, "agent_console.connectors.sql_database")

    async def ask(self, question: Question) -> Sequence[Sequence[Row]]:
        """Return the rows for each of the question's values; raise LookUpError when they cannot be read.

        A question that is cancelled ends its query before this returns.
        """
        reading = Reading()
        work = self._threads.submit(self._read, reading, question)
        try:
            return await asyncio.wrap_future(work)
        finally:
            if not work.done():
                await asyncio.to_thread(_end, reading, work)

    def _read(self, reading: Reading, question: Question) -> Sequence[Sequence[Row]]:
        return self._opened().read(reading, question)

    def _opened(self) -> "Database":
        with self._opening:
            if self._database is None:
                from agent_console.connectors.sql_database import database

                url = self._settings.url or self._revealed(self._settings.address)
                password = self._revealed(self._settings.password)
                self._database = database(url, password, self._limit, self._environment)
            return self._database

    def _revealed(self, secret: Secret | None) -> str:
        try:
            return secret.reveal(self._environment) if secret else ""
        except MissingSecretError as error:
            raise LookUpError(str(error)) from None

    def _close(self) -> None:
        self._threads.shutdown()
        if self._database:
            self._database.close()


def _end(reading: Reading, work: Future[Sequence[Sequence[Row]]]) -> None:
    """End a question that nobody waits for, and return when its thread is free again."""
    reading.stop()
    if not wait([work], _SECONDS_TO_END).done:
        reading.cut()
    if not wait([work], _SECONDS_TO_END).done:
        _log.warning("a look-up that nobody waits for goes on: it still connects, or cannot be told to end")
        return
    with suppress(LookUpError, StoppedError):
        work.result()
