"""Whose turn the common jobs are: they run while it is this hub's."""

import asyncio

from agent_console.hub.neighbour.neighbourhood import Job


class Turn:
    """Begins and ends as somebody else decides."""

    def __init__(self) -> None:
        self._mine = asyncio.Event()
        self._over = asyncio.Event()

    @property
    def mine(self) -> bool:
        """Whether it is this hub's turn."""
        return self._mine.is_set()

    def begin(self) -> None:
        """It is this hub's turn from now on."""
        self._over.clear()
        self._mine.set()

    def end(self) -> None:
        """It is this hub's turn no more."""
        self._mine.clear()
        self._over.set()

    async def keep(self, job: Job) -> None:
        """Run a job during each turn, until cancelled; when it ends or fails by itself, so does this."""
        while True:
            await self._mine.wait()
            working, over = asyncio.create_task(job()), asyncio.create_task(self._over.wait())
            try:
                await asyncio.wait({working, over}, return_when=asyncio.FIRST_COMPLETED)
                ended = working.done()
            finally:
                working.cancel()
                over.cancel()
                await asyncio.wait({working, over})
            if not working.cancelled():
                working.result()  # what it failed with surfaces here
            if ended:
                return
