"""Entries in columns: all of them in sight, whatever the size, and headings never alone."""

import pytest

from agent_console.ui.key.columns import Section, Shape, columns

MENU = [Section("a", [*range(15)]), Section("b", [*range(12)]), Section("c", [*range(3)])]
LONG = [*MENU, Section("d", [*range(9)]), Section("e", [*range(16)]), Section("f", [*range(8)])]

CRAMMED = [Section(str(size), [*range(size)]) for size in (15, 17, 3, 10, 15, 8)]


def shape(width: int, height: int) -> Shape:
    return Shape(width - 5, height - 5, comfortable=26, narrowest=18)


@pytest.mark.parametrize("sections", [MENU, LONG, CRAMMED], ids=["few", "many", "most"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_all_entries_are_within_the_room(sections: list[Section[int]], size: tuple[int, int]) -> None:
    room = shape(*size)
    width, laid = columns(sections, room)
    assert width * len(laid) <= room.width
    assert max(map(len, laid)) <= room.height
    shown = [cell for column in laid for cell in column if isinstance(cell, int)]
    assert shown == [entry for section in sections for entry in section.entries]


def test_columns_are_comfortable_where_there_is_room() -> None:
    width, laid = columns(LONG, shape(200, 60))
    assert width == 26
    assert all(isinstance(column[0], str) for column in laid), "no section is split"


def test_sections_go_on_in_the_next_column_only_where_they_must() -> None:
    _, laid = columns(LONG, shape(80, 24))
    assert any(str(column[0]).endswith("…") for column in laid)
    assert all(not isinstance(column[-1], str) for column in laid), "no heading stands alone"


def test_what_fits_nowhere_is_still_laid_out() -> None:
    _, laid = columns(LONG, Shape(20, 5, comfortable=26, narrowest=18))
    assert sum(isinstance(cell, int) for column in laid for cell in column) == 63
