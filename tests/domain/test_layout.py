"""Layouts are found again by the size of the terminal, while they still suit it."""

from agent_console.domain.chat import ConversationId
from agent_console.domain.grid import Grid, Room
from agent_console.domain.layout import Layout, LayoutBook, Roster, seated
from agent_console.domain.reservation import Seat

A, B, C = (ConversationId(name) for name in "ABC")
LARGE, LARGER, SMALL = Room(200, 60), Room(202, 61), Room(80, 24)
UNEVEN = Layout(Grid((60, 44, 44), (1, 1)), (A, B))


def test_a_new_terminal_is_divided_as_panes_fit() -> None:
    assert LayoutBook({}).layout(LARGE, 12) == Layout(Grid.even(3, 2))
    assert LayoutBook({}).layout(SMALL, 12) == Layout(Grid())


def test_a_known_size_is_divided_as_before() -> None:
    book = LayoutBook({LARGE: UNEVEN})
    assert book.layout(LARGE, 12) == UNEVEN
    assert book.layout(SMALL, 12) == Layout(Grid())


def test_a_size_with_as_much_room_takes_after_the_last_one() -> None:
    other = Layout(Grid((50, 50, 48), (1, 1)))
    book = LayoutBook({LARGE: UNEVEN, Room(201, 60): other})
    assert book.layout(LARGER, 12) == other
    assert book.layout(LARGE, 12) == UNEVEN


def test_a_layout_that_no_longer_suits_is_not_used() -> None:
    book = LayoutBook({LARGE: UNEVEN, SMALL: Layout(Grid.even(5, 1))})
    assert book.layout(LARGE, 4).grid.capacity <= 4
    assert book.layout(SMALL, 12) == Layout(Grid())


def test_what_is_noted_is_the_latest() -> None:
    book = LayoutBook({LARGE: UNEVEN, SMALL: Layout(Grid())})
    assert book.latest() == Layout(Grid())
    book.note(LARGE, UNEVEN)
    assert book.latest() == UNEVEN


def test_everybody_has_a_seat() -> None:
    seats = Roster({A: 4, B: 1, C: 2}).seats(Layout(Grid.even(2, 1), (None, A)))
    assert seats == {A: Seat(4, 1), B: Seat(1), C: Seat(2)}
    assert seated(seats, 2) == (None, A)
