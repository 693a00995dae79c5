"""One customer's rows from a company's own database, read in threads of their own."""

import asyncio
import logging
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING

from agent_console.config.secret import MissingSecretError, Secret
from agent_console.config.sql import SqlSettings
from agent_console.connectors import template
from agent_console.connectors.failure import LookUpError
from agent_console.connectors.sql_reading import Question, Reading, StoppedError
from agent_console.connectors.sql_value import parsed, plain
from agent_console.connectors.template import Values

if TYPE_CHECKING:
    from agent_console.connectors.sql_database import Database, Row

THREADS = 3
_SECONDS_TO_END = 1.0
"""How long a query that nobody waits for has until its connection is cut."""

_log = logging.getLogger(__name__)


class SqlRows:
    """Reads rows as settings say; SQLAlchemy is imported in a thread, at the first look-up."""

    def __init__(
        self, settings: SqlSettings, most: int, limit: timedelta, environment: Mapping[str, str]
    ) -> None:
        """`most` bounds the rows, `limit` the time; `environment` is where secrets named by variable are."""
        self._settings = settings
        self._most = most
        self._limit = limit
        self._environment = environment
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="sql")
        self._opening = Lock()
        self._database: Database | None = None

    async def aclose(self) -> None:
        """Close the connections; no look-up may be under way."""
        await asyncio.to_thread(self._close)

    async def rows(self, values: Values) -> list[object]:
        """Return the rows that the query finds for a customer; raise LookUpError when it cannot be asked."""
        reading = Reading()
        work = self._threads.submit(self._read, reading, values)
        try:
            async with asyncio.timeout(self._limit.total_seconds()):
                return await asyncio.wrap_future(work)
        except TimeoutError:
            seconds = self._limit.total_seconds()
            raise LookUpError(f"the database did not answer within {seconds:g} s") from None
        finally:
            if not work.done():
                await asyncio.to_thread(_end, reading, work)

    def _read(self, reading: Reading, values: Values) -> list[object]:
        question = self._question(values)
        return [self._plain(row) for row in self._open().read(reading, question)]

    def _question(self, values: Values) -> Question:
        try:
            query, items = self._settings.statement, self._settings.items_statement
        except ValueError as error:
            raise LookUpError(f"the query {error}") from None
        bound = {name: template.value(name, values) for name in query.bindings}
        return Question(query, bound, items, self._most)

    def _plain(self, row: "Row") -> "Row":
        json = self._settings.json_columns
        return {name: plain(parsed(name, value) if name in json else value) for name, value in row.items()}

    def _open(self) -> "Database":
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


def _end(reading: Reading, work: Future[list[object]]) -> None:
    """End a look-up that nobody waits for, and return when its thread is free again."""
    reading.stop()
    if not wait([work], _SECONDS_TO_END).done:
        reading.cut()
    if not wait([work], _SECONDS_TO_END).done:
        _log.warning("a query still runs that nobody waits for: its database cannot be told to end it")
        return
    with suppress(LookUpError, StoppedError):
        work.result()
