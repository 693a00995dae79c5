"""Orders from a real PostgreSQL: read-only, in time, encrypted from elsewhere, and no secret in any word."""

import asyncio
import logging
import os
import signal
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest
import sqlalchemy

from agent_console.connectors.failure import LookUpError
from agent_console.connectors.sql_postgresql import PostgreSql
from tests.connectors.attacks import TYPED
from tests.connectors.sql_shop import LINES, PATIENCE, TABLES, Settings, forced, found, opened
from tests.postgres import PASSWORD, USER, Postgres, running

pytestmark = pytest.mark.needs("postgres", "initdb")

SLEEP = "SELECT pg_sleep(3600), :email AS mail"
FAST = timedelta(milliseconds=500)


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with running() as server:
        yield server


@pytest.fixture(scope="module")
def shop(server: Postgres) -> Iterator[str]:
    with server.database("shop") as name:
        with server.connect(name) as connection:
            connection.execute(TABLES)
            connection.execute("CREATE SEQUENCE counter")
        yield name


@pytest.fixture
def settings(server: Postgres, shop: str) -> Settings:
    return {"url": server.address(shop), "password_env": "SHOP_PASSWORD"}


async def read(settings: Settings, limit: timedelta = PATIENCE) -> Sequence[object]:
    async with opened(settings, limit=limit, SHOP_PASSWORD=PASSWORD) as rows:
        return (await found(rows)).rows


async def failure(settings: Settings) -> str:
    with pytest.raises(LookUpError) as raised:
        await read(settings)
    return str(raised.value)


async def test_rows_of_the_customer_come_with_their_items(settings: Settings) -> None:
    query = "SELECT id, ref, total FROM purchase WHERE mail = :email ORDER BY id"
    assert await read({**settings, "query": query, "items_query": LINES}) == [
        {
            "id": 1,
            "ref": "A-1001",
            "total": "10.50",
            "items": [{"title": "Mug, 100% clay", "count": 4}, {"title": "Teapot", "count": 1}],
        },
        {"id": 2, "ref": "A-1002", "total": "20.00", "items": []},
    ]


async def test_whatever_a_customer_types_is_a_value(settings: Settings) -> None:
    async with opened({**settings, "query": "SELECT :email AS mail"}, SHOP_PASSWORD=PASSWORD) as rows:
        for typed in TYPED:
            if typed.refused:
                with pytest.raises(LookUpError, match="characters that none can have"):
                    await found(rows, typed.text)
            else:
                assert (await found(rows, typed.text)).rows == [{"mail": typed.text.strip()}]


async def test_types_of_the_database_come_as_json_has_them(settings: Settings) -> None:
    query = r"""
        SELECT :email AS mail, 1.50::numeric AS price, 'NaN'::numeric AS odd, 'infinity'::float8 AS endless,
            '2026-01-05'::date AS day, '2026-01-05 08:00+02'::timestamptz AS at, '08:30'::time AS clock,
            '90 minutes'::interval AS length, '{"a": [1, null, {"b": true}]}'::jsonb AS tree,
            ARRAY[1.5::numeric, 2]::numeric[] AS list, '\x6162'::bytea AS text, '\xff00'::bytea AS bytes,
            '6b2f0c6e-0000-4000-8000-000000000001'::uuid AS id, '192.0.2.1'::inet AS host, NULL AS none
    """
    (row,) = await read({**settings, "query": query})
    assert isinstance(row, dict)
    at = row.pop("at")
    assert row == {
        "mail": "mira@example.com",
        "price": "1.50",
        "odd": None,
        "endless": None,
        "day": "2026-01-05",
        "clock": "08:30:00",
        "length": 5400.0,
        "tree": {"a": [1, None, {"b": True}]},
        "list": ["1.5", "2"],
        "text": "ab",
        "bytes": "ff00",
        "id": "6b2f0c6e-0000-4000-8000-000000000001",
        "host": "192.0.2.1",
        "none": None,
    }
    assert at == "2026-01-05T06:00:00+00:00"


