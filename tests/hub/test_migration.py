"""A database of an older format opens, keeps everything, and looks like a new one."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from agent_console.domain.chat import AgentId, Author, ClientId, ConversationId, Status
from agent_console.domain.customer import CustomerId
from agent_console.domain.history import Move
from agent_console.hub.command import Claim, End, Join, Post
from agent_console.hub.database.migration import MIGRATIONS, VERSION
from agent_console.hub.database.schema import APPLICATION, open_database
from agent_console.hub.outcome import Joined, Moved, Posted, Repeated
from agent_console.hub.store import StoreError
from agent_console.wire.frame import HistoryLine, Profile, Topic
from tests.hub.ledger_case import opened

FORMAT_1 = Path(__file__).with_name("format_1.sql").read_text()
FORMAT_2 = Path(__file__).with_name("format_2.sql").read_text()
"""What stood in the tables of that format, which the first two migrations make."""
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


async def test_the_chats_of_the_first_format_are_told(path: Path) -> None:
    async with opened(path) as case:
        [mira] = await case.store.episodes(CustomerId("mira"))
        assert (mira.conversation, mira.first, mira.last) == (MIRA, 1, 1)
        assert (mira.chat.status, mira.chat.subject) == (Status.CLOSED, "refund")
        assert (mira.chat.opened_ms, mira.chat.closed_ms) == (3100, 5000)
        [karen] = await case.store.episodes(CustomerId("karen"))
        assert (karen.first, karen.last, karen.chat.status, karen.chat.closed_ms) == (1, 3, Status.OPEN, 0)
        lines = await case.store.episode_lines(CustomerId("karen"), karen.chat.id, 0, 9)
        assert lines is not None
        assert [line.text for line in lines] == ["where is it?", "I look", "thanks"]


@pytest.fixture
def path_2(tmp_path: Path) -> Path:
    """A database of format 2: one conversation that was begun four times, twice by its customer."""
    old = tmp_path / "hub.db"
    with closing(sqlite3.connect(old)) as database:
        for script in MIGRATIONS[:2]:
            database.executescript(script)
        database.executescript(FORMAT_2)
    return old


async def test_the_chats_of_the_second_format_have_their_bounds_and_ratings(path_2: Path) -> None:
    async with opened(path_2) as case:
        episodes = await case.store.episodes(CustomerId("karen"))
        told = [(e.first, e.last, e.chat.opened_ms, e.chat.closed_ms, e.chat.outcome) for e in episodes]
        assert told == [
            (6, 6, 9000, 0, ""),
            (4, 5, 7000, 8000, "refunded"),
            (3, 3, 5000, 6000, "left"),
            (1, 2, 1000, 3000, "solved"),
        ]
        assert [episode.chat.rating for episode in episodes] == [0, 5, 0, 2]
        assert [episode.chat.tags for episode in episodes] == [("late",), (), (), ()]
        assert [episode.chat.subject for episode in episodes] == ["refund", "still not", "gone?", "where?"]
        facts = await case.store.holding(KAREN)
        assert facts is not None
        assert facts.facts.profile == Profile("Karen Doe", "karen@example.com")
        closed = await case.store.commit(End(ANN, KAREN, 3, 6, "done"))
        assert isinstance(closed, Moved)
        [newest, *_] = await case.store.episodes(CustomerId("karen"))
        assert (newest.chat.outcome, newest.chat.status, newest.chat.tags) == (
            "done",
            Status.CLOSED,
            ("late",),
        )


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
