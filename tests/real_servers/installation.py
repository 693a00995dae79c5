"""Where the real servers are installed; `install` puts them there."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path

FOLDER = "AGENT_CONSOLE_REAL_SERVERS"
"""The environment variable that names the folder."""


class NotInstalledError(Exception):
    """A server is not there; the message names it."""


def wait() -> None:
    """Wait for the end of an installation that is under way."""
    with suppress(FileNotFoundError), (_folder() / "lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)


def installed(name: str, server: str) -> Path:
    """Return where a file of a server is; raise NotInstalledError when it is not there."""
    wait()
    file = _folder() / name
    if not file.exists():
        raise NotInstalledError(f"{server} (tests/real_servers/install, {FOLDER})")
    return file


def _folder() -> Path:
    return Path(os.environ.get(FOLDER, "/nonexistent"))
