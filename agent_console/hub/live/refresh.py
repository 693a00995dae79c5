"""Something that is read and shown again whenever it has changed."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from agent_console.hub.store import UnreadableError

PAUSE_SECONDS = 0.05
"""The shortest time between two readings."""
TROUBLE_SECONDS = 1.0
"""Before the next reading when one failed."""

logger = logging.getLogger(__name__)


class Refresh:
    """Does its work after changes; a burst of them is one change."""

    def __init__(self, work: Callable[[], Awaitable[None]], every_seconds: float | None = None) -> None:
        """`every_seconds` does the work now and then without a change, too."""
        self._work = work
        self._every = every_seconds
        self._changed = asyncio.Event()

    def changed(self) -> None:
        """Have the work done again."""
        self._changed.set()

    async def run(self) -> None:
        """Work until cancelled; to be run once, supervised."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._every):
                    await self._changed.wait()
            self._changed.clear()
            try:
                await self._work()
                await asyncio.sleep(PAUSE_SECONDS)
            except UnreadableError as error:
                logger.warning("%s; it is tried again", error)
                self._changed.set()
                await asyncio.sleep(TROUBLE_SECONDS)
