"""Runs servers as processes of their own, which end with the tests however those end."""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_SECONDS_TO_END = 10
_LAST_LINES = 2000
LEASH = ("setpriv", "--pdeathsig", "TERM")
"""Before a command: it is ended with the process that started it."""


@contextmanager
def running(
    *command: str,
    folder: Path,
    environment: Mapping[str, str] | None = None,
    told: str = "",
    sockets: tuple[int, ...] = (),
) -> Iterator[str]:
    """Run a server in a folder while inside, tell it something, and give the line that it answers.

    A server that gets a socket needs no answer: who connects to it waits until it listens.
    """
    with (folder / "server.log").open("w+b") as log:
        process = subprocess.Popen(
            (*LEASH, *command),
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE if not sockets else log,
            stderr=log,
            pass_fds=sockets,
            text=True,
        )
        try:
            yield "" if sockets else _answer(process, told, folder / "server.log")
        finally:
            process.terminate()
            process.communicate(timeout=_SECONDS_TO_END)


def _answer(process: "subprocess.Popen[str]", told: str, log: Path) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{told}\n")
    process.stdin.flush()
    if line := process.stdout.readline():
        return line.strip()
    raise AssertionError(f"a server did not start: {log.read_text(errors='replace')[-_LAST_LINES:]}")


@contextmanager
def folder_of_its_own() -> Iterator[Path]:
    """Give a new folder, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="agent-console-server-") as folder:
        yield Path(folder)
