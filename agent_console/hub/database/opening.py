"""Which database is meant, opened; PostgreSQL's driver is read when it is needed only."""

import fcntl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from agent_console.hub.clock import HubClock
from agent_console.hub.database.address import Place
from agent_console.hub.database.connection import Connection
from agent_console.hub.database.schema import open_database
from agent_console.hub.database.sqlite_connection import SqliteConnection
from agent_console.hub.database.sqlite_store import SqliteStore
from agent_console.hub.store import Store, StoreError


@contextmanager
def store_at(place: Place, clock: HubClock) -> Iterator[Store]:
    """Open a hub's store, made when it is new; a file is this hub's alone. Raises `StoreError`."""
    if isinstance(place, Path):
        with alone(place), closing(SqliteStore(place, clock)) as store:
            yield store
    else:
        from agent_console.hub.database.postgres_store import PostgresStore

        with closing(PostgresStore(place, clock)) as shared:
            yield shared


@contextmanager
def connection_at(place: Place) -> Iterator[Connection]:
    """Open a hub's database, made when it is new, beside whatever hub runs on it; raises `StoreError`."""
    with closing(_connection(place)) as connection:
        yield connection


def _connection(place: Place) -> Connection:
    if isinstance(place, Path):
        return SqliteConnection(open_database(place))
    from agent_console.hub.database.postgres_schema import open_postgres

    return open_postgres(place)


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """Hold a lock beside the database: two hubs on one file would not hear each other's messages."""
    try:
        lock = database.with_name(f"{database.name}.lock").open("w")
    except OSError as error:
        raise StoreError(
            f"{database}: {error.strerror}; is the folder there, and may it be written?"
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(f"{database}: another hub is using it; stop that one first") from error
        yield
