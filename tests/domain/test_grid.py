"""Columns and rows: shared out without a rest, resized within what can be read, and panes that stay put."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.grid import (
    LEAST_HEIGHT,
    LEAST_WIDTH,
    Axis,
    Direction,
    Grid,
    Room,
    carried,
    grown,
    shares,
    shifted,
)

ROOM = Room(150, 60)
CELLS = st.lists(st.integers(1, 80), min_size=1, max_size=6)


@given(st.integers(0, 500), st.lists(st.integers(1, 200), min_size=1, max_size=8))
def test_shares_leave_no_rest(room: int, weights: list[int]) -> None:
    cells = shares(room, weights)
    assert sum(cells) == room
    assert len(cells) == len(weights)


def test_shares_follow_the_weights() -> None:
    assert shares(100, (1, 3)) == (25, 75)
    assert shares(10, (1, 1, 1)) == (3, 3, 4)


@given(CELLS, st.data())
def test_growing_gives_and_takes_the_same_and_spares_the_small(cells: list[int], data: st.DataObject) -> None:
    track = data.draw(st.integers(0, len(cells) - 1))
    by, least = data.draw(st.integers(-20, 20)), 10
    result = grown(cells, track, by, least)
    assert sum(result) == sum(cells)
    assert all(now >= min(before, least) for before, now in zip(cells, result, strict=True))
    assert (result[track] - cells[track]) * by >= 0


def test_growing_takes_from_the_largest_and_gives_to_the_smallest() -> None:
    assert grown((40, 60, 50), 0, 10, 30) == (50, 50, 50)
    assert grown((60, 40, 50), 0, -12, 30) == (48, 51, 51)


def test_growing_stops_where_nobody_else_has_any_left() -> None:
    assert grown((40, 31, 30), 0, 4, 30) == (41, 30, 30)
    assert grown((31, 40), 0, -4, 30) == (30, 41)
    assert grown((40,), 0, 4, 30) == (40,)


def test_a_border_moves_between_its_two_neighbours_only() -> None:
    assert shifted((50, 50, 50), 0, 7, 30) == (57, 43, 50)
    assert shifted((50, 50, 50), 1, -99, 30) == (50, 30, 70)
    assert shifted((50, 50), 0, 99, 30) == (70, 30)


def test_a_border_between_two_that_are_too_small_already_stays() -> None:
    assert shifted((20, 20), 0, 5, 30) == (20, 20)
    assert shifted((20, 20), 0, -5, 30) == (20, 20)


def test_a_resized_grid_shows_what_was_asked_for() -> None:
    grid = Grid.even(3, 2)
    assert grid.grown(Axis.COLUMN, 0, 4, ROOM).cells(Axis.COLUMN, ROOM) == (54, 48, 48)
    assert grid.shifted(Axis.ROW, 0, 27, ROOM).cells(Axis.ROW, ROOM) == (27, 33)
    assert grid.shifted(Axis.COLUMN, 1, 110, ROOM).cells(Axis.COLUMN, ROOM) == (50, 60, 40)


def test_a_border_that_is_gone_is_not_moved() -> None:
    grid = Grid.even(2, 1)
    assert grid.shifted(Axis.ROW, 0, 27, ROOM) is grid
    assert grid.shifted(Axis.COLUMN, 1, 27, ROOM) is grid


def test_where_there_is_less_room_the_large_ones_give_to_the_small() -> None:
    grid = Grid((140, 30, 30), (47, 10))
    assert grid.cells(Axis.COLUMN, ROOM) == (90, 30, 30)
    assert grid.cells(Axis.ROW, Room(150, 25)) == (15, 10)
    assert grid.cells(Axis.COLUMN, Room(60, 60)) == (20, 20, 20)
    assert grid.cells(Axis.COLUMN, Room(71, 60)) == (25, 23, 23)


@pytest.mark.parametrize(
    ("place", "towards", "there"),
    [
        (0, Direction.RIGHT, 1),
        (0, Direction.DOWN, 3),
        (0, Direction.LEFT, None),
        (0, Direction.UP, None),
        (5, Direction.LEFT, 4),
        (5, Direction.UP, 2),
        (5, Direction.RIGHT, None),
        (5, Direction.DOWN, None),
    ],
)
def test_places_have_neighbours(place: int, towards: Direction, there: int | None) -> None:
    assert Grid.even(3, 2).neighbour(place, towards) == there


def test_a_place_is_in_a_column_and_a_row() -> None:
    assert Grid.even(3, 2).track(4, Axis.COLUMN) == 1
    assert Grid.even(3, 2).track(4, Axis.ROW) == 1


def test_panes_stay_in_their_column_and_row_when_there_are_more_of_them() -> None:
    assert carried("ABCD", Grid.even(2, 2), Grid.even(3, 2)) == ("A", "B", None, "C", "D", None)
    assert carried("ABCD", Grid.even(2, 2), Grid.even(1, 3)) == ("A", "C", None)


def test_only_what_can_be_read_fits() -> None:
    assert Grid.even(2, 1).fits(Room(2 * LEAST_WIDTH, 5))
    assert not Grid.even(2, 1).fits(Room(2 * LEAST_WIDTH - 1, 5))
    assert not Grid.even(1, 2).fits(Room(20, 2 * LEAST_HEIGHT - 1))
    assert Grid.even(1, 1).fits(Room(1, 1))
