"""What is remembered of how the panes stood: the grid and the places by terminal size, numbers and pins."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from agent_console.domain.chat import ConversationId
from agent_console.domain.grid import Grid, Room
from agent_console.domain.panes import FRAME_HEIGHT, Shape, fit
from agent_console.domain.reservation import Seat, Seats


@dataclass(frozen=True, slots=True)
class Layout:
    """How the panes stood in a terminal of one size."""

    grid: Grid
    places: tuple[ConversationId | None, ...] = ()
    """Who stood where, row by row."""


@dataclass(frozen=True, slots=True)
class Roster:
    """What is the same in every terminal."""

    numbers: Mapping[ConversationId, int] = field(default_factory=dict)
    pinned: frozenset[ConversationId] = frozenset()

    def seats(self, layout: Layout) -> Seats:
        """Return everybody's seat where the panes stand so."""
        standing = {who: place for place, who in enumerate(layout.places) if who is not None}
        return {who: Seat(number, standing.get(who)) for who, number in self.numbers.items()}


def seated(seats: Seats, capacity: int) -> tuple[ConversationId | None, ...]:
    """Return who has which of so many places."""
    standing = {seat.place: who for who, seat in seats.items()}
    return tuple(standing.get(place) for place in range(capacity))


class LayoutBook:
    """The layouts by terminal size; a size that is new takes after the last one with as much room."""

    def __init__(self, layouts: Mapping[Room, Layout]) -> None:
        """`layouts` are in the order of their use, the latest last."""
        self._layouts = dict(layouts)

    def latest(self) -> Layout:
        """Return the layout that was used last."""
        return next(reversed(self._layouts.values()), Layout(Grid()))

    def layout(self, size: Room, most: int) -> Layout:
        """Return how the panes stood in a terminal of that size, with at most so many; else how they fit."""
        shape = fit(size.width, size.height, most)
        alike = (self._layouts[one] for one in reversed(self._layouts) if _alike(shape, one, most))
        known = [self._layouts[size]] if size in self._layouts else []
        usable = (one for one in (*known, *alike) if _usable(one.grid, shape, size, most))
        return next(usable, Layout(Grid.even(shape.columns, shape.rows)))

    def note(self, size: Room, layout: Layout) -> None:
        """Remember how the panes stand."""
        self._layouts.pop(size, None)
        self._layouts[size] = layout


def room_for_panes(size: Room, shape: Shape) -> Room:
    """Return what is left of a terminal for the panes, beside the record and above the lines below."""
    return Room(size.width - shape.side_panel, size.height - FRAME_HEIGHT)


def _alike(shape: Shape, size: Room, most: int) -> bool:
    """Whether as many panes fit there, beside a record or without one."""
    other = fit(size.width, size.height, most)
    same = (shape.columns, shape.rows) == (other.columns, other.rows)
    return same and bool(shape.side_panel) == bool(other.side_panel)


def _usable(grid: Grid, shape: Shape, size: Room, most: int) -> bool:
    """Whether a grid still suits: the settings, or the size, may be others than when it was made."""
    return grid.capacity <= most and grid.fits(room_for_panes(size, shape))