async def test_a_whole_table_is_not_fetched_for_its_first_rows(settings: Settings) -> None:
    # All of it would be several gigabytes.
    query = "SELECT repeat('x', 1000) AS x, :email AS mail FROM generate_series(1, 5000000)"
    assert len(await read({**settings, "query": query})) == 50


@pytest.mark.parametrize(
    "text",
    [
        "WITH gone AS (DELETE FROM purchase RETURNING id) SELECT id FROM gone",
        "SELECT 1; DELETE FROM purchase",
        "DELETE FROM purchase RETURNING id",
        "SELECT nextval('counter')",
        "SELECT set_config('transaction_read_only', 'off', true)",
        "SELECT setval('counter', 9)",
        "SELECT id FROM purchase FOR UPDATE",
    ],
)
def test_what_would_write_is_not_run_even_if_settings_took_it(server: Postgres, shop: str, text: str) -> None:
    with pytest.raises(LookUpError):
        forced(server.address(shop), text, PASSWORD)
    with server.connect(shop) as connection:
        assert connection.execute("SELECT count(*) FROM purchase").fetchone() == (3,)
        assert connection.execute("SELECT is_called FROM counter").fetchone() == (False,)


async def test_every_transaction_is_read_only_and_limited(settings: Settings) -> None:
    query = """
        SELECT current_setting('transaction_read_only') AS only, :email AS mail,
            current_setting('statement_timeout') AS limit, current_setting('application_name') AS who
    """
    rows = await read({**settings, "query": query}, limit=timedelta(seconds=45))
    assert rows == [{"only": "on", "limit": "45s", "who": "agent-console", "mail": "mira@example.com"}]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT colour FROM purchase WHERE mail = :email", 'the query: column "colour" does not exist'),
        ("SELECT id FROM sale WHERE mail = :email", 'the query: relation "sale" does not exist'),
        ("SELECT id FROM purchase WHERE id = :email", "a value does not fit the column"),
        ("SELECT id, ref AS id FROM purchase WHERE mail = :email", "two columns called `id`"),
    ],
)
async def test_a_reason_says_what_to_mend_and_quotes_no_customer(
    settings: Settings, query: str, reason: str
) -> None:
    said = await failure({**settings, "query": query})
    assert reason in said
    assert "mira" not in said


