"""Sections of entries in columns, as many as fit beside each other and none longer than the screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Section(Generic[Entry]):
    """Entries under a heading."""

    heading: str
    entries: Sequence[Entry]


Cell: TypeAlias = str | Entry | None
"""A heading, an entry, or a blank between two sections."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How much room there is, in cells."""

    width: int
    height: int
    comfortable: int
    """How wide a column should be."""
    narrowest: int
    """How narrow one may become where there are too many entries for the height."""


def columns(sections: Sequence[Section[Entry]], shape: Shape) -> tuple[int, list[list[Cell[Entry]]]]:
    """Return how wide each column is, and the columns: few and comfortable ones, as low as can be.

    Where the height is not enough they become narrower, then sections go on in the next column under their
    heading, then nothing is left blank between sections, and at last they go on without their heading.
    """
    comfortable = max(1, shape.width // shape.comfortable)
    most = max(comfortable, shape.width // shape.narrowest)
    for split in (False, True):
        for count in range(comfortable, most + 1):
            for height in range(1, shape.height + 1):
                laid = list(_flow(sections, height, split, gap=1))
                if len(laid) <= count and all(len(column) <= height for column in laid):
                    return min(shape.comfortable, shape.width // count), laid
    laid = list(_flow(sections, shape.height, split=True, gap=0))
    if len(laid) > most:
        laid = list(_flow(sections, shape.height, split=True, gap=0, again=False))
    return shape.narrowest, laid


def _flow(
    sections: Sequence[Section[Entry]], height: int, split: bool, gap: int, again: bool = True
) -> Iterator[list[Cell[Entry]]]:
    """Yield columns of at most that height, higher ones only where a section is and must not be split.

    `again` says whether a section that goes on has its heading once more.
    """
    column: list[Cell[Entry]] = []
    for section in sections:
        needed = 2 if split else 1 + len(section.entries)
        if column and len(column) + gap + needed > height:
            yield column
            column = []
        column = [*column, *([None] * gap if column else []), section.heading]
        for entry in section.entries:
            if split and len(column) >= height:
                yield column
                column = [f"{section.heading} …"] if again else []
            column.append(entry)
    if column:
        yield column
