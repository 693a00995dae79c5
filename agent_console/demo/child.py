"""A child process of the demonstration: started on a leash, watched, ended by its own id."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from typing import Self

import agent_console
from agent_console.demo import port_file

_SECONDS_TO_START = 30.0
_SECONDS_TO_END = 3.0
_SECONDS_BETWEEN_LOOKS = 0.02
_LAST_LINES = 3
_PACKAGE_PARENT = str(Path(agent_console.__file__).parent.parent)


class DemoError(Exception):
    """The demonstration cannot run or go on; the message says what ended, and its last words."""


class Child:
    """One running module; what it prints goes to a log file."""

    def __init__(self, name: str, process: Process, log: Path) -> None:
        self._name = name
        self._process = process
        self._log = log

    @classmethod
    async def start(
        cls, name: str, log: Path, *module_and_arguments: str, remove: Path | None = None
    ) -> Self:
        """Start a module; it ends when this process does, however that happens, and removes a folder then.

        Ended in any other way it leaves the folder to this process.
        """
        leash = ("agent_console.demo.leash", *(("--remove", str(remove)) if remove else ()))
        with log.open("wb") as stream:
            process = await asyncio.create_subprocess_exec(
                # The very code that runs now; never a module that lies in the current folder.
                *(sys.executable, "-P", "-m", *leash, *module_and_arguments),
                stdin=PIPE,
                stdout=stream,
                stderr=stream,
                env=environment(),
                start_new_session=True,  # Ctrl+C is for the console; the children follow it
            )
        return cls(name, process, log)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    async def port(self, file: Path) -> int:
        """Return where the child listens, once it says so; raise DemoError when it ends or stays silent."""
        try:
            async with asyncio.timeout(_SECONDS_TO_START):
                while self._process.returncode is None:
                    if port := port_file.read(file):
                        return port
                    await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
        except TimeoutError:
            raise DemoError(f"{self._name} did not start within {_SECONDS_TO_START:g} s") from None
        raise DemoError(self.obituary())

    async def ended(self) -> str:
        """Wait for the child's end and return how it ended."""
        await self._process.wait()
        return self.obituary()

    def obituary(self) -> str:
        """Return how the child ended, with the last lines of its log."""
        code = self._process.returncode
        how = f"was ended by signal {-code}" if code is not None and code < 0 else f"ended with code {code}"
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LAST_LINES:]
        return "\n".join((f"{self._name} {how}{': ' if lines else ''}", *lines))

    async def stop(self) -> None:
        """End the child: asked first, made to when it does not listen."""
        if self._process.returncode is None:
            self._process.terminate()
        try:
            async with asyncio.timeout(_SECONDS_TO_END):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()


def environment() -> dict[str, str]:
    """Return this process's environment, with which a child finds the same package."""
    path = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": f"{_PACKAGE_PARENT}{os.pathsep}{path}" if path else _PACKAGE_PARENT}