async def test_a_wrong_password_is_told_and_shown_nowhere(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with opened(settings, SHOP_PASSWORD="hunter2") as rows:
        with pytest.raises(LookUpError) as raised:
            await found(rows)
    assert str(raised.value) == "127.0.0.1 does not let the console in; check user, password and database"
    assert "hunter2" not in caplog.text
    assert raised.value.__suppress_context__


async def test_logs_hold_neither_the_password_nor_what_was_bound(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="sqlalchemy")
    await read(settings)
    await failure({**settings, "query": "SELECT id FROM purchase WHERE id = :email"})
    assert "sqlalchemy.pool" in caplog.text, "SQLAlchemy logged nothing, so this would prove nothing"
    assert PASSWORD not in caplog.text
    assert "mira" not in caplog.text


async def test_the_address_of_a_secret_may_hold_the_password(server: Postgres, shop: str) -> None:
    url = sqlalchemy.make_url(server.address(shop)).set(password=PASSWORD)
    async with opened({"url_env": "SHOP"}, SHOP=url.render_as_string(hide_password=False)) as rows:
        assert len((await found(rows)).rows) == 2


async def test_nobody_at_the_port_is_told() -> None:
    said = await failure({"url": f"postgresql://{USER}@127.0.0.1:1/shop"})
    assert said == "127.0.0.1 cannot be reached; check its address"


def working(server: Postgres) -> list[int]:
    """Return the processes that work on a query of the console, or wait in one."""
    asking = "SELECT pid FROM pg_stat_activity WHERE application_name = 'agent-console' AND state = 'active'"
    with server.connect() as connection:
        return [pid for (pid,) in connection.execute(asking)]


def until_running(server: Postgres, count: int) -> None:
    """Wait until as many work; for a thread."""
    deadline = time.monotonic() + PATIENCE.total_seconds()
    while len(working(server)) != count:
        assert time.monotonic() < deadline
        time.sleep(0.02)


async def test_a_query_that_takes_too_long_is_ended_at_the_server(
    server: Postgres, settings: Settings
) -> None:
    async with opened({**settings, "query": SLEEP}, limit=FAST, SHOP_PASSWORD=PASSWORD) as rows:
        with pytest.raises(LookUpError, match=r"127\.0\.0\.1 did not answer within 0\.5 s"):
            await found(rows)
    await asyncio.to_thread(until_running, server, 0)


async def test_a_look_up_that_is_cancelled_ends_its_query_at_the_server(
    server: Postgres, settings: Settings
) -> None:
    async with opened({**settings, "query": SLEEP}, SHOP_PASSWORD=PASSWORD) as rows:
        look_up = asyncio.create_task(found(rows))
        await asyncio.to_thread(until_running, server, 1)
        look_up.cancel()
        with pytest.raises(asyncio.CancelledError):
            await look_up
        await asyncio.to_thread(until_running, server, 0)


async def test_a_server_that_falls_silent_keeps_nobody_waiting(server: Postgres) -> None:
    settings = {"url": server.address(), "password_env": "SHOP_PASSWORD", "query": SLEEP}
    async with opened(settings, SHOP_PASSWORD=PASSWORD) as rows:
        look_up = asyncio.create_task(found(rows))
        await asyncio.to_thread(until_running, server, 1)
        (silent,) = working(server)
        os.kill(silent, signal.SIGSTOP)
        try:
            look_up.cancel()
            with pytest.raises(asyncio.CancelledError):
                await look_up
            assert working(server) == [silent], "the server's process went on by itself"
        finally:
            os.kill(silent, signal.SIGCONT)


async def test_a_connection_that_the_server_ended_overnight_is_made_anew(
    server: Postgres, shop: str, settings: Settings
) -> None:
    async with opened(settings, SHOP_PASSWORD=PASSWORD) as rows:
        assert len((await found(rows)).rows) == 2
        with server.connect() as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [shop]
            )
        assert len((await found(rows)).rows) == 2


@pytest.mark.parametrize(
    ("url", "environment", "encrypted"),
    [
        ("postgresql://db.example.com/shop", {}, "require"),
        ("postgresql://127.0.0.1/shop", {}, None),
        ("postgresql://localhost/shop", {}, None),
        ("postgresql://db.example.com/shop?sslmode=verify-full", {}, "verify-full"),
        ("postgresql://db.example.com/shop?sslmode=disable", {}, "disable"),
        ("postgresql:///shop?host=db.example.com", {}, "require"),
        ("postgres://db.example.com/shop", {}, "require"),
        ("postgresql+psycopg2://db.example.com/shop", {}, "require"),
        ("postgresql://db.example.com/shop", {"PGSSLMODE": "verify-ca"}, None),
    ],
)
def test_another_machine_is_asked_encrypted_unless_the_address_says_otherwise(
    url: str, environment: dict[str, str], encrypted: str | None
) -> None:
    engine = PostgreSql(sqlalchemy.make_url(url), FAST, environment).open()
    told: dict[str, object] = {}

    def note(_dialect: object, _record: object, _positional: object, named: dict[str, object]) -> None:
        told.update(named)
        raise ConnectionRefusedError

    sqlalchemy.event.listen(engine, "do_connect", note)
    with pytest.raises(ConnectionRefusedError):
        engine.connect()
    assert told.get("sslmode") == encrypted
