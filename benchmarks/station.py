"""A real hub as a child process and real desks without a screen, in a temporary directory."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from agent_console.bootstrap import console
from agent_console.config import Config
from agent_console.domain.desk import Change
from agent_console.services.workspace import Workspace
from agent_console.storage.paths import ProfilePaths
from benchmarks.storage import SqliteFile, Storage

CUSTOMER_RATE = 10_000
"""Messages a second that a customer may send: recorded people type as fast as the benchmark asks."""


SECONDS_TO_START = 120
"""Far more than a start takes, for machines that do much besides."""


class Hub:
    """`agent-console serve` in a directory; can be killed and started again on the same port."""

    def __init__(
        self, directory: Path, config: str = "", storage: Storage | None = None, name: str = "hub"
    ) -> None:
        """`config` is the text of a configuration file; by default everything is kept in a file."""
        self._config = directory / "config.yaml"
        self._config.write_text(config, encoding="utf-8")
        self.storage: Storage = storage or SqliteFile(directory)
        self._port_file = directory / f"{name}.port"
        self._log = directory / f"{name}.log"
        self._port = 0
        self._process: Process | None = None

    @property
    def url(self) -> str:
        """Where it listens, from the first start on."""
        return f"ws://127.0.0.1:{self._port}"

    @property
    def process(self) -> int:
        """The number of its process; 0 while it does not run."""
        return self._process.pid if self._process is not None else 0

    async def start(self) -> None:
        """Start it and wait until it listens."""
        self._port_file.unlink(missing_ok=True)
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command("--port", str(self._port), "--port-file", str(self._port_file)),
                stdin=DEVNULL,
                stderr=log,
            )
        began = asyncio.get_running_loop().time()
        while not self._port_file.exists():
            late = asyncio.get_running_loop().time() - began > SECONDS_TO_START
            if late or self._process.returncode is not None:
                raise RuntimeError(f"the hub did not start:\n{self._log.read_text(encoding='utf-8')[-4000:]}")
            await asyncio.sleep(0.01)
        self._port = int(self._port_file.read_text())

    async def kill(self) -> None:
        """End it as a power switch does."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """End it as an operator does."""
        await self._end(signal.SIGTERM)

    async def add_agent(self, name: str) -> str:
        """Return the token of a new agent."""
        process = await asyncio.create_subprocess_exec(
            *self._command("--add-agent", name), stdin=DEVNULL, stdout=asyncio.subprocess.PIPE
        )
        output, _ = await process.communicate()
        return output.decode().strip()

    def _command(self, *arguments: str) -> list[str]:
        program = [sys.executable, "-m", "agent_console", "--config", str(self._config)]
        return [
            *program,
            "serve",
            *self.storage.options,
            "--customer-rate",
            str(CUSTOMER_RATE),
            *arguments,
        ]

    async def _end(self, with_signal: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            os.kill(process.pid, with_signal)
            await process.wait()


@asynccontextmanager
async def hub(
    directory: Path, config: str = "", storage: Storage | None = None, name: str = "hub"
) -> AsyncIterator[Hub]:
    """Run a hub for as long as the block runs; `config` is the text of a configuration file."""
    running = Hub(directory, config, storage, name)
    await running.start()
    try:
        yield running
    finally:
        await running.stop()


class Desk:
    """An agent's console without a screen, and a way to wait for what happens on it."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._changed = asyncio.Event()
        self._listener: Callable[[Change], None] = lambda _: None
        workspace.session.on_change = self._take

    def listen(self, listener: Callable[[Change], None]) -> None:
        """Call a function after each change."""
        self._listener = listener

    async def until(self, condition: Callable[[], bool], within: float = 60.0) -> None:
        """Wait until a condition holds; raises TimeoutError after `within` seconds."""
        async with asyncio.timeout(within):
            while not condition():
                changed = self._changed
                await changed.wait()

    def _take(self, change: Change) -> None:
        self._listener(change)
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()


@asynccontextmanager
async def desk(url: str, token: str, directory: Path, panes: int) -> AsyncIterator[Desk]:
    """Run an agent's console without a screen."""
    access = console.Access(console.hub(url, token), ProfilePaths(directory))
    async with console.workspace(Config(), access) as workspace:
        workspace.panes.resize(panes, None)
        running = Desk(workspace)
        session = asyncio.create_task(workspace.session.run())
        try:
            await running.until(lambda: bool(workspace.desk.agent))
            yield running
        finally:
            await workspace.session.aclose()
            await session
