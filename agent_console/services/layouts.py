"""How the panes stand on this terminal: changed by the agent only, and found again at the next start."""

from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Desk
from agent_console.domain.grid import Axis, Direction, Grid, Room, carried
from agent_console.domain.jump import JumpList
from agent_console.domain.layout import Layout, LayoutBook, Roster, room_for_panes, seated
from agent_console.domain.panes import MOST_PANES, Panes, Shape, fit
from agent_console.domain.pressing import by_pressure
from agent_console.ports import Clock, JournalError, LayoutMemory


class Layouts:
    """Divides the grid and says who stands where; a change answers whether there was anything to change."""

    def __init__(self, desk: Desk, panes: Panes, clock: Clock, memory: LayoutMemory | None = None) -> None:
        """Let the seats of an earlier run wait; without a `memory` there are none."""
        self.jumps = JumpList()
        """The conversations that the agent went to."""
        self.trouble = ""
        """Why layouts are not kept; one raw line, or empty."""
        self._desk = desk
        self._panes = panes
        self._clock = clock
        self._memory = memory
        self._book = LayoutBook({})
        self._roster = Roster()
        self._kept: tuple[Room, Layout, Roster] | None = None
        self._size = Room(0, 0)
        self._shape = Shape(1, 1, 0)
        self._most = MOST_PANES
        self._grid = Grid()
        self._recall()

    @property
    def grid(self) -> Grid:
        """The columns and rows on screen: one place while a conversation has all of them."""
        return self._grid if self._panes.zoomed is None else Grid()

    @property
    def shape(self) -> Shape:
        """What the terminal has room for."""
        return self._shape

    def fit(self, size: Room, most: int, keep: ConversationId | None) -> None:
        """Stand as before in a terminal of that size, with at most so many; `keep` stays on screen."""
        self._size, self._most, self._shape = size, most, fit(size.width, size.height, most)
        layout = self._book.layout(size, most)
        awaited = self._panes.seats
        seats = {who: seat for who, seat in self._roster.seats(layout).items() if who in awaited}
        self._panes.reserve(seats, ())
        self._grid = layout.grid
        self._panes.resize(layout.grid.capacity, keep, layout.places)

    def refill(self) -> None:
        """Let who is the most pressing on the strip take the free places."""
        self._panes.refill(by_pressure(self._desk, self._clock.monotonic(), self._clock.now()))

    # What the agent does

    def show(self, conversation: ConversationId, instead_of: ConversationId | None) -> None:
        """Have a held conversation on screen, if need be in the place of another; a zoom goes along."""
        self._panes.bring(conversation, instead_of)
        if self._panes.zoomed is not None:
            self._panes.zoom(conversation)

    def zoom(self, conversation: ConversationId) -> bool:
        """Give the whole grid to a conversation, or to each its own place again."""
        before = self._panes.zoomed
        self._panes.zoom(conversation if before is None else None)
        return self._panes.zoomed != before

    def move(self, conversation: ConversationId, towards: Direction) -> bool:
        """Move a conversation to the next place; who stands there goes the other way."""
        here = self._place(conversation)
        there = None if here is None else self._grid.neighbour(here, towards)
        if there is not None:
            self._panes.move(conversation, there)
        return there is not None

    def pin(self, conversation: ConversationId) -> bool:
        """Pin a conversation to the screen, or take the pin off again."""
        if conversation not in self._panes.pinned:
            return self._panes.pin(conversation)
        self._panes.unpin(conversation)
        return True

    def divide(self, columns: int, rows: int, keep: ConversationId | None) -> bool:
        """Have so many columns and rows more, or fewer, as far as their panes can be read."""
        across, down = len(self._grid.columns) + columns, len(self._grid.rows) + rows
        if across < 1 or down < 1:
            return False
        wanted = Grid(
            (1,) * across if columns else self._grid.columns, (1,) * down if rows else self._grid.rows
        )
        possible = wanted.capacity <= self._most and wanted.fits(room_for_panes(self._size, self._shape))
        if possible:
            self._put(wanted, keep)
        return possible

    def grow(self, conversation: ConversationId, axis: Axis, by: int, room: Room) -> bool:
        """Give a conversation's column or row `by` more cells of the room; below 0 fewer."""
        place = self._place(conversation)
        if place is None:
            return False
        return self._resized(self._grid.grown(axis, self._grid.track(place, axis), by, room), axis, room)

    def drag(self, axis: Axis, border: int, to: int, room: Room) -> bool:
        """Move the border behind a column or row to a cell of the room; a zoomed pane has none."""
        if self._panes.zoomed is not None:
            return False
        return self._resized(self._grid.shifted(axis, border, to, room), axis, room)

    def restore(self, keep: ConversationId | None) -> None:
        """Let the terminal say how many panes there are, all of one size; each its own place."""
        self._panes.zoom(None)
        self._put(Grid.even(self._shape.columns, self._shape.rows), keep)

    def keep(self) -> None:
        """Have the next start find what is so now; it costs nothing where that is known."""
        seats = self._panes.seats
        roster = Roster({who: seat.number for who, seat in seats.items()}, self._panes.pinned)
        layout = Layout(self._grid, seated(seats, self._grid.capacity))
        self._book.note(self._size, layout)
        if self._memory is None or self._kept == (self._size, layout, roster) or not self._size.width:
            return
        try:
            self._memory.keep(self._size, layout, roster)
            self._kept, self.trouble = (self._size, layout, roster), ""
        except JournalError as error:
            self.trouble = str(error)

    def _recall(self) -> None:
        if self._memory is None:
            return
        try:
            self._book, self._roster = LayoutBook(self._memory.layouts()), self._memory.roster()
        except JournalError as error:
            self.trouble = str(error)
        self._panes.reserve(self._roster.seats(self._book.latest()), self._roster.pinned)

    def _place(self, conversation: ConversationId) -> int | None:
        places = self._panes.places
        return places.index(conversation) if conversation in places else None

    def _put(self, grid: Grid, keep: ConversationId | None) -> None:
        """Divide anew; everybody stays in the same column and row, as far as there is one."""
        wanted = carried(self._panes.places, self._grid, grid)
        self._grid = grid
        self._panes.resize(grid.capacity, keep, wanted)
        self.refill()

    def _resized(self, grid: Grid, axis: Axis, room: Room) -> bool:
        changed = grid.cells(axis, room) != self._grid.cells(axis, room)
        if changed:
            self._grid = grid
        return changed
