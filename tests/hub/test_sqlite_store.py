"""The store: what is committed, what is refused, and what the disk can do to it."""

import asyncio
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from agent_console.domain.chat import ClientId, ConversationId, Status
from agent_console.domain.customer import CustomerId
from agent_console.domain.history import Move
from agent_console.hub.clock import HubClock
from agent_console.hub.command import Accept, Claim, End, Join, Resume, TakeOver
from agent_console.hub.database.enrolment import add_agent
from agent_console.hub.database.migration import VERSION
from agent_console.hub.database.schema import open_database
from agent_console.hub.database.sqlite_store import BATCH, SqliteStore
from agent_console.hub.outcome import (
    AcceptingChanged,
    Joined,
    Moved,
    Outcome,
    Posted,
    Rejected,
    Repeated,
    Unchanged,
)
from agent_console.hub.secret import digest
from agent_console.hub.store import StoreError
from agent_console.wire.frame import Profile, Topic
from tests.hub.ledger_case import StoreCase, code, opened


async def test_sequences_have_no_holes(case: StoreCase) -> None:
    joined = await case.taken()
    posts = [case.reply(joined, "one", 1), case.said(joined, "two", 2), case.reply(joined, "three", 2)]
    outcomes = [await case.store.commit(post) for post in posts]
    assert [o.message.sequence for o in outcomes if isinstance(o, Posted)] == [2, 3, 4]
    assert await case.texts(joined.conversation) == ["hello", "one", "two", "three"]


async def test_a_repeat_gets_the_first_answer(case: StoreCase) -> None:
    joined = await case.taken()
    first = await case.store.commit(case.reply(joined, "one", 1))
    assert isinstance(first, Posted)
    again = await case.store.commit(case.reply(joined, "one", 1))
    assert again == Repeated(2, first.message.sent_ms, 2)


async def test_a_repeat_inside_one_commit_is_a_repeat(case: StoreCase) -> None:
    joined = await case.taken()
    reply = case.reply(joined, "one", 1)
    outcomes = await asyncio.gather(*(case.store.commit(reply) for _ in range(5)))
    assert [type(outcome) for outcome in outcomes] == [Posted, *[Repeated] * 4]


async def test_an_id_used_for_something_else_is_a_conflict(case: StoreCase) -> None:
    karen, mira = await case.taken(1), await case.taken(2)
    reply = case.reply(karen, "one", 1)
    await case.store.commit(reply)
    other_chat = replace(reply, conversation=mira.conversation, claim=Claim(mira.customer, 1))
    for other in (replace(reply, text="two"), other_chat):
        assert code(await case.store.commit(other)) == "conflict"


async def test_ids_of_different_writers_do_not_meet(case: StoreCase) -> None:
    karen, mira = await case.join(1), await case.join(2)
    for joined in (karen, mira):
        outcome = await case.store.commit(case.said(joined, "hello", 1, "same id"))
        assert isinstance(outcome, Posted)


@pytest.mark.parametrize("number", [0, 2, 100])
async def test_a_send_number_that_is_not_the_next_is_refused(case: StoreCase, number: int) -> None:
    joined = await case.taken()
    assert code(await case.store.commit(case.reply(joined, "one", number))) == "gap"
    assert isinstance(await case.store.commit(case.reply(joined, "one", 1)), Posted)


async def test_a_refused_reply_leaves_its_number_free(case: StoreCase) -> None:
    joined = await case.taken()
    assert code(await case.store.commit(case.reply(joined, "one", 1, fence=9))) == "fence"
    assert isinstance(await case.store.commit(case.reply(joined, "two", 1)), Posted)


