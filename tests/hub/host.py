"""A real hub inside the test's loop, behind a cable that can be cut."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from agent_console.hub.database.address import Place
from agent_console.hub.database.enrolment import add_agent
from agent_console.hub.premises import Companion, Page
from agent_console.hub.server import running
from agent_console.hub.settings import HubSettings
from agent_console.hub.store import StoreError
from tests.hub.cable import Cable


class HubHost:
    """Starts, stops and restarts a hub on one database; the address stays the same."""

    def __init__(
        self,
        folder: Path,
        *,
        database: Place | None = None,
        customer_rate: float = 1000.0,
        customer_burst: int = 1000,
    ) -> None:
        """`folder` has the hub's files, and its database unless that is elsewhere."""
        self.file = folder / "hub.db"
        self.settings = HubSettings(
            database or self.file,
            port=0,
            customer_rate=customer_rate,
            customer_burst=customer_burst,
            folder=folder / "hub.db.files",
        )
        self.pages: Sequence[Page] = ()
        self.companions: Sequence[Companion] = ()
        self.cable = Cable()
        self._stop = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """The hub's address, through the cable."""
        return f"ws://127.0.0.1:{self.cable.port}"

    def token(self, name: str) -> str:
        """Make an agent and return the token."""
        return add_agent(self.settings.database, name)

    async def start(self) -> None:
        """Start the hub and plug the cable in."""
        self._stop.clear()
        listening: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._running = asyncio.create_task(self._serve(listening))
        await self.cable.plug(await listening)

    async def stop(self) -> None:
        """Stop the hub as an operator does; the cable leads nowhere."""
        self._stop.set()
        if self._running is not None:
            await self._running
            self._running = None

    async def close(self) -> None:
        """Stop everything."""
        await self.stop()
        await self.cable.close()

    async def _serve(self, listening: "asyncio.Future[int]") -> None:
        try:
            async with running(self.settings, self.companions, self.pages) as port:
                listening.set_result(port)
                await self._stop.wait()
        except (StoreError, OSError) as error:
            listening.set_exception(error)
