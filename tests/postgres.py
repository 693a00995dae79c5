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
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.program import found

USER, PASSWORD = "console", "five hundred & fifty: five/0113"
"""The password holds what addresses must escape."""
_UNPRIVILEGED = "nobody"
"""Who the server runs as where the tests run as root, which PostgreSQL refuses to."""
_SECONDS_TO_START = 60
# Nothing here must survive a power cut.
_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=40")


@dataclass(frozen=True, slots=True)
class Postgres:
    """A server that runs; every database in it belongs to `USER`."""

    port: int
    process: subprocess.Popen[bytes]

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
def running() -> Iterator[Postgres]:
    """Run a server while inside."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    owner = _Owner.find()
    try:
        owner.take(folder)
        _initialise(folder, owner)
        yield from _serving(folder, owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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


def _serving(folder: Path, owner: _Owner) -> Iterator[Postgres]:
    port = _free_port()
    settings = (*_SETTINGS, f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}")
    command = [_program("postgres"), "-D", str(folder / "data")]
    for setting in settings:
        command += ["-c", setting]
    server = owner.start(*command, log=folder / "log")
    try:
        postgres = Postgres(port, server)
        _wait_until_it_answers(postgres, folder / "log")
        yield postgres
    finally:
        server.send_signal(signal.SIGINT)  # ends its connections, too
        server.wait(_SECONDS_TO_START)


def _wait_until_it_answers(postgres: Postgres, log: Path) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while True:
        try:
            postgres.connect().close()
        except psycopg.OperationalError:
            assert postgres.process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        else:
            return


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
