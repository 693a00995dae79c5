"""Where recorded conversations stood at a cut, as a person read them: places of words, never the words."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LABELS = Path(__file__).with_name("catch_up_labels.json")


@dataclass(frozen=True, slots=True)
class Place:
    """A part of one turn, by its number from 0 and its characters."""

    turn: int
    start: int
    end: int

    def held_by(self, turn: int, start: int, end: int) -> bool:
        """Whether a quote shows this part: half of it, or as much as stands in a line."""
        shown = min(self.end, end) - max(self.start, start)
        return turn == self.turn and shown >= min((self.end - self.start) / 2, _ENOUGH)


_ENOUGH = 30
"""Characters from which a part of a long sentence tells what the sentence says."""


@dataclass(frozen=True, slots=True)
class Label:
    """One conversation, read up to a turn at which its customer waits."""

    conversation: str
    cut: int
    held_out: bool
    """Whether nothing was built with it in view."""
    question: tuple[Place, ...]
    """What is asked and open; any of them will do. None: nothing is."""
    promises: tuple[Place, ...]
    """What the agent promised that is open."""
    optional: tuple[Place, ...]
    """What may count as such a promise, or as kept."""
    numbers: tuple[Place, ...]
    """Numbers of orders, bookings and parcels, each where it is mentioned first."""


def read(path: Path = LABELS) -> Mapping[str, Label]:
    """Return the labels by conversation."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {row["conversation"]: _label(row) for row in rows}


def _label(row: dict[str, Any]) -> Label:
    return Label(
        row["conversation"],
        row["cut"],
        row["use"] == "held out",
        *(_places(row[name]) for name in ("question", "promises", "optional", "numbers")),
    )


def _places(rows: Sequence[Sequence[int]]) -> tuple[Place, ...]:
    return tuple(Place(*row) for row in rows)
