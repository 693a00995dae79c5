"""A PostgreSQL of a benchmark's own: fully durable, on a free loopback port, in a temporary folder."""

import asyncio
import os
import pwd
import shutil
import signal
import socket
import tempfile
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, LiteralString

import psycopg

USER = "console"
SECONDS_TO_START = 120
"""Far more than a start takes, for one that has much to recover on a busy machine."""
SECONDS_TO_END = 60
UNPRIVILEGED = "nobody"
"""Who the server runs as where the benchmark runs as root, which PostgreSQL refuses to."""
# Debian keeps the programs out of PATH, one folder a version; the newest is taken.
FURTHER = [str(folder) for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]


def installed() -> bool:
    """Whether the programs are there."""
    return _found("initdb") is not None and _found("postgres") is not None


class Postgres:
    """A server; can be killed and started again on the same port."""

    def __init__(self, folder: Path) -> None:
        """Everything goes into an empty folder, which is given to the server's account."""
        self._account = pwd.getpwnam(UNPRIVILEGED) if os.geteuid() == 0 else None
        self._folder = folder
        self._log = folder / "log"
        self._port = _free_port()
        self._process: Process | None = None
        self._own(folder)

    @property
    def address(self) -> str:
        """The address of its database."""
        return f"postgresql://{USER}@127.0.0.1:{self._port}/postgres"

    @property
    def process(self) -> int:
        """The number of its first process; 0 while it does not run."""
        return self._process.pid if self._process is not None else 0

    async def prepare(self) -> None:
        """Make its data folder."""
        making = await self._run(
            *("initdb", "--pgdata", self._folder / "data", "--username", USER, "--auth", "trust"),
            *("--encoding", "UTF8", "--no-locale"),
        )
        if await making.wait():
            raise RuntimeError(f"PostgreSQL could not be set up:\n{self._words()}")

    async def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = (
            *("fsync=on", "synchronous_commit=on", "full_page_writes=on", "max_connections=100"),
            *(f"port={self._port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={self._folder}"),
        )
        options = [part for setting in settings for part in ("-c", setting)]
        async with asyncio.timeout(SECONDS_TO_START):
            while True:
                self._process = await self._run("postgres", "-D", self._folder / "data", *options)
                if await self._answers():
                    return
                # Killed a moment ago, its parts may not all be gone yet, and the next one refuses to start.
                await asyncio.sleep(0.1)

    async def kill(self) -> None:
        """End it and all its processes as a power switch does, but for what the disk has not written."""
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            raise RuntimeError(f"PostgreSQL ended by itself:\n{self._words()}")
        os.kill(process.pid, signal.SIGSTOP)  # so that it makes no more of them meanwhile
        for child in _children(process.pid):
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        process.kill()
        await process.wait()

    async def stop(self) -> None:
        """End it as an operator does who waits for nobody."""
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(SECONDS_TO_END):
            await process.wait()

    async def rows(self, statement: LiteralString) -> list[tuple[Any, ...]]:
        """Return the rows that a query finds."""
        async with await psycopg.AsyncConnection.connect(self.address, autocommit=True) as connection:
            return await (await connection.execute(statement)).fetchall()

    async def _answers(self) -> bool:
        """Wait until it answers; whether it does, rather than having ended."""
        while self._process is not None and self._process.returncode is None:
            try:
                await self.rows("SELECT 1")
            except psycopg.OperationalError:
                await asyncio.sleep(0.02)
            else:
                return True
        return False

    async def _run(self, program: str, *arguments: str | Path) -> Process:
        path = _found(program)
        if path is None:
            raise FileNotFoundError(f"{program} of PostgreSQL is not installed")
        account = self._account
        with self._log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *(path, *arguments),
                stdin=DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._folder,
                env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"},
                user=account.pw_uid if account else None,
                group=account.pw_gid if account else None,
                extra_groups=[] if account else None,
            )

    def _own(self, path: Path) -> None:
        if self._account is not None:
            os.chown(path, self._account.pw_uid, self._account.pw_gid)

    def _words(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")[-2000:]


@asynccontextmanager
async def running() -> AsyncIterator[Postgres]:
    """Run a server in a new folder of its own for as long as the block runs."""
    # Not within a folder of the benchmark's: the server may run as somebody who may not enter that.
    with tempfile.TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as folder:
        postgres = Postgres(Path(folder))
        await postgres.prepare()
        await postgres.start()
        try:
            yield postgres
        finally:
            await postgres.stop()


def _found(name: str) -> str | None:
    return shutil.which(name, path=os.pathsep.join([*FURTHER, os.environ.get("PATH", os.defpath)]))


def _children(parent: int) -> list[int]:
    """Return the numbers of a process's own processes."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    return [int(child) for child in children.split()]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
