"""One console a profile: two would each send what the other's journal holds."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent_console.storage.paths import make_private, make_private_file


class ProfileInUseError(Exception):
    """Another console runs on the profile; the message says which process and what to do."""

    def __init__(self, path: Path, process: str) -> None:
        super().__init__(
            f"Another console (process {process or 'unknown'}) uses this profile: "
            f"close it, or start this one with another --profile. ({path})"
        )
        self.process = process


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file for as long as the block runs.

    The system lets go of it when the process ends, however it ends. Raises `ProfileInUseError` when
    another process holds it, and OSError when the file cannot be made.
    """
    make_private(path.parent)
    make_private_file(path)
    with path.open("r+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ProfileInUseError(path, file.read().strip()) from error
        file.truncate()
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
