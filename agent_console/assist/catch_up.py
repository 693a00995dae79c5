"""Where a chat stood: what an agent who comes back needs first, in words that were said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agent_console.assist.mood import Mood
from agent_console.assist.quote import Quote, width
from agent_console.texts import N_, _, pgettext

MOST_LINES = 4
_ROOMY = 60
"""Cells from which a line has room for two promises."""
_SHORTEST = 12
"""Cells that the words of a promise need beside its time."""
_MOST_NUMBERS = 8
_WRAPPING = 10
"""Cells that a row loses when words are wrapped into the next one."""
_SEPARATOR = len(" · ")


@dataclass(frozen=True, slots=True)
class Pledge:
    """What the agent promised."""

    quote: Quote
    due: Quote | None = None
    """The words that say by when."""


@dataclass(frozen=True, slots=True)
class Feeling:
    """A customer's mood, and since which message."""

    mood: Mood
    since: int


class Topic(StrEnum):
    """What a line is about; the value is its heading."""

    CONCERN = N_("about")
    QUESTION = N_("asks")
    PROMISE = N_("promised")
    DETAIL = N_("mentioned")
    MOOD = N_("mood")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line: words that were said, or the console's own about the mood."""

    words: str
    quote: Quote | None = None
    until: datetime | None = None
    """By when (aware, UTC), where that is known as a time."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a catch-up."""

    topic: Topic
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class CatchUp:
    """Where a chat stands."""

    concern: Quote | None = None
    question: Quote | None = None
    """What the customer asked last that is not answered."""
    pledges: tuple[Pledge, ...] = ()
    """What the agent promised that is open, the newest first."""
    until: datetime | None = None
    """When the agent said to be back (aware, UTC)."""
    numbers: tuple[Quote, ...] = ()
    """The most important first."""
    names: tuple[Quote, ...] = ()
    feelings: tuple[Feeling, ...] = ()
    """How the mood went; the last one holds."""

    def lines(self, cells: int, most: int = MOST_LINES) -> tuple[Line, ...]:
        """Return at most so many lines, each with words for so many terminal cells behind its heading.

        What it is all about goes first where there is no room: the agent has read that before. The
        question takes the room of the lines that are not needed.
        """
        asks = self.question is not None
        details = self._details(cells)
        promised = self._promised(cells, min(2, most - asks - len(details)))
        rows = [*promised, *details]
        about: list[Line] = []
        if self.concern is not None and self.concern != self.question and len(rows) + asks < most:
            about.append(Line(Topic.CONCERN, (_piece(self.concern, cells),)))
        if self.question is not None:
            spare = max(0, most - len(about) - len(rows) - 1)
            room = cells * (1 + spare) - _WRAPPING * spare
            rows.insert(0, Line(Topic.QUESTION, (_piece(self.question, room),)))
        return (*about, *rows)[:most]

    def _promised(self, cells: int, most: int) -> list[Line]:
        if most < 1:
            return []
        # Translators: the agent has promised to be back; a time follows
        back = pgettext("promise", "back")
        pieces = [Piece(back, until=self.until)] if self.until is not None else []
        in_line = 2 if cells >= _ROOMY else 1
        shown = self.pledges[: in_line * most - len(pieces)]
        each = max(1, -(-(len(shown) + len(pieces)) // most))
        room = (cells - _SEPARATOR * (each - 1)) // each
        pieces += [_promise(pledge, room) for pledge in shown]
        rows = [pieces[at : at + each] for at in range(0, len(pieces), each)]
        return [Line(Topic.PROMISE, tuple(row)) for row in rows]

    def _details(self, cells: int) -> list[Line]:
        """Return the numbers and names as far as there is room, and how the mood went."""
        mood = self._mood()
        told = _("mood: {mood}").format(mood=mood) if mood else ""
        left = cells - (width(told) + _SEPARATOR if told else 0)
        kept: list[Piece] = []
        for quote in self._named():
            left -= width(quote.words) + _SEPARATOR
            if left + _SEPARATOR >= 0:
                kept.append(Piece(quote.words, quote))
        if kept:
            return [Line(Topic.DETAIL, (*kept, *([Piece(told)] if told else [])))]
        return [Line(Topic.MOOD, (Piece(mood),))] if mood else []

    def _named(self) -> Iterator[Quote]:
        yield from self.numbers[:_MOST_NUMBERS]
        yield from self.names

    def _mood(self) -> str:
        """Return how the mood went; nothing for a customer who was calm all the time."""
        if all(feeling.mood is Mood.CALM for feeling in self.feelings):
            return ""
        return " → ".join(_(feeling.mood) for feeling in self.feelings[-2:])


def _piece(quote: Quote, cells: int) -> Piece:
    short = quote.shortened(cells)
    return Piece(_marked(short, quote), short)


def _promise(pledge: Pledge, cells: int) -> Piece:
    """Return a promise; where its time would be cut off, that comes first."""
    short = pledge.quote.shortened(cells)
    due = pledge.due
    left = 0 if due is None else cells - width(due.words) - len(": ")
    if due is None or short.start <= due.start < due.end <= short.end or left < _SHORTEST:
        return Piece(_marked(short, pledge.quote), short)
    short = pledge.quote.shortened(left)
    return Piece(f"{due.words}: {_marked(short, pledge.quote)}", short)


def _marked(short: Quote, whole: Quote) -> str:
    before = "…" if short.start > whole.start else ""
    return f"{before}{' '.join(short.words.split())}{'…' if short.end < whole.end else ''}"
