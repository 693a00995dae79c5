"""Port files: how a child process tells its parent where it listens."""

import asyncio
import os
from pathlib import Path

_SECONDS_BETWEEN_LOOKS = 0.02


def write(path: Path, port: int) -> None:
    """Write the port so that a reader sees all of it or nothing."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    unfinished.write_text(f"{port}\n", encoding="ascii")
    unfinished.replace(path)


def read(path: Path) -> int | None:
    """Return the port; None when it is not written yet."""
    try:
        return int(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        return None


async def wait(path: Path) -> int:
    """Return the port once it is written; waits for ever, so give it a time limit."""
    while True:
        port = read(path)
        if port is not None:
            return port
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
