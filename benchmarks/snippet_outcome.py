"""What comes of typed keys: as espanso recorded it, and where this program differs from it on purpose."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from benchmarks.snippet_hub import Record

MOST_IDS = 20
"""A recorded event lists no more candidates than these."""


@dataclass(frozen=True, slots=True)
class Event:
    """What fired at a key."""

    position: int
    """Which key it was, from 0."""
    left: str
    right: str
    trigger: str
    """With its separators."""
    candidates: tuple[int, ...]
    """The matches of the package, from 0."""
    count: int
    """How many candidates there were."""

    def shortened(self) -> "Event":
        """Return the event with no more candidates than are recorded."""
        return replace(self, candidates=self.candidates[:MOST_IDS])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of some keys."""

    text: str
    cursor: int
    events: tuple[Event, ...]


DIVERGENT: Mapping[tuple[str, str], tuple[str, str, int]] = {
    ("cursor", ":2"): ("D2", "abc", 1),
    ("cursor_in_value", ":v"): ("D1", "a p$|$q b", 9),
    ("escape", ":x"): ("D1", r"hello {{var}} and {{var}} \{x\} \{\{q\}\}", 41),
    ("date_locale_pt-BR", ":x"): ("D4", "segunda-feira 09 março 2026 09/03/2026", 38),
    ("date_locale_ar-SA", ":x"): ("D4", "الاثنين 09 مارس 2026 الاثنين  9 مارس 2026", 41),
}
"""By case and keys: the divergence, and the text and cursor that come of it here.

D1: `$|$` and `\\{\\{` in values are text. D2: several `$|$` are stops that follow each other, the cursor in
the first. D4: the names of days and months are CLDR's.
"""


def recorded(run: Record) -> Outcome:
    """Return the outcome that was recorded."""
    return Outcome(run["text"], run["cursor"], tuple(_event(event) for event in run["events"]))


def divergent(case: str, run: Record) -> tuple[str, Outcome] | None:
    """Return which divergence explains a run, and what must come of it here; None when none does."""
    events = tuple(_event(event) for event in run["events"])
    if known := DIVERGENT.get((case, run["typed"])):
        rule, text, cursor = known
        return rule, Outcome(text, cursor, events)
    if any("panic" in event for event in run["events"]):
        return "D3", Outcome(*_retyped(run), events)
    if any("body" not in event for event in run["events"]):
        return "D8", Outcome(*_retyped(run), events)
    return None


def _retyped(run: Record) -> tuple[str, int]:
    """Return text and cursor of a run in which whatever cannot be inserted leaves the trigger (D8).

    An empty text in capitals is the empty text (D3).
    """
    fired = {event["pos"]: event for event in run["events"]}
    before, behind = "", ""
    for position, key in enumerate(run["typed"]):
        before += key
        event = fired.get(position, {})
        body = "" if "panic" in event else event.get("body")
        if body is not None:
            start = len(before) - len(event["trigger"]) + len(event["left"] or "")
            back = len(body) - event.get("back", 0)
            before, behind = before[:start] + body[:back], body[back:] + behind
    return before + behind, len(before)


def _event(event: Record) -> Event:
    count = event.get("n_ids", len(event["ids"]))
    left, right = event["left"] or "", event["right"] or ""
    return Event(event["pos"], left, right, event["trigger"], tuple(event["ids"]), count)
