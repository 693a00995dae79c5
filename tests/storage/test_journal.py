"""The journal: what it took is there after a restart, a kill or a full disk, in order."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent_console.domain.audit import AuditLine, Outcome
from agent_console.domain.chat import ClientId, ConversationId, Mode
from agent_console.domain.customer import CustomerId
from agent_console.domain.draft import Draft, Insertion
from agent_console.domain.outbox import Intent
from agent_console.domain.stop import Stop
from agent_console.domain.verdict import Rule, Ruling
from agent_console.ports import JournalError
from agent_console.storage import journal_draft
from agent_console.storage.journal import SqliteJournal
from tests.storage.disk import full_disk

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ANA, BEN = ConversationId("ana"), ConversationId("ben")


def intent(name: str, conversation: ConversationId = ANA, number: int = 0) -> Intent:
    customer = CustomerId("customer")
    return Intent(ClientId(name), conversation, customer, 3, Mode.REPLY, f"text {name} é🦊", NOON, number)


def draft(conversation: ConversationId, text: str) -> Draft:
    identity = ClientId(f"draft-{conversation}")
    return Draft(conversation, CustomerId("customer"), 3, text=text, cursor=len(text), id=identity)


def kept_aside(directory: Path, name: str) -> Path:
    """Return the one file that was kept aside under a name of its own."""
    (kept,) = directory.glob(f"{name}.kept-*")
    return kept


def modes(directory: Path) -> dict[str, int]:
    """Return who may do what with a directory and its files."""
    paths = (directory, *directory.iterdir())
    return {str(path.relative_to(directory)): path.stat().st_mode & 0o777 for path in paths}


@pytest.fixture
async def journal(tmp_path: Path) -> AsyncIterator[SqliteJournal]:
    journal = SqliteJournal(tmp_path / "profile")
    yield journal
    await journal.aclose()


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "profile"


async def test_a_new_journal_is_empty_and_says_nothing(journal: SqliteJournal) -> None:
    assert (list(journal.outstanding()), list(journal.rejected()), list(journal.drafts())) == ([], [], [])
    assert journal.numbers() == {}
    assert journal.notices == ()


async def test_accepted_replies_come_back_as_they_were_and_in_order(journal: SqliteJournal) -> None:
    intents = [intent("a"), intent("b", BEN, 7), replace(intent("c"), mode=Mode.NOTE)]
    for one in intents:
        await journal.accept(one)
    assert journal.outstanding() == intents


async def test_a_numbered_reply_keeps_its_number(journal: SqliteJournal) -> None:
    await journal.accept(intent("a"))
    await journal.number(intent("a", number=4))
    assert [one.number for one in journal.outstanding()] == [4]


async def test_a_settled_reply_leaves_its_number_behind(journal: SqliteJournal) -> None:
    await journal.accept(intent("a"))
    await journal.accept(intent("b"))
    await journal.settle(intent("a", number=4))
    await journal.settle(intent("x", number=2))
    assert [one.client_id for one in journal.outstanding()] == ["b"]
    assert journal.numbers() == {ANA: 4}


async def test_a_rejected_reply_keeps_its_reason_and_loses_its_number(journal: SqliteJournal) -> None:
    await journal.accept(intent("a", number=4))
    await journal.reject(intent("a", number=4), "the chat is closed")
    assert journal.outstanding() == []
    assert journal.rejected() == [(intent("a"), "the chat is closed")]


async def test_a_retried_reply_is_outstanding_behind_the_others(journal: SqliteJournal) -> None:
    for name in ("a", "b"):
        await journal.accept(intent(name))
    await journal.reject(intent("a"), "the chat is closed")
    await journal.accept(intent("a"))
    assert [one.client_id for one in journal.outstanding()] == ["b", "a"]
    assert journal.rejected() == []


async def test_a_dropped_reply_is_forgotten(journal: SqliteJournal) -> None:
    await journal.accept(intent("a"))
    await journal.drop(ClientId("a"))
    assert journal.outstanding() == []


async def test_a_delayed_reply_is_not_outstanding_before_it_is_accepted(journal: SqliteJournal) -> None:
    await journal.delay(intent("a"))
    await journal.accept(intent("b"))
    assert journal.delayed() == [intent("a")]
    assert journal.outstanding() == [intent("b")]
    await journal.accept(intent("a"))
    assert journal.delayed() == []
    assert journal.outstanding() == [intent("b"), intent("a")]


async def test_a_retracted_reply_is_forgotten_and_an_accepted_one_is_not(journal: SqliteJournal) -> None:
    await journal.delay(intent("a"))
    await journal.delay(intent("b"))
    await journal.accept(intent("b"))
    for name in ("a", "b"):
        await journal.retract(ClientId(name))
    assert (journal.delayed(), journal.outstanding()) == ([], [intent("b")])


async def test_a_delayed_reply_that_is_stopped_counts_as_failed(journal: SqliteJournal) -> None:
    await journal.delay(intent("a"))
    await journal.reject(intent("a"), "the reply before it was taken back")
    assert journal.delayed() == []
    assert journal.rejected() == [(intent("a"), "the reply before it was taken back")]


async def test_the_audit_never_has_the_text(journal: SqliteJournal, directory: Path) -> None:
    line = AuditLine(
        at=NOON,
        outcome=Outcome.OVERRIDDEN,
        draft=ClientId("a"),
        conversation=ConversationId("ana"),
        pane=3,
        snippets=(("billing.refund", "5f3a"),),
        ruling=Ruling.ASK,
        rule=Rule.NAME,
        waited_seconds=12.5,
        open_conversations=6,
        score=2.25,
        features=(0.5, 1.0),
        model="first",
    )
    await journal.audit(line)
    assert journal.audited() == [line]
    with closing(sqlite3.connect(directory / "outbox.db")) as file:
        (row,) = file.execute("SELECT * FROM audit_line").fetchall()
    assert row[2:5] == ("overridden", "a", "ana")


async def test_many_at_once_are_kept_in_the_order_of_the_calls(journal: SqliteJournal) -> None:
    intents = [intent(str(number)) for number in range(300)]
    async with asyncio.TaskGroup() as tasks:
        for one in intents:
            tasks.create_task(journal.accept(one))
    assert journal.outstanding() == intents


async def test_a_change_that_nobody_waits_for_any_more_disturbs_no_other(journal: SqliteJournal) -> None:
    first = asyncio.create_task(journal.accept(intent("a")))
    second = asyncio.create_task(journal.accept(intent("b")))
    await asyncio.sleep(0)
    first.cancel()
    await second
    assert [one.client_id for one in journal.outstanding()][-1] == "b"


async def test_everything_is_there_after_a_restart(journal: SqliteJournal, directory: Path) -> None:
    await journal.accept(intent("a", number=1))
    await journal.settle(intent("z", number=9))
    journal.save_draft(draft(ANA, "half a sen"))
    await journal.aclose()
    second = SqliteJournal(directory)
    assert second.outstanding() == [intent("a", number=1)]
    assert second.numbers() == {ANA: 9}
    assert second.drafts() == [draft(ANA, "half a sen")]
    assert second.device == journal.device
    assert second.notices == ()
    await second.aclose()


async def test_two_installations_have_different_devices(journal: SqliteJournal, tmp_path: Path) -> None:
    other = SqliteJournal(tmp_path / "other")
    assert other.device != journal.device
    assert len(other.device) >= 32
    await other.aclose()


# Drafts


def test_a_draft_survives_with_all_that_belongs_to_it() -> None:
    stop = Stop(2, 5, 1, ("a", "b"), required=True, path="order.number")
    source = Insertion(
        "shop.status", (("order.number", "48213"),), CustomerId("customer"), "v1", ("customer.name",)
    )
    whole = replace(draft(ANA, "ab\ud800\ncd"), stops=(stop,), insertions=(source,), began_at=7, at=0)
    assert journal_draft.decode(journal_draft.encode(whole)) == whole


async def test_an_edit_replaces_the_draft_and_an_empty_one_is_forgotten(journal: SqliteJournal) -> None:
    journal.save_draft(draft(ANA, "a"))
    journal.save_draft(draft(BEN, "b"))
    journal.save_draft(draft(ANA, "ab"))
    assert [one.text for one in journal.drafts()] == ["ab", "b"]
    journal.save_draft(draft(ANA, ""))
    assert [one.text for one in journal.drafts()] == ["b"]


async def test_many_edits_keep_the_log_short(journal: SqliteJournal, directory: Path) -> None:
    log = directory / "drafts.db-wal"
    for number in range(2 * journal_draft.CHECKPOINT_EVERY):
        journal.save_draft(draft(ANA, "x" * number))
        if number + 1 == journal_draft.CHECKPOINT_EVERY:
            await journal.drop(ClientId("waits behind the checkpoint"))
            halfway = log.stat().st_size
    assert log.stat().st_size < 1.9 * halfway
    assert journal.drafts()[0].text == "x" * (2 * journal_draft.CHECKPOINT_EVERY - 1)


# Faults


async def test_a_full_disk_is_said_and_nothing_half_is_kept(journal: SqliteJournal) -> None:
    await journal.accept(intent("a"))
    with full_disk():
        with pytest.raises(JournalError, match=r"outbox\.db cannot be used"):
            await journal.accept(intent("b"))
        with pytest.raises(JournalError, match=r"drafts\.db cannot be used"):
            journal.save_draft(draft(ANA, "a"))
    assert journal.outstanding() == [intent("a")]
    await journal.accept(intent("c"))
    journal.save_draft(draft(ANA, "ab"))
    assert journal.outstanding() == [intent("a"), intent("c")]
    assert journal.drafts() == [draft(ANA, "ab")]


async def test_a_bug_in_a_change_reaches_the_one_who_asked(journal: SqliteJournal) -> None:
    with pytest.raises(UnicodeEncodeError):
        await journal.accept(replace(intent("a"), text="\ud800"))
    await journal.accept(intent("b"))
    assert journal.outstanding() == [intent("b")]


def test_a_directory_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalError, match=r"outbox\.db cannot be used"):
        SqliteJournal(tmp_path / "file" / "profile")


def test_a_file_that_is_none_is_said_and_left_alone(directory: Path) -> None:
    (directory / "outbox.db").mkdir(parents=True)
    with pytest.raises(JournalError, match=r"outbox\.db cannot be used"):
        SqliteJournal(directory)
    assert (directory / "outbox.db").is_dir()


@pytest.mark.parametrize("name", ["outbox.db", "drafts.db"])
async def test_a_damaged_file_is_kept_aside_and_said(
    journal: SqliteJournal, directory: Path, name: str
) -> None:
    await journal.accept(intent("a"))
    journal.save_draft(draft(ANA, "a"))
    await journal.aclose()
    damaged = b"this was a database once" * 200
    (directory / name).write_bytes(damaged)
    second = SqliteJournal(directory)
    (notice,) = second.notices
    kept = kept_aside(directory, name)
    assert kept.read_bytes() == damaged
    assert name in notice
    assert kept.name in notice
    await second.accept(intent("b"))
    second.save_draft(draft(BEN, "b"))
    assert second.outstanding()[-1] == intent("b")
    await second.aclose()


async def test_a_file_damaged_inside_is_found_out(journal: SqliteJournal, directory: Path) -> None:
    for number in range(200):
        await journal.accept(intent(str(number)))
    await journal.aclose()
    with (directory / "outbox.db").open("r+b") as file:
        file.seek(4096 * 2)
        file.write(b"\xff" * 4096 * 3)
    second = SqliteJournal(directory)
    assert "is damaged" in second.notices[0]
    await second.aclose()


async def test_a_newer_file_is_kept_aside_and_said(journal: SqliteJournal, directory: Path) -> None:
    await journal.accept(intent("a"))
    await journal.aclose()
    with closing(sqlite3.connect(directory / "outbox.db")) as file:
        file.execute("PRAGMA user_version = 99")
    second = SqliteJournal(directory)
    assert "newer version" in second.notices[0]
    assert second.outstanding() == []
    kept = kept_aside(directory, "outbox.db")
    with closing(sqlite3.connect(kept)) as file:
        assert file.execute("SELECT client_id FROM reply").fetchall() == [("a",)]
    await second.aclose()


async def test_every_file_is_its_owners_alone(journal: SqliteJournal, directory: Path) -> None:
    await journal.accept(intent("a"))
    journal.save_draft(draft(ANA, "a"))
    found = modes(directory)
    assert found.pop(".") == 0o700
    assert found == dict.fromkeys(found, 0o600)
    assert "outbox.db-wal" in found


KILLED = """
import asyncio, sys
from pathlib import Path
from tests.storage.test_journal import ANA, SqliteJournal, draft, intent

async def main():
    journal = SqliteJournal(Path(sys.argv[1]))
    for number in range(1_000_000):
        journal.save_draft(draft(ANA, "x" * (number + 1)))
        print("draft", number + 1, flush=True)
        await journal.accept(intent(str(number)))
        print("accepted", number, flush=True)

asyncio.run(main())
"""


@pytest.mark.parametrize("after", [3, 10, 31])
def test_after_a_kill_everything_that_was_promised_is_there(directory: Path, after: int) -> None:
    command = [sys.executable, "-c", KILLED, str(directory)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        promised = [process.stdout.readline().split() for _ in range(after)]
        process.kill()
        promised += [line.split() for line in process.stdout if line.endswith("\n")]
    accepted = [number for kind, number in promised if kind == "accepted"]
    typed = max(int(number) for kind, number in promised if kind == "draft")
    journal = SqliteJournal(directory)
    assert [one.client_id for one in journal.outstanding()][: len(accepted)] == accepted
    assert len(journal.drafts()[0].text) >= typed
    asyncio.run(journal.aclose())
