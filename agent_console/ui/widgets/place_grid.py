"""The grid of places that the panes stand in, and its borders, which the mouse can drag."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from agent_console.domain.chat import ConversationId
from agent_console.domain.grid import Axis, Grid, Room, shares
from agent_console.ui.keys import KeyMap
from agent_console.ui.widgets.chat_pane import ChatPane
from agent_console.ui.widgets.place import Place

MakePane = Callable[[ConversationId], ChatPane]


@dataclass(frozen=True, slots=True)
class Border:
    """What lies between two columns, or two rows, and where it was taken hold of."""

    axis: Axis
    track: int
    """The column or row before it."""
    held: int
    """Cells from where the next track begins to where it was taken hold of; never more than 0."""


class PlaceGrid(Widget):
    """Seats conversations; a pane stays in its place until it is moved, or another gets that place."""

    @dataclass
    class Dragged(Message):
        """A border is being dragged to a cell of the grid.

        It is told to where, not by how much: the next move of the mouse may come before this one is drawn.
        """

        border: Border
        to: int

    class Dropped(Message):
        """A border that was dragged is where it is to be."""

    def __init__(self, keys: KeyMap, make: MakePane) -> None:
        super().__init__()
        self._keys = keys
        self._make = make
        self._places: list[Place] = []
        self._divided = Grid()
        self._border: Border | None = None
        self._to = 0
        """Where the border that is held is to be; it may not be drawn there yet."""
        self._dragged = False

    @property
    def room(self) -> Room:
        """The cells that are divided."""
        return Room(*self.size)

    # Who stands where

    @property
    def panes(self) -> Iterator[ChatPane]:
        """The panes on screen, place by place."""
        return (place.pane for place in self._places if place.pane is not None and place.display)

    def pane_of(self, conversation: ConversationId | None) -> ChatPane | None:
        """Return the pane of a conversation that is on screen."""
        return next((pane for pane in self.panes if pane.conversation == conversation), None)

    def place_region(self, number: int) -> Region:
        """Return where a place on screen is, counted row by row from 0; empty if it is not drawn yet."""
        drawn = [place.region for place in self._places if place.display]
        return drawn[number] if number < len(drawn) else Region()

    def divide(self, grid: Grid) -> None:
        """Have columns and rows of these sizes."""
        if grid != self._divided:
            if (len(grid.columns), len(grid.rows)) != (len(self._divided.columns), len(self._divided.rows)):
                self._release()  # the border that is held may be gone
            self._divided = grid
            self.styles.grid_size_columns = len(grid.columns)
            self._set_sizes()

    def on_resize(self) -> None:
        """Keep every pane legible: a record that comes beside them takes from the large ones."""
        self._set_sizes()

    def _set_sizes(self) -> None:
        self.styles.grid_columns = _fractions(self._sizes(Axis.COLUMN))
        self.styles.grid_rows = _fractions(self._sizes(Axis.ROW))

    def _sizes(self, axis: Axis) -> Sequence[int]:
        """Return the weights, or where some would be too small by them, cells: these change with the room."""
        weights, cells = self._divided.weights(axis), self._divided.cells(axis, self.room)
        return weights if cells == shares(self.room.along(axis), weights) else cells

    def seat(self, places: Sequence[ConversationId | None], shown: Sequence[ConversationId | None]) -> None:
        """Show the conversations of the places, as far as they are `shown`.

        A pane that moves keeps all it has; one that leaves the screen must not have the focus.
        """
        self._have(len(places))
        self._arrange(places)
        for place, conversation in zip(self._places, places, strict=False):
            if place.conversation != conversation:
                place.seat(None if conversation is None else self._make(conversation))
        self._let_go(len(places))
        for place in self._places:
            place.show(len(shown) == len(places) or place.conversation in shown)

    def leaving(self, shown: Sequence[ConversationId | None]) -> Iterator[ChatPane]:
        """Yield the panes that are on screen and will not be."""
        return (pane for pane in self.panes if pane.conversation not in shown)

    def _have(self, count: int) -> None:
        added = [Place(self._keys) for _ in range(count - len(self._places))]
        self._places += added
        self.mount_all(added)

    def _arrange(self, places: Sequence[ConversationId | None]) -> None:
        """Put the places of those who have moved where they are to be; the focus stays where it is."""
        seated = {place.conversation: place for place in self._places if place.conversation is not None}
        wanted = [seated.get(conversation) if conversation is not None else None for conversation in places]
        others = iter([place for place in self._places if place not in wanted])
        arranged = [place if place is not None else next(others) for place in wanted]
        arranged += others
        if arranged != self._places:
            self._places = arranged
            for before, behind in pairwise(arranged):
                self.move_child(behind, after=before)

    def _let_go(self, count: int) -> None:
        for place in self._places[count:]:
            place.seat(None)
            place.remove()
        del self._places[count:]

    # Dragging

    def border_at(self, x: int, y: int) -> Border | None:
        """Return the border at a cell of the screen, where a drag begins; None elsewhere."""
        across, down = x - self.region.x, y - self.region.y
        for track, edge in enumerate(self._edges(Axis.COLUMN)):
            if across in (edge - 1, edge):
                return Border(Axis.COLUMN, track, across - edge)
        for track, edge in enumerate(self._edges(Axis.ROW)):
            if down == edge - 1:  # the row below is a title, where one clicks to go to a pane
                return Border(Axis.ROW, track, -1)
        return None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a border."""
        self._border = self.border_at(event.screen_x, event.screen_y) if event.button == 1 else None
        self._dragged = False
        if self._border is not None:
            self._to = self._edges(self._border.axis)[self._border.track]
            event.stop()
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag a border along; without the button it was let go where the terminal did not see it."""
        if self._border is None or event.button != 1:
            self._release()
            return
        axis = self._border.axis
        across, down = event.screen_x - self.region.x, event.screen_y - self.region.y
        to = (across if axis is Axis.COLUMN else down) - self._border.held
        if to != self._to:
            self._to, self._dragged = to, True
            self.post_message(self.Dragged(self._border, to))

    def on_mouse_up(self) -> None:
        """Let go of a border."""
        self._release()

    def _release(self) -> None:
        if self._border is not None:
            self.release_mouse()
            self._border = None
            self.post_message(self.Dropped())

    def on_click(self, event: events.Click) -> None:
        """Go to the reply of the pane whose border was clicked, but not dragged."""
        pane = next((pane for pane in self.panes if pane.region.contains(*event.screen_offset)), None)
        if pane is not None and not self._dragged:
            self.screen.set_focus(pane.composer)

    def _edges(self, axis: Axis) -> list[int]:
        """Return where each column or row but the first begins on the screen, in cells of the grid.

        What was divided anew may not be drawn yet, and one takes hold of what one sees.
        """
        regions = [place.region for place in self._places if place.display and place.region]
        if axis is Axis.COLUMN:
            starts = {region.x - self.region.x for region in regions}
        else:
            starts = {region.y - self.region.y for region in regions}
        return sorted(starts - {0})


def _fractions(weights: Sequence[int]) -> str:
    return " ".join(f"{weight}fr" for weight in weights)
