"""Deadlines whose passing the store is told of."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from agent_console.domain.chat import Status
from agent_console.hub.clock import HubClock
from agent_console.hub.command import Command
from agent_console.hub.live.deadline import Deadlines
from agent_console.hub.outcome import BUSY, Outcome, Rejected
from agent_console.hub.store import Choice, Holding, Store, UnreadableError

Key = TypeVar("Key", bound=Hashable)

RETRY_SECONDS = 1.0
"""After how long a store that could not write is told again."""
PAGE = 200
"""Conversations that are read at once."""


logger = logging.getLogger(__name__)


class Vigil(Generic[Key]):
    """Commits a command for each key when its time has come."""

    def __init__(
        self, store: Store, clock: HubClock, plan: Callable[[Sequence[Key]], Awaitable[Mapping[Key, Command]]]
    ) -> None:
        """`plan` returns the commands for keys whose time has come; what it leaves out needs none.

        It may raise `UnreadableError`, and is asked again soon.
        """
        self._store = store
        self._plan = plan
        self.deadlines: Deadlines[Key] = Deadlines(clock.seconds)

    async def run(self) -> None:
        """Watch until cancelled; to be run once, supervised."""
        while True:
            keys = await self.deadlines.due()
            try:
                commands = await self._plan(keys)
            except UnreadableError as error:
                logger.warning("%s; it is tried again", error)
                self._postpone(keys)
                continue
            outcomes = await asyncio.gather(*map(self._store.commit, commands.values()))
            self._postpone(key for key, outcome in zip(commands, outcomes, strict=True) if _busy(outcome))

    def _postpone(self, keys: Iterable[Key]) -> None:
        for key in keys:
            if key not in self.deadlines:
                self.deadlines.set(key, RETRY_SECONDS)


async def unfinished(store: Store) -> AsyncIterator[Holding]:
    """Yield the conversations that are open or waiting, however long the store cannot be read."""
    for status in (Status.OPEN, Status.WAITING):
        before: int | None = None
        while page := await _page(store, status, before):
            for holding in page:
                yield holding
            before = page[-1].number


async def _page(store: Store, status: Status, before: int | None) -> Sequence[Holding]:
    while True:
        try:
            return await store.conversations(Choice(status=status), before, PAGE)
        except UnreadableError as error:
            logger.warning("%s; it is tried again", error)
            await asyncio.sleep(RETRY_SECONDS)


def _busy(outcome: Outcome) -> bool:
    return isinstance(outcome, Rejected) and outcome.code == BUSY
