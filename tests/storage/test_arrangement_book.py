"""Where the agent was: kept whole, found by the next console, and a broken file costs nothing else."""

from pathlib import Path

from agent_console.domain.arrangement import Arrangement
from agent_console.domain.chat import ConversationId
from agent_console.storage.arrangement_book import ArrangementBook
from agent_console.storage.paths import ProfilePaths

ANA, BEN = ConversationId("ana"), ConversationId("ben")
FULL = Arrangement(ANA, frozenset({BEN}), {ANA: 17, BEN: 2})


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
