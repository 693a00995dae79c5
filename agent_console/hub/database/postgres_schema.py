"""Making a database of PostgreSQL a hub's, once, and never one of something else."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg

from agent_console.hub.database.address import PostgresAddress
from agent_console.hub.database.connection import TroubleError
from agent_console.hub.database.postgres_connection import PostgresConnection, brief, connect
from agent_console.hub.database.postgres_migration import MIGRATIONS, VERSION
from agent_console.hub.store import StoreError

OLDEST_SERVER = 13
LOCK = 0x61634862
"""The advisory lock that whoever changes anything holds until it is committed."""
_ANY_TABLE = "SELECT tablename AS value FROM pg_tables WHERE schemaname = current_schema()"


def open_postgres(address: PostgresAddress) -> PostgresConnection:
    """Open the hub's database, made when it is new and brought up to this format when it is older.

    Raises `StoreError` when it cannot be reached, or is no database of this hub.
    """
    database = _reached(address)
    try:
        with _explained(address):
            _check(database, address)
            with database.transaction():
                _prepare(database, address)
    except StoreError:
        database.close()
        raise
    return database


def standing(address: PostgresAddress) -> str:
    """Return how a database stands, for a person, and change nothing in it; raises `StoreError`."""
    with closing(_reached(address)) as database, _explained(address):
        _check(database, address)
        version = _version(database, address)
        server = f"PostgreSQL {database.database.info.parameter_status('server_version')}"
        if forgetful(database):
            server += ", which has fsync off: if its machine fails, acknowledged messages are lost"
        if version is None:
            return f"{server}; the database is empty, and the first hub makes it its own"
        count = _value(database, "SELECT count(*) AS value FROM conversation")
        return f"{server}; format {version}, {count} conversations"


@contextmanager
def _explained(address: PostgresAddress) -> Iterator[None]:
    """Tell trouble with a database as a `StoreError`."""
    try:
        yield
    except psycopg.errors.InsufficientPrivilege as error:
        raise StoreError(
            f"{address}: {brief(error)}; the hub's user must be allowed to make tables there"
        ) from error
    except (TroubleError, psycopg.Error) as error:
        raise StoreError(f"{address}: {brief(error)}") from error


def _reached(address: PostgresAddress) -> PostgresConnection:
    try:
        return PostgresConnection(connect(address))
    except psycopg.ProgrammingError as error:
        raise StoreError(f"{address}: {brief(error)}; it is postgresql://user@host/database") from error
    except psycopg.Error as error:
        raise StoreError(f"{address}: {_unreached(brief(error))}") from error


def _unreached(reason: str) -> str:
    """Add to what the server or the line said what to do about it."""
    for said, advice in _ADVICE.items():
        if said in reason:
            return f"{reason}; {advice}"
    return reason


_ADVICE = {
    "password authentication failed": "check the user and the password",
    "no password supplied": "say which: `password_env` in the settings, PGPASSWORD, or a password file",
    "does not exist": "create it first, such as with `createdb`, owned by the hub's user",
    "Connection refused": "look whether it is, and at this port",
    "resolve": "check the name of the host",
    "no pg_hba.conf entry": "the server lets this user in from elsewhere only; see its pg_hba.conf",
    "read-only": "none of the hosts is the primary, which alone can be written to",
}


def _check(database: PostgresConnection, address: PostgresAddress) -> None:
    """Refuse a server that cannot do what the hub needs."""
    server = database.database.info
    if server.server_version < OLDEST_SERVER * 10_000:
        version = server.parameter_status("server_version")
        raise StoreError(
            f"{address}: PostgreSQL {version} is too old; the hub needs {OLDEST_SERVER} or newer"
        )
    encoding = _value(database, "SELECT current_setting('server_encoding') AS value")
    if encoding != "UTF8":
        raise StoreError(f"{address}: a database in {encoding}; create one with ENCODING 'UTF8' for the hub")


def forgetful(database: PostgresConnection) -> bool:
    """Whether the server does not wait for its disk, so that a power cut takes what was acknowledged."""
    return _value(database, "SELECT current_setting('fsync') AS value") == "off"


def _prepare(database: PostgresConnection, address: PostgresAddress) -> None:
    """Bring an empty database or an older one up to this format, while no other hub does."""
    database.run("SELECT pg_advisory_xact_lock(?)", LOCK)
    version = _version(database, address)
    if version is None:
        database.run("CREATE TABLE agent_console_hub (format bigint NOT NULL)")
        database.run("INSERT INTO agent_console_hub VALUES (0)")
        version = 0
    for script in MIGRATIONS[version:]:
        database.run(script)
    if version < VERSION:
        database.run("UPDATE agent_console_hub SET format = ?", VERSION)


def _version(database: PostgresConnection, address: PostgresAddress) -> int | None:
    """Return the format of a hub's database, None when it is empty; raises `StoreError` for any other."""
    if _value(database, "SELECT to_regclass('agent_console_hub')::text AS value") is None:
        if (table := _value(database, _ANY_TABLE)) is not None:
            raise StoreError(f"{address}: a database of something else, with a table {table!r}; name another")
        return None
    version = int(str(_value(database, "SELECT format AS value FROM agent_console_hub")))
    if version > VERSION:
        raise StoreError(
            f"{address}: made by a newer agent-console (format {version}, this one knows {VERSION})"
        )
    return version


def _value(database: PostgresConnection, statement: str) -> object:
    row = database.row(statement)
    return None if row is None else row["value"]
