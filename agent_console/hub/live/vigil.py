"""Deadlines whose passing the store is told of."""

import asyncio
from collections.abc import AsyncIterator, Callable, Hashable
from typing import Generic, TypeVar

from agent_console.domain.chat import Status
from agent_console.hub.clock import HubClock
from agent_console.hub.command import Command
from agent_console.hub.live.deadline import Deadlines
from agent_console.hub.outcome import BUSY, Rejected
from agent_console.hub.store import Choice, Holding, Store

Key = TypeVar("Key", bound=Hashable)

RETRY_SECONDS = 1.0
"""After how long a store that could not write is told again."""
PAGE = 200
"""Conversations that are read at once."""


class Vigil(Generic[Key]):
    """Commits a command for each key when its time has come."""

    def __init__(self, store: Store, clock: HubClock, command: Callable[[Key], Command]) -> None:
        """`command` is asked for at the moment at which it is committed."""
        self._store = store
        self._command = command
        self.deadlines: Deadlines[Key] = Deadlines(clock.seconds)

    async def run(self) -> None:
        """Watch until cancelled; to be run once, supervised."""
        while True:
            keys = await self.deadlines.due()
            outcomes = await asyncio.gather(*(self._store.commit(self._command(key)) for key in keys))
            for key, outcome in zip(keys, outcomes, strict=True):
                if isinstance(outcome, Rejected) and outcome.code == BUSY and key not in self.deadlines:
                    self.deadlines.set(key, RETRY_SECONDS)


async def unfinished(store: Store) -> AsyncIterator[Holding]:
    """Yield the conversations that are open or waiting."""
    for status in (Status.OPEN, Status.WAITING):
        before: int | None = None
        while page := await store.conversations(Choice(status=status), before, PAGE):
            for holding in page:
                yield holding
            before = page[-1].number