async def test_a_used_number_is_not_used_again(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(case.reply(joined, "one", 1))
    other = replace(case.reply(joined, "two", 1), client_id=ClientId("other"))
    assert code(await case.store.commit(other)) == "gap"


async def test_devices_count_separately(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(case.reply(joined, "one", 1))
    other = replace(case.reply(joined, "two", 1), client_id=ClientId("other"), device="laptop")
    assert isinstance(await case.store.commit(other), Posted)


async def test_only_the_owner_under_the_present_fence_may_reply(case: StoreCase) -> None:
    joined = await case.taken()
    refused = [
        case.reply(joined, "x", 1, fence=0),
        case.reply(joined, "x", 1, fence=2),
        case.reply(joined, "x", 1, agent=case.ben),
    ]
    assert [code(await case.store.commit(post)) for post in refused] == ["fence"] * 3
    wrong = replace(case.reply(joined, "x", 1), claim=Claim(CustomerId("other"), 1))
    assert code(await case.store.commit(wrong)) == "customer"
    lost = replace(case.reply(joined, "x", 1), conversation=ConversationId("none"))
    assert code(await case.store.commit(lost)) == "unknown"
    assert await case.texts(joined.conversation) == ["hello"]


async def test_a_reply_to_a_closed_conversation_is_refused(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(End(case.ann, joined.conversation, 1, head=9))
    assert code(await case.store.commit(case.reply(joined, "x", 1))) == "closed"


async def test_one_commit_gives_a_conversation_to_one_agent(case: StoreCase) -> None:
    joined = await case.join()
    await case.store.commit(case.said(joined, "hello", 1))
    ann, ben = await asyncio.gather(
        case.store.commit(TakeOver(case.ann, joined.conversation)),
        case.store.commit(TakeOver(case.ben, joined.conversation)),
    )
    assert ann == Moved(Move.TAKEN, joined.conversation, joined.customer, None, case.ann, queue_changed=True)
    assert ben == Rejected("taken", "Ann has taken it")
    assert await case.store.commit(TakeOver(case.ann, joined.conversation)) == Unchanged(joined.conversation)


async def test_the_longest_wait_is_taken_first_and_the_queue_shows_it(case: StoreCase) -> None:
    joined = [await case.join(number) for number in (1, 2, 3)]
    for customer in (joined[1], joined[0], joined[2]):
        await case.store.commit(case.said(customer, "hello", 1))
    queue = await case.store.queue(10)
    assert [holding.facts.customer for holding in queue] == [joined[n].customer for n in (1, 0, 2)]
    taken = await case.store.commit(TakeOver(case.ann))
    assert isinstance(taken, Moved)
    assert taken.conversation == joined[1].conversation
    assert len(await case.store.queue(1)) == 1


async def test_taking_what_cannot_be_taken(case: StoreCase) -> None:
    joined = await case.join()
    assert code(await case.store.commit(TakeOver(case.ann))) == "empty"
    assert code(await case.store.commit(TakeOver(case.ann, joined.conversation))) == "closed"
    assert code(await case.store.commit(Resume(case.ann, joined.conversation))) == "closed"
    assert code(await case.store.commit(TakeOver(case.ann, ConversationId("none")))) == "unknown"
    assert code(await case.store.commit(End(case.ann, joined.conversation, 0, head=9))) == "fence"


async def test_a_closed_conversation_can_be_reopened_or_queues_again(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(End(case.ann, joined.conversation, 1, head=9))
    outcome = await case.store.commit(Resume(case.ben, joined.conversation))
    assert outcome == Moved(Move.REOPENED, joined.conversation, joined.customer, None, case.ben)
    holding = await case.store.holding(joined.conversation)
    assert holding is not None
    assert (holding.owner, holding.facts.fence, holding.facts.status) == (case.ben, 2, Status.OPEN)
    await case.store.commit(End(case.ben, joined.conversation, 2, head=9))
    queued = await case.store.commit(case.said(joined, "again", 2))
    assert isinstance(queued, Posted)
    assert queued.queued
    assert [h.facts.id for h in await case.store.queue(10)] == [joined.conversation]


async def test_what_its_customer_has_just_written_keeps_a_conversation_open(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(case.reply(joined, "goodbye", 1))
    await case.store.commit(case.said(joined, "one more thing", 2))
    assert code(await case.store.commit(End(case.ann, joined.conversation, 1, head=2))) == "unread"
    assert code(await case.store.commit(End(case.ben, joined.conversation, 1, head=2))) == "fence"
    assert await case.store.held_by(case.ann) == [joined.conversation]
    await case.store.commit(case.reply(joined, "yes?", 2))
    assert isinstance(await case.store.commit(End(case.ann, joined.conversation, 1, head=3)), Moved)


async def test_every_move_is_kept_and_cannot_be_changed(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(End(case.ann, joined.conversation, 1, head=9))
    await case.store.commit(Resume(case.ben, joined.conversation))
    with sqlite3.connect(case.path) as database:
        rows = database.execute("SELECT move, agent, fence FROM history ORDER BY id").fetchall()
        expected = [("queued", None, 0), ("taken", case.ann, 1), ("closed", case.ann, 1)]
        assert rows == [*expected, ("reopened", case.ben, 2)]
        for statement in ("UPDATE history SET agent = NULL", "DELETE FROM history"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                database.execute(statement)
    database.close()


async def test_a_customer_comes_back_by_secret_only(case: StoreCase) -> None:
    joined = await case.join()
    assert await case.join() == joined
    stranger = Join(joined.customer, digest("guess"), Profile("Mallory"), Topic())
    assert code(await case.store.commit(stranger)) == "secret"


async def test_availability_is_kept(case: StoreCase) -> None:
    assert await case.store.commit(Accept(case.ann, False)) == AcceptingChanged(case.ann, False)
    account = await case.store.account(digest(add_agent(case.path, "Ann")))
    assert account is not None
    assert (account.id, account.accepting) == (case.ann, False)


async def test_everything_is_there_after_reopening(tmp_path: Path) -> None:
    async with opened(tmp_path / "hub.db") as case:
        joined = await case.taken()
        await case.store.commit(case.reply(joined, "one", 1))
    async with opened(tmp_path / "hub.db") as again:
        assert await again.texts(joined.conversation) == ["hello", "one"]
        assert await again.store.held_by(case.ann) == [joined.conversation]
        assert isinstance(await again.store.commit(again.reply(joined, "one", 1)), Repeated)
        assert isinstance(await again.store.commit(again.reply(joined, "two", 2)), Posted)


async def test_listeners_hear_the_order_of_commits_before_anybody_is_answered(tmp_path: Path) -> None:
    heard: list[Outcome] = []
    async with opened(tmp_path / "hub.db", heard.append) as case:
        joined = [await case.join(number) for number in range(3 * BATCH)]
        heard.clear()

        async def say(customer: Joined) -> bool:
            return await case.store.commit(case.said(customer, "hello", 1)) in heard

        assert all(await asyncio.gather(*(say(customer) for customer in joined)))
        order = [outcome.conversation for outcome in heard if isinstance(outcome, Posted)]
        assert order == [customer.conversation for customer in joined]


async def test_many_commands_share_one_commit(case: StoreCase) -> None:
    joined = [await case.join(number) for number in range(BATCH)]
    outcomes = await asyncio.gather(*(case.store.commit(case.said(c, "hello", 1)) for c in joined))
    stamps = {outcome.message.sent_ms for outcome in outcomes if isinstance(outcome, Posted)}
    assert len(stamps) == 1  # a transaction has one stamp


async def test_a_full_disk_is_said_and_nothing_is_lost_when_there_is_room_again(case: StoreCase) -> None:
    joined = await case.taken()
    writer = case.store._writer.database  # the limit holds for the connection that writes
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
    case.store._writer.database.execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(case.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert code(await case.store.commit(case.said(joined, "two", 2))) == "busy"
    other.close()
    assert isinstance(await case.store.commit(case.said(joined, "two", 2)), Posted)


async def test_stamps_follow_the_monotonic_clock_when_the_wall_clock_jumps(tmp_path: Path) -> None:
    wall, elapsed = 1_000_000.0, 50.0
    clock = HubClock(wall=lambda: wall, monotonic=lambda: elapsed)
    async with opened(tmp_path / "hub.db", clock=clock) as case:
        joined = await case.join()
        first = await case.store.commit(case.said(joined, "one", 1))
        wall, elapsed = wall - 3600, elapsed + 2
        second = await case.store.commit(case.said(joined, "two", 2))
    assert isinstance(first, Posted)
    assert isinstance(second, Posted)
    assert second.message.sent_ms - first.message.sent_ms == 2000
    assert clock.age_ms(first.message.sent_ms) == 2000
    assert clock.age_ms(clock.now_ms() + 5000) == 0


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


async def test_a_new_token_ends_the_old_one(tmp_path: Path) -> None:
    old = add_agent(tmp_path / "hub.db", "Dan")
    new = add_agent(tmp_path / "hub.db", "Dan")
    async with opened(tmp_path / "hub.db") as case:
        assert await case.store.account(digest(old)) is None
        account = await case.store.account(digest(new))
        assert account is not None
        assert account.name == "Dan"


def test_no_token_is_kept(tmp_path: Path) -> None:
    token = add_agent(tmp_path / "hub.db", "Ann")
    assert len(token) >= 43
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("hub.db*"))
    assert token.encode() not in kept
    assert b"Ann" in kept
