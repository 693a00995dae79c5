"""Layouts on disk: there after a restart, the latest last, and no more of them than are of use."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from agent_console.domain.chat import ConversationId
from agent_console.domain.grid import Grid, Room
from agent_console.domain.layout import Layout, Roster
from agent_console.ports import JournalError, LayoutMemory
from agent_console.storage.layout_shelf import LayoutShelf
from tests.storage.disk import full_disk

A, B = ConversationId("chat a"), ConversationId("chat b")
LARGE, SMALL = Room(200, 60), Room(80, 24)
UNEVEN = Layout(Grid((60, 44, 44), (30, 27)), (A, None, B, None, None, None))
ROSTER = Roster({A: 1, B: 4}, frozenset({B}))


@contextmanager
def opened(directory: Path) -> Iterator[LayoutShelf]:
    with closing(LayoutShelf(directory)) as shelf:
        yield shelf


def test_what_is_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    with opened(tmp_path) as shelf:
        memory: LayoutMemory = shelf
        assert (memory.layouts(), memory.roster()) == ({}, Roster())
        memory.keep(LARGE, UNEVEN, ROSTER)
    with opened(tmp_path) as again:
        assert again.layouts() == {LARGE: UNEVEN}
        assert again.roster() == ROSTER


def test_the_one_used_last_is_the_last(tmp_path: Path) -> None:
    one = Layout(Grid(), (A,))
    with opened(tmp_path) as shelf:
        shelf.keep(LARGE, UNEVEN, ROSTER)
        shelf.keep(SMALL, one, ROSTER)
        assert list(shelf.layouts()) == [LARGE, SMALL]
        shelf.keep(LARGE, UNEVEN, ROSTER)
        assert list(shelf.layouts().items()) == [(SMALL, one), (LARGE, UNEVEN)]


def test_who_has_left_is_forgotten(tmp_path: Path) -> None:
    with opened(tmp_path) as shelf:
        shelf.keep(LARGE, UNEVEN, ROSTER)
        shelf.keep(LARGE, Layout(UNEVEN.grid, (B, *[None] * 5)), Roster({B: 4}))
        assert shelf.layouts()[LARGE].places == (B, *[None] * 5)
        assert shelf.roster() == Roster({B: 4})


def test_a_window_that_is_dragged_through_many_sizes_does_not_fill_the_file(tmp_path: Path) -> None:
    with opened(tmp_path) as shelf:
        for width in range(100, 200):
            shelf.keep(Room(width, 60), UNEVEN, ROSTER)
        kept = list(shelf.layouts())
    assert kept == [Room(width, 60) for width in range(150, 200)]


def test_a_damaged_file_is_kept_aside_and_told(tmp_path: Path) -> None:
    (tmp_path / "layouts.db").write_bytes(b"no database" * 100)
    with opened(tmp_path) as shelf:
        assert shelf.layouts() == {}
        assert "layouts.db is damaged: it is kept as layouts.db.kept-" in " ".join(shelf.notices)


@pytest.mark.parametrize("weights", ["", "many", "0 0", "-3 4", "1.5", b"\xff"])
def test_what_no_console_has_written_is_forgotten_and_told_once(tmp_path: Path, weights: str | bytes) -> None:
    with opened(tmp_path) as shelf:
        shelf.keep(SMALL, Layout(Grid(), (A,)), ROSTER)
        shelf.keep(LARGE, UNEVEN, ROSTER)
    with closing(sqlite3.connect(tmp_path / "layouts.db")) as file, file:
        file.execute("UPDATE layout SET row_weights = ? WHERE width = 200", (weights,))
        file.execute("UPDATE roster SET number = 'x' WHERE conversation = 'chat a'")
    with opened(tmp_path) as shelf:
        assert shelf.layouts() == {SMALL: Layout(Grid(), (A,))}
        assert shelf.roster() == Roster({B: 4}, frozenset({B}))
        assert "layouts.db was damaged" in " ".join(shelf.notices)
    with opened(tmp_path) as again:
        assert again.notices == ()


def test_what_the_disk_does_not_take_leaves_the_last_as_it_was(tmp_path: Path) -> None:
    with opened(tmp_path) as shelf:
        shelf.keep(LARGE, UNEVEN, ROSTER)
        with full_disk(), pytest.raises(JournalError, match=r"layouts.db cannot be used"):
            shelf.keep(SMALL, UNEVEN, Roster())
        assert list(shelf.layouts()) == [LARGE]
        assert shelf.roster() == ROSTER
