"""How the panes stand: changed by the agent only, kept by terminal size, and found again."""

from collections.abc import Mapping

from agent_console.domain.chat import Conversation, ConversationId
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.desk import Desk
from agent_console.domain.events import ConversationOpened
from agent_console.domain.grid import Axis, Direction, Grid, Room
from agent_console.domain.layout import Layout, Roster
from agent_console.domain.panes import Panes
from agent_console.ports import JournalError
from agent_console.services.layouts import Layouts
from tests.fakes import FrozenClock

A, B, C, D = (ConversationId(name) for name in "ABCD")
LARGE, SMALL = Room(200, 60), Room(80, 24)
PANES = Room(148, 57)
"""What the record leaves of a large terminal."""


class Memory:
    """Keeps layouts for a next start; a full one refuses."""

    def __init__(self) -> None:
        self.kept: dict[Room, Layout] = {}
        self.last = Roster()
        self.writes = 0
        self.full = False

    def layouts(self) -> Mapping[Room, Layout]:
        """Return what was kept."""
        return self.kept

    def roster(self) -> Roster:
        """Return what was kept."""
        return self.last

    def keep(self, size: Room, layout: Layout, roster: Roster) -> None:
        """Keep it."""
        if self.full:
            raise JournalError("layouts.db cannot be used: the disk is full")
        self.writes += 1
        self.kept.pop(size, None)
        self.kept[size], self.last = layout, roster


class Office:
    """A desk with panes in a terminal."""

    def __init__(self, memory: Memory | None = None) -> None:
        self.desk, self.panes = Desk(), Panes()
        self.layouts = Layouts(self.desk, self.panes, FrozenClock(), memory)

    def come(self, *conversations: ConversationId) -> None:
        """Let conversations come to the desk."""
        for conversation in conversations:
            held = Conversation(conversation, Customer(CustomerId(f"of {conversation}"), "Mira Holm"))
            self.desk.apply(ConversationOpened(held), 0.0)
            self.panes.admit(conversation)


def office(*conversations: ConversationId, size: Room = LARGE, memory: Memory | None = None) -> Office:
    """Return an office with conversations in a terminal of that size."""
    opened = Office(memory)
    opened.layouts.fit(size, 12, None)
    opened.come(*conversations)
    return opened


def test_a_column_more_leaves_everybody_in_column_and_row() -> None:
    desk = office(A, B, C, D)
    assert desk.layouts.divide(1, 0, A)
    assert list(desk.panes.places) == [A, B, C, None, D, None, None, None]
    assert desk.layouts.divide(-1, 0, A)
    assert list(desk.panes.places) == [A, B, C, D, None, None]


def test_there_are_no_more_columns_than_can_be_read_and_one_at_least() -> None:
    desk = office(A, B)
    assert desk.layouts.divide(1, 0, A)
    assert not desk.layouts.divide(1, 0, A)
    small = office(A, size=SMALL)
    assert not small.layouts.divide(-1, 0, A)
    assert not small.layouts.divide(0, -1, A)
    assert small.layouts.divide(1, 0, A)


def test_there_are_no_more_panes_than_the_settings_say() -> None:
    desk = Office()
    desk.layouts.fit(LARGE, 4, None)
    assert desk.layouts.grid.capacity <= 4
    assert not desk.layouts.divide(3, 0, None)


def test_new_places_are_filled_by_the_agents_own_key() -> None:
    desk = office(A, B, size=SMALL)
    assert list(desk.panes.places) == [A]
    desk.layouts.divide(1, 0, A)
    assert list(desk.panes.places) == [A, B]


def test_the_attended_conversation_stays_where_columns_go() -> None:
    desk = office(A, B, C, D)
    desk.layouts.divide(-2, 0, C)
    assert C in desk.panes.places


def test_a_pane_moves_to_its_neighbour_and_no_further() -> None:
    desk = office(A, B)
    assert desk.layouts.move(A, Direction.RIGHT)
    assert desk.layouts.move(A, Direction.DOWN)
    assert list(desk.panes.places) == [B, None, None, None, A, None]
    assert not desk.layouts.move(A, Direction.DOWN)


