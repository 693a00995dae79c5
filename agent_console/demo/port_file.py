"""Port files: how a child process tells its parent where it listens."""

import os
from pathlib import Path


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
