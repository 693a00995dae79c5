"""A hub in a process of its own, which a test can kill."""

import asyncio
import sys
from pathlib import Path

from agent_console.hub.database.enrolment import add_agent
from tests.hub.cable import Cable

PROGRAM = Path(__file__).with_name("program.py")
START_SECONDS = 30
"""Far more than a start takes; it ends a test whose hub never comes up."""


class HubProcess:
    """Starts and kills a hub on one database; the address stays the same."""

    def __init__(self, folder: Path, program: Path = PROGRAM, *arguments: str) -> None:
        """`program` gets the database, the port file, and the arguments."""
        self._program = program
        self._arguments = arguments
        self.database = folder / "hub.db"
        self.cable = Cable()
        self._port_file = folder / "port"
        self._process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        """The hub's address, through the cable."""
        return f"ws://127.0.0.1:{self.cable.port}"

    def token(self, name: str) -> str:
        """Make an agent and return the token."""
        return add_agent(self.database, name)

    async def start(self) -> None:
        """Start the hub, and return when it listens."""
        self._port_file.unlink(missing_ok=True)
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, self._program, self.database, self._port_file, *self._arguments
        )
        async with asyncio.timeout(START_SECONDS):
            while not self._port_file.exists():
                assert self._process.returncode is None, "the hub did not start"
                await asyncio.sleep(0.005)
        await self.cable.plug(int(self._port_file.read_text()))

    async def kill(self) -> None:
        """End the hub without a chance to tidy up."""
        if self._process is not None:
            self._process.kill()
            await self._process.wait()
            self._process = None

    async def terminate(self) -> int:
        """Ask the hub to stop; returns its exit code."""
        assert self._process is not None
        self._process.terminate()
        code = await self._process.wait()
        self._process = None
        return code

    async def close(self) -> None:
        """End everything."""
        await self.kill()
        await self.cable.close()
