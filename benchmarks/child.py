"""An agents' process of a benchmark: started, signalled, and read by the lines that it writes."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Callable
from pathlib import Path
from typing import Any

SECONDS_TO_START = 180
"""Far more than a start takes, for machines that do much besides."""
SECONDS_TO_END = 60
SECONDS_BETWEEN_LOOKS = 0.02


async def until(condition: Callable[[], bool]) -> None:
    """Wait until something holds that other processes bring about."""
    while not condition():  # noqa: ASYNC110 (no event of this process tells)
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)


class Child:
    """A program of this package that writes JSON lines to said.jsonl in its directory; can be started again.

    It writes a line `started` at each start, once it works. `aclose` leaves nothing running.
    """

    def __init__(self, module: str, directory: Path, *arguments: str | Path) -> None:
        """`arguments` come before the directory, which is the last one."""
        self._command = (sys.executable, "-m", module, *arguments, directory)
        self._said = directory / "said.jsonl"
        self._log = directory / "child.log"
        self._starts = 0
        self._process: Process | None = None

    async def start(self) -> None:
        """Start it and wait until it works."""
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(*self._command, stdin=DEVNULL, stderr=log)
        self._starts += 1
        async with asyncio.timeout(SECONDS_TO_START):
            await until(lambda: self.written("started") >= self._starts)

    def tell(self, signal_number: signal.Signals) -> Process:
        """Send it a signal; raises RuntimeError when it had ended by itself, which it must not."""
        process = self._process
        if process is None or process.returncode is not None:
            raise RuntimeError(
                f"an agents' process ended by itself:\n{self._log.read_text(encoding='utf-8')}"
            )
        os.kill(process.pid, signal_number)
        return process

    async def end(self, with_signal: signal.Signals) -> None:
        """End it and wait until it is gone."""
        process = self.tell(with_signal)
        async with asyncio.timeout(SECONDS_TO_END):
            await process.wait()

    async def aclose(self) -> None:
        """Kill it if it still runs, even when it is stopped."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    def written(self, what: str) -> int:
        """Count the lines of a kind that it has written."""
        return self._said.read_text(encoding="utf-8").count(f'{{"{what}":') if self._said.exists() else 0

    def rows(self) -> list[dict[str, Any]]:
        """Return everything that it has written."""
        return [json.loads(line) for line in self._said.read_text(encoding="utf-8").splitlines()]
