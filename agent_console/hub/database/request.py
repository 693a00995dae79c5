"""Commands that wait for their commit, in the order in which they were asked for."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress

from agent_console.hub.command import Command
from agent_console.hub.database import ledger
from agent_console.hub.database.connection import Connection, UnstorableError
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.outcome import BUSY, Outcome, Rejected

UNSTORABLE = Rejected("characters", "it has half a character or a number out of all bounds in it")
ENDED = Rejected(BUSY, "the hub is ending; it is tried again")

Asked = tuple[Command, "asyncio.Future[Outcome]"]
Transact = Callable[[Sequence[Command]], Sequence[Outcome]]


class Requests:
    """What connections ask of a store, and their answers."""

    def __init__(self) -> None:
        self._asked: asyncio.Queue[Asked] = asyncio.Queue()
        self._open: set[asyncio.Future[Outcome]] = set()
        self._stirred = asyncio.Event()
        self._over = False

    async def ask(self, command: Command) -> Outcome:
        """Have a command carried out; what is asked after the end is told that it may come again."""
        if self._over:
            return ENDED
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._open.add(answer)
        answer.add_done_callback(self._open.discard)
        self._asked.put_nowait((command, answer))
        self._stirred.set()
        return await answer

    def stir(self) -> None:
        """Have `wait` return although nothing is asked for."""
        self._stirred.set()

    async def wait(self, seconds: float | None = None) -> None:
        """Return once something is asked for, `stir` was called, or that time is over."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stirred.wait()

    def take(self, most: int) -> Sequence[Asked]:
        """Return what waits, the oldest first."""
        batch: list[Asked] = []
        while len(batch) < most and not self._asked.empty():
            batch.append(self._asked.get_nowait())
        if self._asked.empty():
            self._stirred.clear()
        return batch

    def end(self) -> None:
        """Answer everybody who still waits: they would keep the hub from ending."""
        self._over = True
        for answer in self._open:
            if not answer.done():
                answer.set_result(ENDED)


def applied(database: Connection, now_ms: int, commands: Sequence[Command]) -> list[Outcome]:
    """Carry commands out inside the open transaction."""
    transaction = Transaction(database, now_ms)
    return [ledger.apply(transaction, command) for command in commands]


def storable(transact: Transact, commands: Sequence[Command]) -> Sequence[Outcome]:
    """Commit commands together; one with something in it that no database can hold spoils no other."""
    try:
        return transact(commands)
    except UnstorableError:
        if len(commands) == 1:
            return [UNSTORABLE]
        return [outcome for command in commands for outcome in storable(transact, [command])]
