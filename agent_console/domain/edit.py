"""One contiguous change of a text, and what it does to the stops in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from agent_console.domain.stop import Stop


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters `start` to `end` give way to `text`."""

    start: int
    end: int
    text: str

    @property
    def shift(self) -> int:
        """How far what comes behind it moves."""
        return len(self.text) - (self.end - self.start)

    @classmethod
    def between(cls, old: str, new: str, cursor: int) -> Self:
        """Return the one edit that turns `old` into `new`, if possible one that ends at the cursor."""
        longest = min(len(old), len(new))
        suffix = 0
        limit = min(longest, len(new) - cursor)
        while suffix < limit and old[-1 - suffix] == new[-1 - suffix]:
            suffix += 1
        prefix = 0
        while prefix < longest - suffix and old[prefix] == new[prefix]:
            prefix += 1
        while suffix < longest - prefix and old[-1 - suffix] == new[-1 - suffix]:
            suffix += 1
        return cls(prefix, len(old) - suffix, new[prefix : len(new) - suffix])

    def applied(self, stop: Stop, active: bool) -> Stop | None:
        """Return the stop after the edit; None when the edit cuts through it."""
        beside = self.start == self.end and self.start in (stop.start, stop.end)
        if stop.start <= self.start and self.end <= stop.end and (active or not beside):
            unfilled = stop.required and beside and stop.start < stop.end
            return replace(stop, end=stop.end + self.shift, required=unfilled)
        if self.end <= stop.start:
            return stop.moved(self.shift)
        return stop if stop.end <= self.start else None


@dataclass(frozen=True, slots=True)
class Spliced:
    """A text and its stops after an edit."""

    text: str
    stops: tuple[Stop, ...]
    numbers: tuple[int, ...]
    """Where in `stops` each of the stops before the edit is; -1 for one that the edit cut through."""
    changed: tuple[int, ...]
    """Which of `stops` have another text now, the shortest first."""

    def number(self, before: int) -> int:
        """Return where a stop is now that had a number before the edit; -1 for none."""
        return self.numbers[before] if before >= 0 else -1


def splice(text: str, stops: Sequence[Stop], edit: Edit, active: int) -> Spliced:
    """Carry an edit out; text at the edge of a stop belongs to it only when it is the active one."""
    new_text = text[: edit.start] + edit.text + text[edit.end :]
    kept: list[Stop] = []
    numbers: list[int] = []
    changed: list[int] = []
    for number, stop in enumerate(stops):
        applied = edit.applied(stop, number == active)
        same = applied and text[stop.start : stop.end] == new_text[applied.start : applied.end]
        if applied is None or (stop.defaulted and not same):
            numbers.append(-1)
            continue
        numbers.append(len(kept))
        if not same:
            changed.append(len(kept))
        kept.append(applied)
    changed.sort(key=lambda number: kept[number].end - kept[number].start)
    return Spliced(new_text, tuple(kept), tuple(numbers), tuple(changed))
