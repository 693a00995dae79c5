"""The hub's store on many machines: PostgreSQL, and what every hub on it commits."""

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import psycopg

from agent_console.hub.clock import HubClock
from agent_console.hub.command import Command
from agent_console.hub.database.address import PostgresAddress
from agent_console.hub.database.archive import DatabaseArchive
from agent_console.hub.database.connection import TroubleError
from agent_console.hub.database.postgres_connection import brief, conninfo
from agent_console.hub.database.postgres_line import PostgresReader
from agent_console.hub.database.postgres_writer import CHANNEL, PostgresWriter, Step
from agent_console.hub.database.request import Asked, Requests
from agent_console.hub.outcome import BUSY, Outcome, Rejected
from agent_console.hub.store import Listener
from agent_console.wire.backoff import Backoff

BATCH = 200
"""The most commands in one commit; while it lasts, every other hub waits."""
ROUND_SECONDS = 1.0
"""How long a hub that heard no knock goes without looking."""
AWAY = Rejected(BUSY, "the hub cannot write at the moment; it is tried again")
"""What is wrong is for the log: strangers need not know where the database is."""

logger = logging.getLogger(__name__)


class PostgresStore(DatabaseArchive):
    """A `Store` that tells its listener what other hubs committed, too."""

    def __init__(self, address: PostgresAddress, clock: HubClock) -> None:
        """Open or make the database; raises `StoreError`."""
        self._address = address
        self._clock = clock
        self._writer = PostgresWriter(address, clock)
        self._writing = ThreadPoolExecutor(1, "hub-writer")
        super().__init__(PostgresReader(address))
        self._requests = Requests()
        self._backoff = Backoff(base=0.1, cap=2.0)
        self._again_at = 0.0
        self._away = False

    async def run(self, listen: Listener) -> None:
        """Commit what is asked for and pass on what others committed, until cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._listen())
                while True:
                    await self._requests.wait(ROUND_SECONDS)
                    await self._visit(self._requests.take(BATCH), listen)
        finally:
            self._requests.end()

    async def commit(self, command: Command) -> Outcome:
        """Carry a command out; returns when it is on disk, or with `BUSY` when it could not be written."""
        return await self._requests.ask(command)

    def close(self) -> None:
        """Finish what is being written, and close the connections."""
        self._writing.shutdown()
        super().close()
        self._writer.close()

    async def _visit(self, batch: Sequence[Asked], listen: Listener) -> None:
        """Have a batch committed; while the database is away nobody waits for it."""
        if self._away and self._clock.seconds() < self._again_at:
            _refuse(batch)
            await asyncio.sleep(0)
            return
        commands = [command for command, _ in batch]
        loop = asyncio.get_running_loop()
        try:
            step = await loop.run_in_executor(self._writing, self._writer.step, commands)
        except TroubleError as error:
            self._suffer(str(error))
            _refuse(batch)
        else:
            self._recover()
            _answer(batch, step, listen)

    def _suffer(self, reason: str) -> None:
        if not self._away:
            logger.warning("PostgreSQL is away: %s; senders try again by themselves", reason)
        self._away = True
        self._again_at = self._clock.seconds() + self._backoff.delay()

    def _recover(self) -> None:
        self._backoff.proved()
        if self._away:
            logger.warning("PostgreSQL is back")
            self._away = False

    async def _listen(self) -> None:
        """Look for what is new whenever another hub knocks; without the line, each round does it."""
        backoff, told = Backoff(base=0.1, cap=5.0), False
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    conninfo(self._address), autocommit=True
                ) as line:
                    await line.execute(f"LISTEN {CHANNEL}")
                    self._requests.stir()
                    backoff.proved()
                    told = False
                    async for notice in line.notifies():
                        if notice.pid != self._writer.process:
                            self._requests.stir()
            except psycopg.Error as error:
                if not told:
                    logger.warning("other hubs' commits are seen a second later: %s", brief(error))
                told = True
            await asyncio.sleep(backoff.delay())


def _refuse(batch: Sequence[Asked]) -> None:
    for _, answer in batch:
        if not answer.done():
            answer.set_result(AWAY)


def _answer(batch: Sequence[Asked], step: Step, listen: Listener) -> None:
    """Tell the listener everything, in order, and then whoever asked for it."""
    for outcome in step.heard:
        listen(outcome)
    for (_, answer), outcome in zip(batch, step.outcomes, strict=True):
        if not answer.done():
            answer.set_result(outcome)
