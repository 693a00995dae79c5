"""Databases that the console has no ways of its own for: read by whatever driver is there."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from agent_console.connectors.failure import LookUpError
from tests.connectors.sql_shop import LINES, TABLES, forced, found, opened


class UnknownDialect(SQLiteDialect_pysqlite):
    """A database of another name, which in truth is a file of SQLite."""

    name = "otherbase"
    supports_statement_cache = True


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    with closing(sqlite3.connect(tmp_path / "shop.db")) as database:
        database.executescript(TABLES)
    registry.register("otherbase", __name__, UnknownDialect.__name__)
    yield f"otherbase:///{tmp_path}/shop.db"
    registry.impls.pop("otherbase")


async def test_its_rows_are_read_with_their_items(url: str) -> None:
    async with opened({"url": url, "items_query": LINES}) as rows:
        assert [len(row["items"]) for row in (await found(rows)).rows if isinstance(row, dict)] == [2, 0]


async def test_a_mistake_is_told_without_what_was_bound(url: str) -> None:
    async with opened({"url": url, "query": "SELECT colour FROM purchase WHERE mail = :email"}) as rows:
        with pytest.raises(LookUpError) as raised:
            await found(rows)
    assert str(raised.value) == "otherbase cannot be read (OperationalError)"


def test_what_is_changed_all_the_same_is_rolled_back(url: str, tmp_path: Path) -> None:
    forced(url, "UPDATE purchase SET mail = 'x' RETURNING id")
    with closing(sqlite3.connect(tmp_path / "shop.db")) as database:
        assert database.execute("SELECT count(*) FROM purchase WHERE mail = 'x'").fetchone() == (0,)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (
            "oracle+oracledb://db.example.com/shop",
            "the driver `oracledb` for db.example.com is not installed",
        ),
        ("nosuchbase://db.example.com/shop", "the driver for db.example.com is not installed"),
    ],
)
async def test_a_driver_that_is_not_there_is_named(url: str, reason: str) -> None:
    async with opened({"url": url}) as rows:
        with pytest.raises(LookUpError) as raised:
            await found(rows)
    assert str(raised.value) == reason