def test_a_column_grows_within_what_can_be_read() -> None:
    desk = office(A, B)
    assert desk.layouts.grow(B, Axis.COLUMN, 4, PANES)
    assert desk.layouts.grid.cells(Axis.COLUMN, PANES) == (47, 53, 48)
    while desk.layouts.grow(B, Axis.COLUMN, 4, PANES):
        pass
    assert desk.layouts.grid.cells(Axis.COLUMN, PANES) == (30, 88, 30)


def test_a_border_is_dragged() -> None:
    desk = office(A, B)
    for to in (30, 33):
        assert desk.layouts.drag(Axis.ROW, 0, to, PANES)
    assert desk.layouts.grid.cells(Axis.ROW, PANES) == (33, 24)
    assert not desk.layouts.drag(Axis.ROW, 0, 33, PANES)
    assert desk.layouts.zoom(A)
    assert not desk.layouts.drag(Axis.ROW, 0, 30, PANES)


def test_a_zoom_goes_along_and_back_all_are_where_they_were() -> None:
    desk = office(A, B)
    assert desk.layouts.zoom(A)
    assert (desk.layouts.grid, desk.panes.slots) == (Grid(), (A,))
    desk.layouts.show(B, A)
    assert list(desk.panes.slots) == [B]
    assert desk.layouts.zoom(B)
    assert list(desk.panes.slots) == [A, B, None, None, None, None]


def test_what_fits_best_is_there_again_with_one_key() -> None:
    desk = office(A, B)
    desk.layouts.divide(1, 0, A)
    desk.layouts.zoom(A)
    desk.layouts.restore(A)
    assert (desk.layouts.grid, desk.panes.zoomed) == (Grid.even(3, 2), None)


def test_a_terminal_that_is_as_large_as_before_shows_everybody_where_they_stood() -> None:
    desk = office(A, B, C, D)
    desk.layouts.move(D, Direction.RIGHT)
    desk.layouts.grow(D, Axis.COLUMN, 8, PANES)
    before = desk.layouts.grid, desk.panes.places
    desk.layouts.keep()
    desk.layouts.fit(SMALL, 12, B)
    assert list(desk.panes.places) == [B]
    desk.layouts.keep()
    desk.layouts.fit(LARGE, 12, B)
    desk.layouts.refill()
    assert (desk.layouts.grid, desk.panes.places) == before


def test_the_next_start_finds_sizes_places_numbers_and_pins() -> None:
    memory = Memory()
    first = office(A, B, C, memory=memory)
    first.layouts.grow(A, Axis.COLUMN, 4, PANES)
    first.layouts.move(A, Direction.DOWN)
    first.layouts.pin(A)
    first.panes.release(B)
    first.layouts.keep()

    again = Office(memory)
    again.come(C)
    again.layouts.fit(LARGE, 12, None)
    again.come(A, D)
    assert again.panes.pinned == {A}
    assert [again.panes.number(who) for who in (A, C, D)] == [1, 3, 2]
    assert again.panes.places[2:4] == (C, A)
    assert again.layouts.grid == first.layouts.grid


def test_nothing_waits_for_those_who_have_left_meanwhile() -> None:
    memory = Memory()
    office(A, B, memory=memory).layouts.keep()
    again = Office(memory)
    again.panes.expect_only({B})
    again.layouts.fit(LARGE, 12, None)
    again.come(C, B)
    assert again.panes.places[:2] == (C, B)
    assert again.panes.number(C) == 1


def test_what_is_awaited_is_not_forgotten_before_it_comes() -> None:
    memory = Memory()
    office(A, B, memory=memory).layouts.keep()
    offline = Office(memory)
    offline.layouts.fit(LARGE, 12, None)
    offline.layouts.keep()
    assert memory.last.numbers == {A: 1, B: 2}
    assert memory.kept[LARGE].places[:2] == (A, B)


def test_what_is_known_is_not_written_again() -> None:
    memory = Memory()
    desk = office(A, memory=memory)
    for _ in range(3):
        desk.layouts.keep()
    assert memory.writes == 1
    desk.layouts.pin(A)
    desk.layouts.keep()
    assert memory.writes == 2


def test_a_full_disk_is_told_and_tried_again() -> None:
    memory = Memory()
    desk = office(A, memory=memory)
    memory.full = True
    desk.layouts.keep()
    assert "full" in desk.layouts.trouble
    memory.full = False
    desk.layouts.keep()
    assert not desk.layouts.trouble
    assert memory.last.numbers == {A: 1}
