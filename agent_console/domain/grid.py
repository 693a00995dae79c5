"""How the room for the panes is divided: columns and rows, and how much of it each of them has."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import accumulate, pairwise
from typing import Self, TypeVar

Occupant = TypeVar("Occupant")

LEAST_WIDTH = 30
"""Columns below which a pane's name, clock and messages are no longer read with ease."""
LEAST_HEIGHT = 10
"""Rows below which a pane has hardly any room for messages above its composer."""


class Direction(Enum):
    """Where a pane can go; the value is the step in columns and rows."""

    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)


class Axis(Enum):
    """What of a grid a size or a border belongs to."""

    COLUMN = "columns"
    ROW = "rows"


@dataclass(frozen=True, slots=True)
class Room:
    """So many cells of a terminal."""

    width: int
    height: int

    def along(self, axis: Axis) -> int:
        """Return the cells that are divided among columns, or among rows."""
        return self.width if axis is Axis.COLUMN else self.height


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns and rows, each by its weight; the places are counted row by row."""

    columns: tuple[int, ...] = (1,)
    rows: tuple[int, ...] = (1,)

    @classmethod
    def even(cls, columns: int, rows: int) -> Self:
        """Return a grid of equal places."""
        return cls((1,) * columns, (1,) * rows)

    @property
    def capacity(self) -> int:
        """How many places there are."""
        return len(self.columns) * len(self.rows)

    def weights(self, axis: Axis) -> tuple[int, ...]:
        """Return the weights of the columns, or of the rows."""
        return self.columns if axis is Axis.COLUMN else self.rows

    def track(self, place: int, axis: Axis) -> int:
        """Return in which column, or in which row, a place is."""
        row, column = divmod(place, len(self.columns))
        return column if axis is Axis.COLUMN else row

    def neighbour(self, place: int, towards: Direction) -> int | None:
        """Return the place next to another one; None at the edge."""
        across, down = towards.value
        column = self.track(place, Axis.COLUMN) + across
        row = self.track(place, Axis.ROW) + down
        inside = 0 <= column < len(self.columns) and 0 <= row < len(self.rows)
        return row * len(self.columns) + column if inside else None

    def cells(self, axis: Axis, room: Room) -> tuple[int, ...]:
        """Return how many cells each column has, or each row: enough to be read, as far as there is room."""
        return levelled(shares(room.along(axis), self.weights(axis)), _LEAST[axis])

    def grown(self, axis: Axis, track: int, by: int, room: Room) -> Self:
        """Give a column or row `by` more cells of the room, or below 0 fewer."""
        return self._divided(axis, grown(self.cells(axis, room), track, by, _LEAST[axis]))

    def shifted(self, axis: Axis, border: int, to: int, room: Room) -> Self:
        """Move the border behind a column or row to a cell of the room; nothing else changes.

        Where the grid has no such border any more, nothing does.
        """
        cells = self.cells(axis, room)
        if border + 1 >= len(cells):
            return self
        return self._divided(axis, shifted(cells, border, to - sum(cells[: border + 1]), _LEAST[axis]))

    def fits(self, room: Room) -> bool:
        """Whether as many places of equal size would all be legible."""
        wide = len(self.columns) == 1 or room.width // len(self.columns) >= LEAST_WIDTH
        return wide and (len(self.rows) == 1 or room.height // len(self.rows) >= LEAST_HEIGHT)

    def _divided(self, axis: Axis, cells: tuple[int, ...]) -> Self:
        return replace(self, columns=cells) if axis is Axis.COLUMN else replace(self, rows=cells)


_LEAST = {Axis.COLUMN: LEAST_WIDTH, Axis.ROW: LEAST_HEIGHT}


def shares(room: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Divide so many cells by weight, with no rest."""
    total = sum(weights)
    edges = [room * weight // total for weight in accumulate(weights, initial=0)]
    return tuple(end - start for start, end in pairwise(edges))


def levelled(cells: Sequence[int], least: int) -> tuple[int, ...]:
    """Raise what is below `least` at the cost of the largest; where there is too little for all, evenly."""
    least = min(least, sum(cells) // len(cells))
    for track in range(len(cells)):
        cells = grown(cells, track, max(0, least - cells[track]), least)
    return tuple(cells)


def grown(cells: Sequence[int], track: int, by: int, least: int) -> tuple[int, ...]:
    """Move `by` cells to a track, each from the largest of the others; or, below 0, to the smallest.

    None is made smaller than `least`.
    """
    sizes = list(cells)
    others = [other for other in range(len(sizes)) if other != track]
    for _ in range(abs(by) if others else 0):
        if by > 0:
            giver, taker = max(others, key=lambda other: sizes[other]), track
        else:
            giver, taker = track, min(others, key=lambda other: sizes[other])
        if sizes[giver] <= least:
            break
        sizes[giver] -= 1
        sizes[taker] += 1
    return tuple(sizes)


def shifted(cells: Sequence[int], border: int, by: int, least: int) -> tuple[int, ...]:
    """Move the border behind a track by so many cells; neither side is made smaller than `least`."""
    before, behind = cells[border : border + 2]
    by = min(max(by, min(0, least - before)), max(0, behind - least))
    return (*cells[:border], before + by, behind - by, *cells[border + 2 :])


def carried(places: Sequence[Occupant | None], old: Grid, new: Grid) -> tuple[Occupant | None, ...]:
    """Return what stands where in another grid, in the same column and row as before.

    What was in a column or row that there is no longer is left out.
    """
    across = len(old.columns)
    kept: list[Occupant | None] = []
    for place in range(new.capacity):
        row, column = divmod(place, len(new.columns))
        inside = row < len(old.rows) and column < across
        kept.append(places[row * across + column] if inside else None)
    return tuple(kept)
