"""Usage counts: right at once, there after a restart, and a damaged file does not stop the console."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agent_console.domain.usage import Usage
from agent_console.ports import JournalError, SnippetUsage
from agent_console.storage.usage_book import UsageBook
from tests.storage.disk import full_disk

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


@contextmanager
def opened(directory: Path) -> Iterator[UsageBook]:
    with closing(UsageBook(directory)) as book:
        yield book


def test_uses_are_counted_with_the_last_time(tmp_path: Path) -> None:
    with opened(tmp_path) as book:
        usage: SnippetUsage = book
        usage.used("greeting.hello", NOON)
        usage.used("greeting.hello", LATER)
        usage.used("refund.eta", NOON)

        assert usage.counts() == {"greeting.hello": Usage(2, LATER), "refund.eta": Usage(1, NOON)}


def test_they_are_there_after_a_restart(tmp_path: Path) -> None:
    with opened(tmp_path) as book:
        book.used("greeting.hello", NOON)
    with opened(tmp_path) as again:
        again.used("greeting.hello", LATER)
        assert again.counts() == {"greeting.hello": Usage(2, LATER)}
    with opened(tmp_path) as third:
        assert third.counts() == {"greeting.hello": Usage(2, LATER)}


def test_a_damaged_file_is_kept_aside_and_told(tmp_path: Path) -> None:
    (tmp_path / "usage.db").write_bytes(b"no database" * 100)

    with opened(tmp_path) as book:
        assert book.counts() == {}
        assert "usage.db is damaged: it is kept as usage.db.kept-" in " ".join(book.notices)


def test_a_use_that_the_disk_does_not_take_is_told_and_not_counted(tmp_path: Path) -> None:
    with opened(tmp_path) as book:
        with full_disk(), pytest.raises(JournalError, match=r"usage.db cannot be used"):
            book.used("greeting.hello", NOON)
        assert book.counts() == {}
