"""Where the agent was: kept whole, found by the next console, and a broken file costs nothing else."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.domain.arrangement import Arrangement
from agent_console.domain.chat import ConversationId, Promise
from agent_console.ports import JournalError
from agent_console.storage.arrangement_book import ArrangementBook
from agent_console.storage.paths import ProfilePaths
from tests.fakes import START

ANA, BEN = ConversationId("ana"), ConversationId("ben")
PROMISE = Promise(START + timedelta(minutes=5), "ring “Fjordpost”")
FULL = Arrangement(ANA, frozenset({BEN}), {ANA: 17, BEN: 2}, {BEN: PROMISE}, {ANA: 40})


def _last(folder: Path) -> Arrangement:
    book = ArrangementBook(folder)
    found = book.arrangement()
    book.close()
    return found


def test_at_first_there_is_nothing(tmp_path: Path) -> None:
    assert _last(tmp_path) == Arrangement()


def test_the_next_console_finds_what_was_kept_last(tmp_path: Path) -> None:
    book = ArrangementBook(tmp_path)
    book.keep(Arrangement(BEN))
    book.keep(FULL)
    assert _last(tmp_path) == FULL  # the first one is not closed: that is how a kill leaves it
    book.close()
    assert _last(tmp_path) == FULL


def test_a_broken_file_is_kept_aside_and_said(tmp_path: Path) -> None:
    ProfilePaths(tmp_path).arrangement.write_bytes(b"no database" * 100)
    book = ArrangementBook(tmp_path)
    assert book.arrangement() == Arrangement()
    assert ["arrangement.db" in notice for notice in book.notices] == [True]
    book.close()


def _overwritten(folder: Path, body: str) -> ArrangementBook:
    """Return a book whose row somebody else has written."""
    book = ArrangementBook(folder)
    book.keep(FULL)
    with closing(sqlite3.connect(ProfilePaths(folder).arrangement)) as connection, connection:
        connection.execute("UPDATE arrangement SET body = ?", (body,))
    return book


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", '{"attended": null, "notes": 1, "readings": {}}'])
def test_a_row_that_no_console_has_written_is_said_and_overwritten(tmp_path: Path, body: str) -> None:
    with closing(_overwritten(tmp_path, body)) as book:
        with pytest.raises(JournalError, match=r"arrangement\.db cannot be read"):
            book.arrangement()
        book.keep(FULL)
        assert book.arrangement() == FULL


def test_a_row_of_an_earlier_version_holds_no_promises(tmp_path: Path) -> None:
    with closing(_overwritten(tmp_path, '{"attended": "ana", "notes": [], "readings": {"ben": 2}}')) as book:
        assert book.arrangement() == Arrangement(ANA, frozenset(), {BEN: 2})
