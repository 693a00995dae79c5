"""How much of what a person read in recorded conversations the lines of a catch-up hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt

from agent_console.assist import reference
from agent_console.assist.catch_up import Line, Topic
from agent_console.assist.quote import Quote
from benchmarks.catch_up_label import Label, Place
from benchmarks.desks import Recording

_CONFIDENT = 1.96


@dataclass(slots=True)
class Share:
    """How many of how many."""

    right: int = 0
    of: int = 0

    def __add__(self, other: "Share") -> "Share":
        """Return both together."""
        return Share(self.right + other.right, self.of + other.of)

    def count(self, right: bool) -> None:
        """Count one more."""
        self.right += right
        self.of += 1

    def report(self) -> dict[str, float | int | list[float]]:
        """Return the share, and the interval that it lies in 19 times in 20 (Wilson)."""
        share = self.right / self.of if self.of else 1.0
        return {
            "share": round(share, 4),
            "right": self.right,
            "of": self.of,
            "interval": self._interval(share),
        }

    def _interval(self, share: float) -> list[float]:
        if not self.of:
            return [0.0, 1.0]
        square = _CONFIDENT**2
        middle = share + square / (2 * self.of)
        half = _CONFIDENT * sqrt(share * (1 - share) / self.of + square / (4 * self.of**2))
        return [round((middle + sign * half) / (1 + square / self.of), 4) for sign in (-1, 1)]


@dataclass(slots=True)
class Score:
    """What the catch-ups of some conversations hold."""

    question: Share = field(default_factory=Share)
    promises: Share = field(default_factory=Share)
    numbers: Share = field(default_factory=Share)
    made_up: Share = field(default_factory=Share)
    """Promises that are shown, and are none."""

    def __add__(self, other: "Score") -> "Score":
        """Return both together."""
        return Score(
            self.question + other.question,
            self.promises + other.promises,
            self.numbers + other.numbers,
            self.made_up + other.made_up,
        )

    def count(self, label: Label, recording: Recording, lines: Sequence[Line]) -> None:
        """Compare the lines of one conversation with what a person read."""
        asked = quotes(lines, Topic.QUESTION)
        self.question.count(_any_held(label.question, asked) if label.question else not asked)
        promised = quotes(lines, Topic.PROMISE)
        for place in label.promises:
            self.promises.count(_held(place, promised))
        for quote in promised:
            self.made_up.count(not _any_held((*label.promises, *label.optional), [quote]))
        shown = {reference.key(quote.words) for quote in quotes(lines, Topic.DETAIL)}
        for place in label.numbers:
            words = recording.turns[place.turn].text[place.start : place.end]
            self.numbers.count(reference.key(words) in shown)

    def report(self) -> dict[str, object]:
        """Return all shares."""
        return {
            "question": self.question.report(),
            "promises": self.promises.report(),
            "numbers": self.numbers.report(),
            "made_up": self.made_up.report(),
        }


def quotes(lines: Sequence[Line], topic: Topic) -> list[Quote]:
    """Return what the lines about one topic quote."""
    pieces = (piece for line in lines if line.topic is topic for piece in line.pieces)
    return [piece.quote for piece in pieces if piece.quote is not None]


def _held(place: Place, shown: Iterable[Quote]) -> bool:
    return any(place.held_by(quote.sequence - 1, quote.start, quote.end) for quote in shown)


def _any_held(places: Iterable[Place], shown: Sequence[Quote]) -> bool:
    return any(_held(place, shown) for place in places)
