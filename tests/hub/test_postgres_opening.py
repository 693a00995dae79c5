"""Opening a hub's PostgreSQL: what is made, what is refused, and what is said."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from agent_console.hub.database import postgres_schema
from agent_console.hub.database.address import PostgresAddress
from agent_console.hub.database.enrolment import add_agent, agents
from agent_console.hub.database.postgres_connection import PostgresConnection, connect, conninfo
from agent_console.hub.database.postgres_migration import VERSION
from agent_console.hub.database.postgres_schema import open_postgres
from agent_console.hub.store import StoreError
from tests.hub.ledger_case import address, new_place
from tests.postgres import PASSWORD, Postgres

pytestmark = pytest.mark.needs("postgres")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[PostgresAddress]:
    with new_place("postgres", tmp_path) as made:
        assert isinstance(made, PostgresAddress)
        yield made


def connection(place: PostgresAddress) -> closing[PostgresConnection]:
    return closing(PostgresConnection(connect(place)))


def test_a_newer_format_is_refused(place: PostgresAddress) -> None:
    with closing(open_postgres(place)) as database:
        database.run("UPDATE agent_console_hub SET format = ?", VERSION + 1)
    with pytest.raises(StoreError, match="made by a newer agent-console"):
        open_postgres(place)


def test_a_database_of_something_else_is_refused_and_kept(place: PostgresAddress) -> None:
    with connection(place) as database:
        database.run("CREATE TABLE agent (x text)")
        with pytest.raises(StoreError, match="a database of something else, with a table 'agent'"):
            open_postgres(place)
        tables = database.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    assert [row["tablename"] for row in tables] == ["agent"]


def test_hubs_that_start_at_once_make_the_tables_once(place: PostgresAddress) -> None:
    async def start() -> None:
        loop = asyncio.get_running_loop()
        made = await asyncio.gather(*(loop.run_in_executor(None, open_postgres, place) for _ in range(4)))
        for database in made:
            database.close()

    asyncio.run(start())
    assert agents(place) == []


def test_a_server_too_old_is_said(place: PostgresAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_schema, "OLDEST_SERVER", 99)
    with pytest.raises(StoreError, match="is too old; the hub needs 99 or newer"):
        open_postgres(place)


def test_a_database_in_another_encoding_is_said(tmp_path: Path) -> None:
    with new_place("postgres", tmp_path) as place:
        assert isinstance(place, PostgresAddress)
        with connection(place) as database:
            database.run("CREATE DATABASE narrow ENCODING 'SQL_ASCII' TEMPLATE template0")
        try:
            other = PostgresAddress(f"{place.url.rpartition('/')[0]}/narrow", PASSWORD)
            with pytest.raises(StoreError, match="a database in SQL_ASCII"):
                open_postgres(other)
        finally:
            with connection(place) as database:
                database.run("DROP DATABASE narrow")


def test_a_user_without_rights_is_said(place: PostgresAddress) -> None:
    with connection(place) as database:
        database.run("CREATE ROLE guest LOGIN PASSWORD 'guest'")
        database.run("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        try:
            guest = PostgresAddress(place.url.replace("console@", "guest@"), "guest")
            with pytest.raises(StoreError, match="must be allowed to make tables there"):
                open_postgres(guest)
        finally:
            database.run("DROP ROLE guest")


def test_a_database_that_is_missing_is_said(place: PostgresAddress) -> None:
    with pytest.raises(StoreError, match="does not exist; create it first"):
        open_postgres(PostgresAddress(f"{place.url}-not", PASSWORD))


def test_a_wrong_password_is_said_but_not_what_it_was(place: PostgresAddress) -> None:
    wrong = PostgresAddress(place.url, "not the password")
    with pytest.raises(StoreError, match="check the user and the password") as caught:
        open_postgres(wrong)
    assert "not the password" not in f"{caught.value} {wrong} {wrong!r}"


def test_a_server_that_is_down_is_said(mortal: Postgres) -> None:
    mortal.stop()
    with pytest.raises(StoreError, match=r"Connection refused.*; look whether it is, and at this port"):
        add_agent(address(mortal), "Ann")


def test_another_machine_is_asked_encrypted_unless_the_address_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PGSSLMODE", raising=False)
    far, said = (
        "postgresql://hub@db.example.com/hub",
        "postgresql://hub@db.example.com/hub?sslmode=verify-full",
    )
    near = "postgresql://hub@127.0.0.1,localhost/hub"
    assert "sslmode=require" in conninfo(PostgresAddress(far))
    assert "sslmode=verify-full" in conninfo(PostgresAddress(said))
    assert "sslmode" not in conninfo(PostgresAddress(near))
    mixed = near.replace("localhost", "db.example.com")
    assert "sslmode=require" in conninfo(PostgresAddress(mixed))
