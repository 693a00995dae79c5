"""The audit is read beside a console at work, and without one."""

from pathlib import Path

import pytest

from agent_console.domain.audit import AuditLine, Outcome
from agent_console.domain.chat import ClientId, ConversationId
from agent_console.ports import JournalError
from agent_console.storage.audit_book import audited
from agent_console.storage.journal import SqliteJournal
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


async def test_a_file_from_before_there_was_an_audit_has_none(tmp_path: Path) -> None:
    profile = ProfilePaths(tmp_path)
    profile.outbox.touch()
    assert audited(profile) == []
