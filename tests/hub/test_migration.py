"""A database of an older format opens, keeps everything, and looks like a new one."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from agent_console.domain.chat import AgentId, Author, ClientId, ConversationId, Status
from agent_console.domain.customer import CustomerId
from agent_console.domain.history import Move
from agent_console.hub.command import Claim, Join, Joined, Post, Posted, Repeated
from agent_console.hub.database.migration import VERSION
from agent_console.hub.database.schema import APPLICATION, StoreError, open_database
from agent_console.wire.frame import HistoryLine, Profile, Topic
from tests.hub.ledger_case import opened

FORMAT_1 = Path(__file__).with_name("format_1.sql").read_text()
KAREN, MIRA, NOAH = ConversationId("c1"), ConversationId("c2"), ConversationId("c3")
ANN = AgentId("ann")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    old = tmp_path / "hub.db"
    with closing(sqlite3.connect(old)) as database:
        database.executescript(FORMAT_1)
    return old


async def test_conversations_and_messages_are_kept(path: Path) -> None:
    async with opened(path) as case:
        holding = await case.store.holding(KAREN)
        assert holding is not None
        facts = holding.facts
        assert (holding.owner, holding.owner_name, facts.fence, facts.status) == (ANN, "Ann", 1, Status.OPEN)
        assert facts.profile == Profile("Karen Doe", "karen@example.com", "555-0100", "en", "A-1", "48213")
        assert facts.topic == Topic("late parcel", "https://shop.example.com/", "chat", "billing")
        assert (holding.head, holding.heard) == (3, 3)
        assert await case.texts(KAREN) == ["where is it?", "I look", "thanks"]
        assert [m.heard for m in await case.store.heard(KAREN, 0, 9)] == [1, 2, 3]
        assert await case.store.held_by(ANN) == [KAREN]
        assert [h.facts.id for h in await case.store.queue(9)] == [NOAH]
        closed = await case.store.holding(MIRA)
        assert closed is not None
        assert closed.facts.status is Status.CLOSED


async def test_work_goes_on_where_it_was(path: Path) -> None:
    async with opened(path) as case:
        reply = Post(
            *(Author.AGENT, ANN, "Ann", KAREN, ClientId("r1"), "console", 1, "I look"),
            Claim(CustomerId("karen"), 1),
        )
        assert await case.store.commit(reply) == Repeated(2, 3000, 2)
        more = Post(Author.CUSTOMER, "karen", "Karen Doe", KAREN, ClientId("m3"), "phone", 3, "and now?")
        posted = await case.store.commit(more)
        assert isinstance(posted, Posted)
        assert (posted.message.sequence, posted.message.heard, posted.owner) == (4, 4, ANN)
        feed = await case.store.messages_after(0, 99)
        assert [(entry.id, entry.message.text) for entry in feed] == [
            *((1, "where is it?"), (2, "I look"), (3, "a refund please"), (4, "thanks")),
            *((5, "hello?"), (6, "and now?")),
        ]
        again = Join(CustomerId("mira"), b"\x0b", Profile("Mira Roe"), Topic("refund"))
        assert await case.store.commit(again) == Joined(CustomerId("mira"), MIRA, "Mira Roe")


async def test_the_history_is_kept_with_names_and_stays_append_only(path: Path) -> None:
    async with opened(path) as case:
        assert await case.store.steps(MIRA, 0, 9) == [
            HistoryLine(3, 3100, Move.QUEUED, "", ""),
            HistoryLine(4, 4000, Move.TAKEN, "Ben", ""),
            HistoryLine(5, 5000, Move.CLOSED, "Ben", ""),
        ]
    with closing(sqlite3.connect(path)) as database:
        for statement in ("UPDATE history SET by = 'Eve'", "DELETE FROM history"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                database.execute(statement)


def test_an_older_file_becomes_the_same_as_a_new_one(path: Path, tmp_path: Path) -> None:
    assert structure(path) == structure(tmp_path / "new.db")
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert database.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_migration_that_fails_leaves_the_file_as_it_was(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("DELETE FROM customer WHERE id = 'noah'")
        database.commit()
        before = list(database.iterdump())
    with pytest.raises(StoreError, match="a row belongs to a conversation or an agent that is not there"):
        open_database(path)
    with closing(sqlite3.connect(path)) as database:
        assert list(database.iterdump()) == before
        assert database.execute("PRAGMA user_version").fetchone() == (1,)


def structure(path: Path) -> list[tuple[str, str]]:
    """Return how each table, index and trigger is made."""
    with closing(open_database(path)) as database:
        return database.execute(
            "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
        ).fetchall()
