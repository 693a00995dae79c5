"""A real PostgreSQL of the tests' own: on a free loopback port, in a temporary folder, gone with them."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from tests.program import found

USER, PASSWORD = "console", "five hundred & fifty: five/0113"
"""The password holds what addresses must escape."""
_UNPRIVILEGED = "nobody"
"""Who the server runs as where the tests run as root, which PostgreSQL refuses to."""
_SECONDS_TO_START = 60
# Nothing here must survive a power cut, unless the test is about that.
_HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
_SETTINGS = ("max_connections=100",)


class Postgres:
    """A server; every database in it belongs to `USER`."""

    def __init__(self, port: int, folder: Path, owner: "_Owner", settings: tuple[str, ...]) -> None:
        self.port = port
        self._folder = folder
        self._owner = owner
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server, and return when it answers."""
        log = self._folder / "log"
        settings = (*_SETTINGS, *self._settings, f"port={self.port}", "listen_addresses=127.0.0.1")
        command = [_program("postgres"), "-D", str(self._folder / "data")]
        for setting in (*settings, f"unix_socket_directories={self._folder}"):
            command += ["-c", setting]
        self._process = self._owner.start(*command, log=log)
        self._wait_until_it_answers(log)

    @contextmanager
    def followed(self) -> Iterator["Postgres"]:
        """Run a standby; from then on a commit is acknowledged when the standby has it on its disk, too."""
        with _made_folder() as (folder, owner):
            standby = Postgres(_free_port(), folder, owner, self._settings)
            source = make_conninfo(self.address(), password=PASSWORD)
            copying = owner.start(
                _program("pg_basebackup"),
                *("--pgdata", folder / "data", "--dbname", source, "--write-recovery-conf"),
                *("--checkpoint", "fast", "--no-sync"),
                log=folder / "log",
            )
            assert copying.wait(_SECONDS_TO_START) == 0, (folder / "log").read_text()
            standby.start()
            with self.connect() as connection:
                connection.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
                connection.execute("SELECT pg_reload_conf()")
            try:
                yield standby
            finally:
                standby.stop()

    def promote(self) -> None:
        """Make a standby the primary."""
        with self.connect() as connection:
            connection.execute("SELECT pg_promote()")

    def stop(self) -> None:
        """Stop the server as its operator does; its connections end."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """End the server, and all that it has started, without a chance to tidy up."""
        started = [] if self._process is None else _children(self._process.pid)
        # First of all the one that would look after the others.
        self._end(signal.SIGKILL)
        for child in started:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(_SECONDS_TO_START)
            self._process = None

    def _wait_until_it_answers(self, log: Path) -> None:
        deadline = time.monotonic() + _SECONDS_TO_START
        while True:
            try:
                self.connect().close()
            except psycopg.OperationalError:
                assert self._process is not None
                assert self._process.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.05)
            else:
                return

    def address(self, database: str = "postgres") -> str:
        """Return the address of a database, without the password."""
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{database}"

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """Return a connection that commits each statement."""
        return psycopg.connect(self.address(database), password=PASSWORD, autocommit=True)

    @contextmanager
    def database(self, name: str) -> Iterator[str]:
        """Create a database and return its name; drop it with whoever is still connected."""
        with self.connect() as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield name
        finally:
            with self.connect() as connection:
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def running(*, durable: bool = False) -> Iterator[Postgres]:
    """Run a server while inside; a `durable` one waits for the disk, as companies' servers do."""
    with _made_folder() as (folder, owner):
        server = Postgres(_free_port(), folder, owner, () if durable else _HASTY)
        _initialise(folder, owner)
        try:
            server.start()
            yield server
        finally:
            server.stop()


@contextmanager
def _made_folder() -> Iterator[tuple[Path, "_Owner"]]:
    """Make a folder for a server, and tell who it runs as."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    owner = _Owner.find()
    try:
        owner.take(folder)
        yield folder, owner
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Shared:
    """The one server of a test process, for databases that nobody kills."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self._server: Postgres | None = None

    def server(self) -> Postgres:
        """Return the server, started with the first call."""
        if self._server is None:
            self._server = self._open.enter_context(running())
        return self._server

    def end(self) -> None:
        """Stop the server, when it was started."""
        self._open.close()
        self._server = None


SHARED = _Shared()
"""Stopped at the end of the session by the suite's own configuration."""


@dataclass(frozen=True, slots=True)
class _Owner:
    """The account that the server runs as; none where that is simply who runs the tests."""

    account: pwd.struct_passwd | None

    @classmethod
    def find(cls) -> "_Owner":
        return cls(pwd.getpwnam(_UNPRIVILEGED) if os.geteuid() == 0 else None)

    def take(self, path: Path) -> None:
        if self.account:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)

    def start(self, *command: str | Path, log: Path) -> subprocess.Popen[bytes]:
        """Start a program with nothing but its own folder in its environment."""
        account = self.account
        with log.open("ab") as output:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=log.parent,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"},
                user=account.pw_uid if account else None,
                group=account.pw_gid if account else None,
                extra_groups=[] if account else None,
            )


def _program(name: str) -> str:
    path = found(name)
    assert path, f"{name} is not installed"
    return path


def _initialise(folder: Path, owner: _Owner) -> None:
    password, log = folder / "password", folder / "log"
    password.write_text(PASSWORD)
    password.chmod(0o600)
    owner.take(password)
    making = owner.start(
        _program("initdb"),
        *("--pgdata", folder / "data", "--username", USER, "--pwfile", password),
        *("--auth", "scram-sha-256", "--encoding", "UTF8", "--no-locale", "--no-sync"),
        log=log,
    )
    assert making.wait(_SECONDS_TO_START) == 0, log.read_text()


def _children(process: int) -> list[int]:
    """Return the processes that a process has started."""
    listed = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(child) for child in listed.split()]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
