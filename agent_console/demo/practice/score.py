"""How well the customers of a practice were served, by how many there were at once: pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import fmean, median
from typing import Final

from agent_console.demo.practice.diary import Entry, Kind

SLOW: Final = 0.9
"""The share of waits that are no longer than the one that tells of the slow ones."""


@dataclass(frozen=True, slots=True)
class Score:
    """What came of a crowd of one size; times are seconds."""

    crowd: int
    customers: int
    """How many came."""
    replies: int
    waits: tuple[float, ...]
    """How long each wait for a reply was, from the first line that was unanswered; shortest first."""
    unanswered: int
    """Customers who were left waiting when they went, or when it was over."""
    astray: int
    """Replies that were meant for somebody else."""
    promises: int
    """How often the agent said by when to be back, as far as that time came."""
    kept: int
    """How many of those were followed by a reply in time."""
    ratings: tuple[int, ...]

    @property
    def usual(self) -> float:
        """The median wait; 0 of none."""
        return median(self.waits) if self.waits else 0.0

    @property
    def slow(self) -> float:
        """The wait that nine of ten do not exceed (nearest rank); 0 of none."""
        return self.waits[ceil(SLOW * len(self.waits)) - 1] if self.waits else 0.0

    @property
    def rating(self) -> float | None:
        """The mean rating from 1 to 5; None while nobody has gone."""
        return fmean(self.ratings) if self.ratings else None


def scores(entries: Iterable[Entry]) -> tuple[Score, ...]:
    """Return a score for each size of crowd, smallest first."""
    told = [entry for entry in entries if entry.kind is not Kind.OVER]
    end = max((entry.at for entry in told), default=0.0)
    visits: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in told:
        visits[entry.visit].append(entry)
    crowds = sorted({entry.crowd for entry in told})
    return tuple(_score(crowd, [v for v in visits.values() if v[0].crowd == crowd], end) for crowd in crowds)


def _score(crowd: int, visits: Sequence[Sequence[Entry]], end: float) -> Score:
    waits = [_waits(visit) for visit in visits]
    promises = [kept for visit in visits for kept in _promises(visit, end)]
    heard = [entry for visit in visits for entry in visit if entry.kind is Kind.HEARD]
    return Score(
        crowd,
        customers=len(visits),
        replies=len(heard),
        waits=tuple(sorted(wait for closed, _ in waits for wait in closed)),
        unanswered=sum(waiting for _, waiting in waits),
        astray=sum(entry.astray for entry in heard),
        promises=len(promises),
        kept=sum(promises),
        ratings=tuple(entry.rating for visit in visits for entry in visit if entry.kind is Kind.LEFT),
    )


def _waits(visit: Sequence[Entry]) -> tuple[list[float], bool]:
    """Return the waits that ended with a reply, and whether one did not end so."""
    closed: list[float] = []
    since: float | None = None
    for entry in visit:
        if entry.kind is Kind.SAID and since is None:
            since = entry.at
        elif entry.kind is Kind.HEARD and since is not None:
            closed.append(entry.at - since)
            since = None
        elif entry.kind is Kind.LEFT and entry.content:
            since = None  # the last line was a goodbye
    return closed, since is not None


def _promises(visit: Sequence[Entry], end: float) -> Iterable[bool]:
    """Yield for each promise whose time has come whether a further reply came first."""
    for place, entry in enumerate(visit):
        if entry.due is None:
            continue
        later = [other for other in visit[place + 1 :] if other.kind in (Kind.HEARD, Kind.LEFT)]
        if any(other.at <= entry.due and _settles(other) for other in later):
            yield True
        elif entry.due <= end:
            yield False


def _settles(entry: Entry) -> bool:
    """Whether nothing is owed after it."""
    return entry.kind is Kind.HEARD or entry.content
