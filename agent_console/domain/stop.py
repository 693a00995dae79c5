"""The fields of a draft: places that Tab goes to, in which order, and which of them repeat each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

Step: TypeAlias = tuple[int, int]
"""A canned response and one of its fields: the group, and the field's place in the tab order."""
_NO_FIELD = -1
LAST = 1_000_000
"""The place of a final stop in the tab order of its group."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in a draft that Tab goes to; offsets count characters."""

    start: int
    end: int
    index: int
    """Tab order: 1, 2, ... and 0 for the final one. Stops of one group and index mirror each other."""
    choices: tuple[str, ...] = ()
    required: bool = False
    """Whether sending is blocked until the agent has changed the text here."""
    path: str = ""
    """The value that was missing, such as `order.number`; empty for an ordinary stop."""
    transform: str = ""
    """What becomes of the text when the agent leaves the field, as `/pattern/format/options`."""
    check: str = ""
    """What the text must be before it can be sent; empty for anything. Its form is the snippets' own."""
    group: int = 0
    """Which insertion of a canned response the stop came with."""
    within: tuple[Step, ...] = ()
    """The fields that the insertion stands in, from the outermost; empty outside any."""

    defaulted: bool = False
    """Whether a default stands here instead of a value; Tab does not go to it, and an edit ends it."""
    made: str | None = None
    """What the transform has made; as long as that stands there, nothing more becomes of it."""

    @property
    def field(self) -> Step:
        """What the stops that mirror each other have in common."""
        if self.defaulted:
            return (self.group, _NO_FIELD)
        return (self.group, self.index or LAST)

    @property
    def lasting(self) -> bool:
        """Whether it stays when the agent leaves the fields, because there is something to know of it."""
        return self.required or self.defaulted

    def moved(self, offset: int) -> "Stop":
        """Return the stop that many characters further on."""
        return replace(self, start=self.start + offset, end=self.end + offset)

    def apart_from(self, other: "Stop") -> bool:
        """Return whether the two have no character in common and neither stands inside the other."""
        return self.end <= other.start or other.end <= self.start


def tab_order(stop: Stop) -> tuple[tuple[Step, ...], int]:
    """Return the key by which stops are visited: 1, 2, ... and the final stop 0 last.

    Those of a response that stands inside a field come right behind that field.
    """
    return ((*stop.within, stop.field), stop.start)


def fields(stops: Sequence[Stop]) -> list[Stop]:
    """Return one stop of each field, the first in the text, in tab order."""
    firsts: dict[Step, Stop] = {}
    for stop in sorted(stops, key=tab_order):
        if not stop.defaulted:
            firsts.setdefault(stop.field, stop)
    return list(firsts.values())


def mirrors_of(source: int, stops: Sequence[Stop]) -> tuple[int, ...]:
    """Return the numbers of the stops that repeat one of them."""
    original = stops[source]
    return tuple(
        number
        for number, stop in enumerate(stops)
        if stop.field == original.field and stop.apart_from(original) and not stop.defaulted
    )


def regrouped(stops: Sequence[Stop], offset: int) -> tuple[Stop, ...]:
    """Return stops whose groups are numbered on from `offset`, so that they mirror none of another draft."""
    return tuple(
        replace(
            stop,
            group=stop.group + offset,
            within=tuple((group + offset, place) for group, place in stop.within),
        )
        for stop in stops
    )


def next_group(stops: Sequence[Stop]) -> int:
    """Return the number of the next insertion."""
    return max((stop.group for stop in stops), default=0) + 1


def innermost(stops: Sequence[Stop], start: int, end: int) -> Stop | None:
    """Return the smallest stop that holds a range of the text; None when none does."""
    wide = (stop for stop in stops if stop.start < stop.end and not stop.defaulted)
    around = (stop for stop in wide if stop.start <= start and end <= stop.end)
    return min(around, key=lambda stop: stop.end - stop.start, default=None)
