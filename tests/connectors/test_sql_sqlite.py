"""Orders from a file of SQLite: read, and never anything else."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from agent_console.config import RecordSettings
from agent_console.connectors.failure import LookUpError
from agent_console.connectors.sql_rows import MOST_ITEMS
from agent_console.connectors.sql_worker import THREADS
from agent_console.connectors.system_records import SystemRecords
from agent_console.domain.record import Freshness, Item, Money, Order, Source
from tests.connectors.sql_shop import LINES, QUERY, TABLES, Settings, forced, found, opened
from tests.connectors.system import MIRA
from tests.fakes import FrozenClock

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i), :email FROM n"
FAST = timedelta(milliseconds=300)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    # A name that an address in the form of a URI must escape.
    file = tmp_path / "shop #1 50%.db"
    with closing(sqlite3.connect(file)) as database:
        database.executescript(TABLES)
    return file


@pytest.fixture
def url(shop: Path) -> str:
    return f"sqlite:///{shop}"


async def read(settings: Settings) -> Sequence[object]:
    async with opened(settings) as rows:
        return (await found(rows)).rows


async def failure(settings: Settings) -> str:
    with pytest.raises(LookUpError) as raised:
        await read(settings)
    return str(raised.value)


async def test_rows_of_the_customer_come_as_the_query_orders_them(url: str) -> None:
    assert await read({"url": url}) == [
        {"id": 1, "ref": "A-1001", "mail": "mira@example.com", "placed": "2026-01-05", "total": 10.5},
        {"id": 2, "ref": "A-1002", "mail": "mira@example.com", "placed": "2026-02-05", "total": 20},
    ]


async def test_what_belongs_to_a_row_is_its_items(url: str) -> None:
    query = "SELECT id FROM purchase WHERE mail = :email ORDER BY id"
    assert await read({"url": url, "query": query, "items_query": LINES}) == [
        {"id": 1, "items": [{"title": "Mug, 100% clay", "count": 4}, {"title": "Teapot", "count": 1}]},
        {"id": 2, "items": []},
    ]


async def test_rows_become_orders_and_others_rows_are_dropped(url: str, clock: FrozenClock) -> None:
    everybodys = "SELECT * FROM purchase WHERE :email <> ''"
    settings = {
        "sql": {"url": url, "query": everybodys, "items_query": LINES},
        "name": "till",
        "owner": "mail",
        "timezone": "Europe/Oslo",
        "fields": {
            "number": "ref",
            "placed_at": "placed",
            "total": "total",
            "currency": "'EUR'",
            "items": "items",
            "item": {"name": "title", "quantity": "count"},
        },
    }
    async with SystemRecords(RecordSettings.model_validate({"orders": settings}), clock, {}) as records:
        record = await records.look_up(MIRA)
    assert record.orders == (
        Order("A-1002", placed_at=datetime(2026, 2, 5, 11, tzinfo=UTC), total=Money(Decimal(20), "EUR")),
        Order(
            "A-1001",
            placed_at=datetime(2026, 1, 5, 11, tzinfo=UTC),
            total=Money(Decimal("10.5"), "EUR"),
            items=(Item("Mug, 100% clay", 4), Item("Teapot", 1)),
        ),
    )
    assert record.sources == (Source("till", Freshness.FRESH, clock.now()),)


async def test_a_database_that_cannot_be_read_is_told_beside_its_name(clock: FrozenClock) -> None:
    sql = {"url": "sqlite:////nowhere/shop.db", "query": QUERY}
    settings = {"orders": {"sql": sql, "owner": "mail", "fields": {"number": "ref"}}}
    async with SystemRecords(RecordSettings.model_validate(settings), clock, {}) as records:
        record = await records.look_up(MIRA)
    assert record.failure == "orders: shop.db cannot be opened; check `url`"


async def test_the_address_may_be_a_secret(url: str, tmp_path: Path) -> None:
    (tmp_path / "address").write_text(f"{url}\n")
    async with opened({"url_env": "SHOP"}, SHOP=url) as rows:
        assert len((await found(rows)).rows) == 2
    assert len(await read({"url_file": tmp_path / "address"})) == 2


async def test_queries_may_be_files(url: str, tmp_path: Path) -> None:
    (tmp_path / "orders.sql").write_text("-- Paid ones.\nSELECT id FROM purchase WHERE mail = :email;\n")
    (tmp_path / "lines.sql").write_text(LINES)
    files = {"query_file": tmp_path / "orders.sql", "items_query_file": tmp_path / "lines.sql"}
    assert len(await read({"url": url, **files})) == 2


async def test_a_column_of_json_text_is_read_as_json(url: str) -> None:
    query = "SELECT :email AS mail, json_group_array(ref) AS refs FROM purchase"
    settings = {"url": url, "query": query, "json_columns": ["refs"]}
    assert await read(settings) == [{"mail": "mira@example.com", "refs": ["A-1001", "A-1002", "B-2001"]}]
    assert "the column `mail` holds no JSON" in await failure(settings | {"json_columns": ["mail"]})


async def test_a_percent_sign_and_a_colon_are_the_querys_own(url: str) -> None:
    query = r"SELECT '12\:30' AS at, title FROM line, purchase WHERE mail = :email AND title LIKE '%100%%'"
    assert (await read({"url": url, "query": query}))[0] == {"at": "12:30", "title": "Mug, 100% clay"}


async def test_more_rows_than_count_are_cut_and_told(url: str) -> None:
    async with opened({"url": url}, most=1) as rows:
        cut = await found(rows)
    assert [row["ref"] for row in cut.rows if isinstance(row, dict)] == ["A-1001"]
    assert cut.note == "the first 1 rows that the query finds"
    async with opened({"url": url}, most=2) as rows:
        assert (await found(rows)).note == ""


async def test_more_items_than_count_are_cut_and_told(url: str) -> None:
    many = "WITH RECURSIVE n(i) AS (SELECT :id UNION ALL SELECT i + 1 FROM n WHERE i < 300) SELECT i FROM n"
    async with opened({"url": url, "items_query": many}, most=1) as rows:
        cut = await found(rows)
    [row] = cut.rows
    assert isinstance(row, dict)
    assert row["items"] == [{"i": number} for number in range(1, MOST_ITEMS + 1)]
    assert cut.note.endswith("the first 200 items of a row")


@pytest.mark.parametrize(
    ("items_query", "reason"),
    [
        ("SELECT title FROM line WHERE purchase = :number", "binds `:number`, but no column"),
        ("SELECT colour FROM line WHERE purchase = :id", "no such column: colour"),
    ],
)
async def test_rows_whose_items_cannot_be_read_stay(url: str, items_query: str, reason: str) -> None:
    async with opened({"url": url, "items_query": items_query}) as rows:
        without = await found(rows)
    assert len(without.rows) == 2
    assert without.note.startswith("not all details could be read: ")
    assert reason in without.note


@pytest.mark.parametrize(
    "text",
    [
        "WITH x AS (SELECT 1) DELETE FROM purchase",
        "INSERT INTO purchase (id) VALUES (9)",
        "UPDATE purchase SET mail = 'x'",
        "CREATE TEMP TABLE copy (id)",
        "ATTACH 'other.db' AS other",
        "PRAGMA journal_mode = DELETE",
        "SELECT load_extension('x')",
    ],
)
def test_what_would_write_is_not_run_even_if_settings_took_it(url: str, shop: Path, text: str) -> None:
    before = shop.read_bytes()
    with pytest.raises(LookUpError, match="the query would change something, and is not run"):
        forced(url, text)
    assert shop.read_bytes() == before


async def test_pragmas_and_other_files_are_out_of_reach(url: str) -> None:
    pragma = "SELECT :email, * FROM pragma_database_list"
    assert "would change something" in await failure({"url": url, "query": pragma})


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"query": "SELECT colour FROM purchase WHERE mail = :email"}, "the query: no such column: colour"),
        ({"query": "SELECT id FROM sale WHERE mail = :email"}, "the query: no such table: sale"),
        ({"query": "SELECT id FROM purchase WHERE mail == = :email"}, 'the query: near "=": syntax error'),
        ({"query": "SELECT id, ref AS id FROM purchase WHERE mail = :email"}, "two columns called `id`"),
        ({"query": "SELECT id FROM purchase WHERE ref = :order_number"}, "order number is not known"),
        ({"url": "sqlite:////nowhere/shop.db"}, "shop.db cannot be opened; check `url`"),
    ],
)
async def test_a_reason_says_what_to_mend(url: str, changes: Settings, reason: str) -> None:
    assert reason in await failure({"url": url} | dict(changes))


async def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Remember the milk.\n" * 100)
    assert (
        await failure({"url": f"sqlite:///{tmp_path}/notes.txt"}) == "notes.txt is not a database of SQLite"
    )


async def test_a_missing_secret_is_told() -> None:
    assert "SHOP is not set" in await failure({"url_env": "SHOP"})


async def test_an_address_that_is_a_secret_is_not_quoted() -> None:
    for address in ("hunter2", "sqlite:///x.db?mode=rwc&key=hunter2", "nosuch://me:hunter2@db.example.com/x"):
        async with opened({"url_env": "SHOP"}, SHOP=address) as rows:
            with pytest.raises(LookUpError) as raised:
                await found(rows)
        assert "hunter2" not in str(raised.value)


async def test_a_query_without_end_is_ended(url: str) -> None:
    async with opened({"url": url, "query": ENDLESS}) as rows:
        # More than there are threads, so that each must be free again.
        for _ in range(THREADS + 1):
            with pytest.raises(TimeoutError):
                await found(rows, limit=FAST)


async def test_items_without_end_leave_the_rows(url: str) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT :id UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    async with opened({"url": url, "items_query": endless}) as rows:
        soon = asyncio.get_running_loop().time() + FAST.total_seconds()
        left = await rows.detailed([{"id": 1}], {}, soon)
    assert left.rows == [{"id": 1}]
    assert left.note == "not all details could be read: shop #1 50%.db did not answer in time"


async def test_a_look_up_that_is_cancelled_leaves_no_query_behind(url: str) -> None:
    async with opened({"url": url, "query": ENDLESS}) as rows:
        look_up = asyncio.create_task(found(rows))
        await asyncio.sleep(0)
        look_up.cancel()
        with pytest.raises(asyncio.CancelledError):
            await look_up
        # Closing waits for the threads, of which one would never end.


async def test_the_file_may_be_written_meanwhile(url: str, shop: Path) -> None:
    with closing(sqlite3.connect(shop)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("INSERT INTO purchase VALUES (4, 'A-1004', 'mira@example.com', '2026-04-05', 1)")
        async with opened({"url": url}) as rows:
            assert len((await found(rows)).rows) == 2
            writer.commit()
            assert len((await found(rows)).rows) == 3


async def test_a_file_that_is_locked_is_told(url: str, shop: Path) -> None:
    with closing(sqlite3.connect(shop, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        async with opened({"url": url}, limit=FAST) as rows:
            with pytest.raises(LookUpError, match=r"was locked for 0\.3 s"):
                await found(rows)


def test_sqlalchemy_is_imported_only_when_it_is_asked() -> None:
    program = "import sys, agent_console.bootstrap.console; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"sqlalchemy", "psycopg"} & set(run.stdout.split())
