"""Which parts of a draft are drawn as fields, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass

from agent_console.domain.draft import Draft
from agent_console.domain.stop import Stop

HOLE, FIELD, ACTIVE, DEFAULT = "hole", "field", "active", "default"
"""What is still to be filled in, what can be changed, where Tab went to last with all that repeats it, and
where a default stands because a value is not known.
"""


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
            _mark(found, draft.text, stop, kind)
    return found


def _kinds(draft: Draft, stop: Stop) -> tuple[str, ...]:
    if stop.defaulted:
        return (DEFAULT,)
    active = draft.active
    here = active is not None and active.start <= draft.cursor <= active.end
    kind = HOLE if stop.required else FIELD
    return (kind, ACTIVE) if here and active is not None and active.field == stop.field else (kind,)


def _mark(found: dict[int, list[FieldMark]], text: str, stop: Stop, kind: str) -> None:
    line = text.count("\n", 0, stop.start)
    start = text.rfind("\n", 0, stop.start) + 1
    for number, part in enumerate(text[stop.start : stop.end].split("\n"), line):
        column = stop.start - start if number == line else 0
        found.setdefault(number, []).append(FieldMark(column, column + len(part), kind))
