"""Which parts of a draft are drawn otherwise than the rest, line by line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agent_console.domain.draft import Draft
from agent_console.domain.stop import Stop

HOLE, FIELD, ACTIVE, DEFAULT = "hole", "field", "active", "default"
"""What is still to be filled in, what can be changed, where Tab went to last with all that repeats it, and
where a default stands because a value is not known.
"""
OFFENDING, FOREIGN = "offending", "foreign"
"""What holds the draft back, and what is known to be another customer's."""
MISSPELT = "misspelt"
"""A word that no dictionary has."""


@dataclass(frozen=True, slots=True)
class FieldMark:
    """One part of one line; columns count characters."""

    start: int
    end: int
    kind: str


def marks(draft: Draft) -> Mapping[int, list[FieldMark]]:
    """Return the marks of each line that has any; a later one is drawn over those before it."""
    found: dict[int, list[FieldMark]] = {}
    for stop in sorted(draft.stops, key=lambda stop: stop.start - stop.end):
        for kind in _kinds(draft, stop):
            _mark(found, draft.text, stop.start, stop.end, kind)
    for start, end in _foreign(draft):
        _mark(found, draft.text, start, end, FOREIGN)
    return found


def span_marks(text: str, start: int, end: int, kind: str) -> Mapping[int, list[FieldMark]]:
    """Return the marks of one part of a text."""
    found: dict[int, list[FieldMark]] = {}
    _mark(found, text, start, end, kind)
    return found


def _kinds(draft: Draft, stop: Stop) -> tuple[str, ...]:
    if stop.defaulted:
        return (DEFAULT,)
    active = draft.active
    here = active is not None and active.start <= draft.cursor <= active.end
    kind = HOLE if stop.required else FIELD
    return (kind, ACTIVE) if here and active is not None and active.field == stop.field else (kind,)


def _foreign(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield where the values of another customer stand that something in the draft was made of."""
    for insertion in draft.insertions:
        if insertion.customer != draft.customer:
            for _, value in insertion.values:
                start = draft.text.find(value) if value else -1
                if start >= 0:
                    yield start, start + len(value)


def _mark(found: dict[int, list[FieldMark]], text: str, first: int, last: int, kind: str) -> None:
    line = text.count("\n", 0, first)
    start = text.rfind("\n", 0, first) + 1
    for number, part in enumerate(text[first:last].split("\n"), line):
        column = first - start if number == line else 0
        found.setdefault(number, []).append(FieldMark(column, column + len(part), kind))
