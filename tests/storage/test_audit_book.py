"""The audit is read beside a console at work, and without one."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from agent_console.domain.audit import AuditLine, Outcome
from agent_console.domain.chat import ClientId, ConversationId
from agent_console.ports import JournalError
from agent_console.storage.audit_book import audited
from agent_console.storage.journal import SqliteJournal
from agent_console.storage.journal_audit import MOST_LINES
from agent_console.storage.lock import locked
from agent_console.storage.paths import ProfilePaths
from tests.fakes import START


def line(number: int) -> AuditLine:
    return AuditLine(START, Outcome.SENT, ClientId(f"draft-{number}"), ConversationId("ana"))


async def test_it_is_read_while_a_console_writes(tmp_path: Path) -> None:
    profile = ProfilePaths(tmp_path / "what? 100% #1")
    with locked(profile.lock):
        journal = SqliteJournal(profile.directory)
        await journal.audit(line(1))
        assert audited(profile) == [line(1)]
        await journal.audit(line(2))
        assert audited(profile) == [line(1), line(2)]
        await journal.aclose()
    assert audited(profile) == [line(1), line(2)]


async def test_reading_makes_no_files(tmp_path: Path) -> None:
    profile = ProfilePaths(tmp_path / "profile")
    assert audited(profile) == ()
    assert not profile.directory.exists()


async def test_a_damaged_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    profile = ProfilePaths(tmp_path)
    profile.outbox.write_bytes(b"no database at all" * 100)
    with pytest.raises(JournalError, match=r"outbox\.db cannot be read: .* Open the console once"):
        audited(profile)


async def test_a_damaged_line_is_left_out_and_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    profile = ProfilePaths(tmp_path)
    journal = SqliteJournal(tmp_path)
    for number in range(6):
        await journal.audit(line(number))
    damages = [
        "UPDATE audit_line SET at = 'noon' WHERE position = 1",
        "UPDATE audit_line SET features = '[0.1.2]' WHERE position = 2",
        "UPDATE audit_line SET snippets = '7' WHERE position = 3",
        "UPDATE audit_line SET outcome = 'lost' WHERE position = 4",
        "UPDATE audit_line SET features = x'00ff00' WHERE position = 5",
    ]
    with closing(sqlite3.connect(profile.outbox)) as file:
        for damage in damages:
            file.execute(damage)
        file.commit()
    assert journal.audited() == audited(profile) == list(journal.audit_trail(6)) == [line(5)]
    assert caplog.text.count("damaged") == 3 * len(damages)
    await journal.aclose()


async def test_a_file_from_before_there_was_an_audit_has_none(tmp_path: Path) -> None:
    profile = ProfilePaths(tmp_path)
    profile.outbox.touch()
    assert audited(profile) == []


async def test_of_very_many_lines_the_newest_are_kept(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path)
    await journal.audit(line(1))
    await journal.audit(line(2))
    with closing(sqlite3.connect(ProfilePaths(tmp_path).outbox)) as file:
        file.execute("UPDATE audit_line SET position = ? WHERE position = 2", (MOST_LINES,))
        file.commit()
    await journal.audit(line(3))
    assert journal.audited() == [line(2), line(3)]
    assert list(journal.audit_trail(MOST_LINES)) == [line(2), line(3)]
    assert list(journal.audit_trail(1)) == [line(3)]
    await journal.aclose()
