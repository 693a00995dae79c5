"""Panes: numbers and places that stay, whatever comes and goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.chat import ConversationId
from agent_console.domain.panes import MOST_PANES, PANEL_WIDEST, PANEL_WIDTH, Panes, Shape, fit

A, B, C, D = (ConversationId(name) for name in "ABCD")


def panes(capacity: int, *held: ConversationId) -> Panes:
    grid = Panes(capacity)
    for conversation in held:
        grid.admit(conversation)
    return grid


@pytest.mark.parametrize(
    ("width", "height", "columns", "rows"),
    [(80, 24, 1, 1), (120, 40, 2, 1), (200, 60, 3, 2), (20, 5, 1, 1), (1000, 20, 12, 1), (100, 1000, 2, 6)],
)
def test_the_grid_fits_the_terminal(width: int, height: int, columns: int, rows: int) -> None:
    shape = fit(width, height)
    assert (shape.columns, shape.rows) == (columns, rows)


def test_a_huge_terminal_shows_at_most_twelve() -> None:
    shape = fit(1000, 1000)
    assert shape.capacity == MOST_PANES
    assert Shape(7, 2, 0).capacity == MOST_PANES


@pytest.mark.parametrize("most", range(1, MOST_PANES + 1))
def test_the_agent_may_want_fewer(most: int) -> None:
    assert 1 <= fit(1000, 1000, most).capacity <= most


def test_the_side_panel_stands_beside_the_panes_only_in_a_wide_terminal() -> None:
    assert fit(109, 40).side_panel == 0
    assert PANEL_WIDTH <= fit(110, 40).side_panel <= PANEL_WIDEST


def test_a_number_is_the_lowest_free_one_and_stays() -> None:
    grid = panes(1, A, B, C)
    assert [grid.number(c) for c in (A, B, C)] == [1, 2, 3]
    grid.release(B)
    grid.admit(D)
    assert [grid.number(c) for c in (A, B, C, D)] == [1, 0, 3, 2]
    assert grid.numbered(2) == D
    assert grid.numbered(9) is None
    assert grid.conversations == (A, C, D)


def test_admitting_twice_changes_nothing() -> None:
    grid = panes(2, A, A)
    assert grid.slots == (A, None)
    assert grid.free == 1


def test_what_is_admitted_unplaced_stays_in_the_strip() -> None:
    grid = Panes(1)
    grid.admit(A, placed=False)
    assert (grid.slots, grid.number(A)) == ((None,), 1)


def test_releasing_frees_the_place_and_moves_nobody() -> None:
    grid = panes(3, A, B, C)
    grid.release(B)
    grid.release(D)
    assert grid.slots == (A, None, C)


def test_releasing_what_has_no_place_frees_none() -> None:
    grid = panes(1, A, B)
    grid.release(B)
    assert grid.slots == (A,)


def test_bringing_takes_a_free_place_first() -> None:
    grid = panes(2, A, B, C)
    grid.release(A)
    grid.bring(C, instead_of=B)
    assert grid.slots == (C, B)


def test_bringing_replaces_the_one_named() -> None:
    grid = panes(2, A, B, C)
    grid.bring(C, instead_of=A)
    assert grid.slots == (C, B)


def test_bringing_replaces_the_last_place_by_default() -> None:
    grid = panes(2, A, B, C)
    grid.bring(C, instead_of=None)
    assert grid.slots == (A, C)


def test_bringing_what_is_shown_or_not_held_changes_nothing() -> None:
    grid = panes(1, A)
    grid.bring(A, instead_of=None)
    grid.bring(D, instead_of=A)
    assert grid.slots == (A,)


def test_refilling_goes_by_the_order_given_and_stops_when_full() -> None:
    grid = panes(1, A, B, C, D)
    grid.resize(3, keep=A)
    grid.refill([C, A, B, D])
    assert grid.slots == (A, C, B)


def test_growing_keeps_every_place() -> None:
    grid = panes(2, A, B)
    grid.release(A)
    grid.resize(4, keep=None)
    assert grid.slots == (None, B, None, None)


def test_shrinking_keeps_places_and_fills_the_free_ones() -> None:
    grid = panes(4, A, B, C, D)
    grid.release(A)
    grid.resize(2, keep=None)
    assert grid.slots == (C, B)


def test_shrinking_keeps_the_focused_one_on_screen() -> None:
    grid = panes(4, A, B, C, D)
    grid.resize(2, keep=D)
    assert grid.slots == (A, D)
    grid.resize(1, keep=D)
    assert list(grid.slots) == [D]


def test_a_zoomed_conversation_is_the_only_one_on_screen_and_the_places_stay() -> None:
    grid = panes(2, A, B)
    grid.zoom(B)
    assert (grid.slots, grid.places, grid.zoomed) == ((B,), (A, B), B)
    grid.zoom(None)
    assert grid.slots == (A, B)


def test_there_is_nothing_to_zoom_without_a_place_or_with_one_alone() -> None:
    grid = panes(1, A, B)
    grid.zoom(A)
    assert grid.zoomed is None
    grid.resize(2, keep=A)
    grid.zoom(B)
    assert grid.zoomed is None


def test_a_zoom_ends_with_its_conversation_and_where_one_place_is_left() -> None:
    grid = panes(2, A, B)
    grid.zoom(A)
    grid.resize(1, keep=A)
    assert grid.zoomed is None
    grid.resize(2, keep=A)
    grid.refill([B])
    grid.zoom(A)
    grid.release(A)
    assert grid.zoomed is None
    assert set(grid.slots) == {None, B}


def test_moving_changes_places() -> None:
    grid = panes(3, A, B)
    grid.move(A, 1)
    assert list(grid.slots) == [B, A, None]
    grid.move(A, 2)
    assert list(grid.slots) == [B, None, A]


def test_a_pinned_one_keeps_its_place() -> None:
    grid = panes(2, A, B, C, D)
    assert grid.pin(A)
    grid.bring(C, instead_of=A)
    assert grid.slots == (A, C)
    grid.unpin(A)
    grid.bring(D, instead_of=A)
    assert grid.slots == (D, C)


def test_the_last_place_is_not_pinned_nor_one_off_screen() -> None:
    grid = panes(2, A, B, C)
    assert not grid.pin(C)
    assert grid.pin(A)
    assert not grid.pin(B)
    assert grid.pinned == {A}


def test_shrinking_keeps_the_pinned_ones_on_screen_and_the_focused_one_first() -> None:
    grid = panes(4, A, B, C, D)
    grid.pin(D)
    grid.resize(2, keep=A)
    assert grid.slots == (A, D)
    grid.resize(1, keep=A)
    assert list(grid.slots) == [A]


def test_where_all_places_are_pinned_the_agent_still_goes_anywhere() -> None:
    grid = panes(3, A, B, C)
    grid.pin(A)
    grid.pin(B)
    grid.resize(1, keep=A)
    grid.bring(C, instead_of=A)
    assert grid.slots == (C,)


def test_a_pin_ends_with_its_conversation() -> None:
    grid = panes(2, A, B)
    grid.pin(A)
    grid.release(A)
    assert not grid.pinned


def test_a_size_that_is_known_has_everybody_where_they_stood() -> None:
    grid = panes(4, A, B, C, D)
    before = (D, None, A, B)
    grid.resize(1, keep=D)
    grid.resize(4, keep=D, wanted=before)
    assert list(grid.slots) == [D, None, None, None]
    grid.refill([C, B, A])
    assert list(grid.slots) == [D, C, A, B]


def test_a_place_that_waits_is_not_given_to_who_is_more_urgent() -> None:
    grid = panes(2, A, B, C)
    grid.resize(1, keep=A)
    grid.resize(2, keep=A, wanted=(A, B))
    grid.refill([C, B])
    assert grid.slots == (A, B)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["admit", "strip", "release", "bring", "resize", "refill", "zoom", "move", "pin", "unpin"]
        ),
        st.sampled_from([A, B, C, D]),
        st.integers(min_value=1, max_value=5),
    )
)


def take(grid: Panes, step: str, conversation: ConversationId, size: int) -> None:
    """Do one thing to the places."""
    match step:
        case "admit" | "strip":
            grid.admit(conversation, placed=step == "admit")
        case "bring":
            grid.bring(conversation, None)
        case "resize":
            grid.resize(size, keep=conversation)
        case "refill":
            grid.refill(grid.conversations)
        case "zoom":
            grid.zoom(conversation if size % 2 else None)
        case "move" if conversation in grid.places and size <= len(grid.places):
            grid.move(conversation, size - 1)
        case "release" | "pin" | "unpin":
            getattr(grid, step)(conversation)


@given(STEPS)
def test_whatever_happens_numbers_stay_and_places_are_sound(
    steps: list[tuple[str, ConversationId, int]],
) -> None:
    grid, numbers = Panes(2), dict[ConversationId, int]()
    for step, conversation, size in steps:
        was_placed = conversation in grid.places
        take(grid, step, conversation, size)
        if step == "resize":
            assert len(grid.places) == size
            assert conversation in grid.places or not was_placed
        if step == "release":
            numbers.pop(conversation, None)
        elif grid.number(conversation):
            numbers.setdefault(conversation, grid.number(conversation))
        shown = [c for c in grid.places if c is not None]
        assert len(shown) == len(set(shown))
        assert set(shown) <= numbers.keys()
        assert grid.slots == (grid.places if grid.zoomed is None else (grid.zoomed,))
        assert grid.zoomed is None or grid.zoomed in shown
        assert grid.pinned <= numbers.keys()
        assert {c: grid.number(c) for c in numbers} == numbers
        assert sorted(numbers.values()) == sorted(set(numbers.values()))
