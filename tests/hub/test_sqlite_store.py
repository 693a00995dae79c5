"""The store on SQLite: the file that it is, and what the disk can do to it."""

import sqlite3
from pathlib import Path

import pytest

from agent_console.hub.clock import HubClock
from agent_console.hub.database.enrolment import add_agent
from agent_console.hub.database.migration import VERSION
from agent_console.hub.database.schema import open_database
from agent_console.hub.database.sqlite_store import SqliteStore
from agent_console.hub.outcome import (
    Posted,
)
from agent_console.hub.store import StoreError
from tests.hub.ledger_case import StoreCase, code


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "hub.db"


def writer_of(case: StoreCase) -> sqlite3.Connection:
    """Return the connection that writes."""
    assert isinstance(case.store, SqliteStore)
    return case.store._writer.database


async def test_a_full_disk_is_said_and_nothing_is_lost_when_there_is_room_again(case: StoreCase) -> None:
    joined = await case.taken()
    writer = writer_of(case)  # the limit holds for the connection that writes
    (pages,) = writer.execute("PRAGMA page_count").fetchone()
    writer.execute(f"PRAGMA max_page_count = {pages}")
    acknowledged, number = 0, 2
    while isinstance(outcome := await case.store.commit(case.said(joined, "x" * 9000, number)), Posted):
        acknowledged, number = acknowledged + 1, number + 1
    assert code(outcome) == "busy"
    assert code(await case.store.commit(case.said(joined, "x" * 9000, number))) == "busy"
    assert len(await case.texts(joined.conversation)) == 1 + acknowledged
    writer.execute("PRAGMA max_page_count = 1000000")
    assert isinstance(await case.store.commit(case.said(joined, "x" * 9000, number)), Posted)
    assert len(await case.texts(joined.conversation)) == 2 + acknowledged


async def test_a_locked_database_is_said(case: StoreCase) -> None:
    joined = await case.taken()
    writer_of(case).execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(str(case.place), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert code(await case.store.commit(case.said(joined, "two", 2))) == "busy"
    other.close()
    assert isinstance(await case.store.commit(case.said(joined, "two", 2)), Posted)


def test_commits_wait_for_the_disk(tmp_path: Path) -> None:
    database = open_database(tmp_path / "hub.db")
    assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert database.execute("PRAGMA synchronous").fetchone() == (2,)
    assert (tmp_path / "hub.db").stat().st_mode & 0o777 == 0o600
    database.close()


@pytest.mark.parametrize("content", [b"this is no database" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hub.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"hub\.db: .*; move the file away"):
        SqliteStore(path, HubClock())
    assert path.read_bytes() == content


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hub.db"
    database = open_database(path)
    database.execute(f"PRAGMA user_version = {VERSION + 1}")
    database.close()
    with pytest.raises(StoreError, match="made by a newer agent-console"):
        open_database(path)


def test_a_database_of_something_else_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE agent (x)")
    with pytest.raises(StoreError, match="a database of something else"):
        open_database(path)
    assert other.execute("SELECT name FROM sqlite_schema").fetchall() == [("agent",)]
    other.close()


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is the folder there"):
        add_agent(tmp_path / "none" / "hub.db", "Ann")


def test_an_sqlite_too_old_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(StoreError, match=r"the hub needs 3\.37 or newer"):
        open_database(tmp_path / "hub.db")


def test_no_token_is_kept(tmp_path: Path) -> None:
    token = add_agent(tmp_path / "hub.db", "Ann")
    assert len(token) >= 43
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("hub.db*"))
    assert token.encode() not in kept
    assert b"Ann" in kept
