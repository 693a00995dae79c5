"""What came of the guard's work, counted from audit lines: saves, false alarms, recalls."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import sqrt
from typing import Final

from agent_console.domain.audit import LEFT, AuditLine, Outcome
from agent_console.domain.verdict import ELSEWHERE, Rule, Ruling

SCORED: Final = frozenset({Rule.FIT, Rule.LANGUAGE})
"""The rules that act on a score, for which there is a budget."""
_CONFIDENT: Final = 1.96
"""Standard deviations on each side of an interval that holds the true share 19 times in 20."""


class Fate(StrEnum):
    """What an alarm turned out to be."""

    SAVED = "saved"
    """The reply went to another conversation: it would have reached the wrong customer."""
    ESCAPED = "escaped"
    """The agent sent it all the same, then took it back and sent it elsewhere."""
    FALSE = "false"
    """The agent sent it all the same, or let the countdown run out, and nothing was amiss so far."""
    CHANGED = "changed"
    """The agent went back to the text; whether the alarm was right is not known."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, and between which shares the true one is, 19 times in 20."""

    count: int
    of: int

    @property
    def rate(self) -> float:
        """The share that was seen; 0 of nothing is 0."""
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The interval of E. B. Wilson (1927), which holds for small counts too; of nothing, it is 0 to 1."""
        if not self.of:
            return 0.0, 1.0
        spread = _CONFIDENT**2 / self.of
        middle = self.rate + spread / 2
        reach = sqrt(spread * (self.rate * (1 - self.rate) + spread / 4))
        return max(0.0, (middle - reach) / (1 + spread)), min(1.0, (middle + reach) / (1 + spread))


@dataclass(frozen=True)
class Story:
    """All that became of one reply."""

    lines: tuple[AuditLine, ...]

    @cached_property
    def outcomes(self) -> frozenset[Outcome]:
        """What happened to it, in whatever order."""
        return frozenset(line.outcome for line in self.lines)

    @cached_property
    def alarm(self) -> AuditLine | None:
        """The line of the gravest alarm: one that stopped it counts more than one that delayed it."""
        alarms = [line for line in self.lines if _alarming(line)]
        return max(alarms, key=lambda line: line.ruling is Ruling.ASK, default=None)

    @property
    def left(self) -> bool:
        """Whether it was sent, whatever became of it then."""
        return not LEFT.isdisjoint(self.outcomes)

    @property
    def misdirected(self) -> bool:
        """Whether it was in the wrong pane: it was sent elsewhere, or moved and not put back."""
        if Outcome.RESENT in self.outcomes:
            return True
        moves = [line.outcome for line in self.lines if line.outcome in (Outcome.MOVED, Outcome.RETRACTED)]
        return moves[-1:] == [Outcome.MOVED]

    @property
    def model(self) -> str:
        """The model that gave it a score; empty when none did."""
        return next((line.model for line in self.lines if line.model and line.features), "")

    @property
    def fate(self) -> Fate:
        """What its alarm turned out to be."""
        if self.misdirected:
            return Fate.ESCAPED if Outcome.RECALLED in self.outcomes else Fate.SAVED
        if Outcome.OVERRIDDEN in self.outcomes:
            return Fate.FALSE
        if Outcome.RETRACTED in self.outcomes or not self.left:
            return Fate.CHANGED
        delayed_only = self.alarm is not None and self.alarm.ruling is Ruling.DELAY
        return Fate.FALSE if delayed_only else Fate.CHANGED


def _alarming(line: AuditLine) -> bool:
    return line.ruling in (Ruling.ASK, Ruling.DELAY) and line.rule in ELSEWHERE


class Balance:
    """The figures of a span of time; shares are of replies that were sent, or of those with a score."""

    def __init__(self, lines: Iterable[AuditLine]) -> None:
        self._stories = stories(lines)

    @property
    def sends(self) -> int:
        """How many replies left."""
        return sum(story.left for story in self._stories)

    @property
    def saves(self) -> int:
        """How many replies the guard kept from the wrong customer."""
        return sum(story.alarm is not None and story.fate is Fate.SAVED for story in self._stories)

    @property
    def models(self) -> Mapping[str, int]:
        """How many replies each model gave a score, in the order of their first."""
        found = [story.model for story in self._stories if story.model]
        return {model: found.count(model) for model in dict.fromkeys(found)}

    @property
    def recalled(self) -> Share:
        """The replies that were deleted after they had left."""
        return self._of_sends(Outcome.RECALLED)

    @property
    def resent(self) -> Share:
        """The replies that were taken back or recalled, and then sent in another conversation."""
        return self._of_sends(Outcome.RESENT)

    @property
    def delayed(self) -> Share:
        """The scored replies that were delayed or stopped for their score."""
        return self._of_scored((Ruling.DELAY, Ruling.ASK))

    @property
    def stopped(self) -> Share:
        """The scored replies that were stopped for their score."""
        return self._of_scored((Ruling.ASK,))

    def alarms(self, rule: Rule, ruling: Ruling) -> Mapping[Fate, int]:
        """Return how the alarms of one rule and tier turned out; fates that none had are left out."""
        fates = [
            story.fate
            for story in self._stories
            if story.alarm is not None and (story.alarm.rule, story.alarm.ruling) == (rule, ruling)
        ]
        return {fate: fates.count(fate) for fate in Fate if fate in fates}

    def _of_sends(self, outcome: Outcome) -> Share:
        return Share(sum(outcome in story.outcomes for story in self._stories), self.sends)

    def _of_scored(self, rulings: Sequence[Ruling]) -> Share:
        alarms = [story.alarm for story in self._stories if story.model and story.alarm is not None]
        count = sum(alarm.rule in SCORED and alarm.ruling in rulings for alarm in alarms)
        return Share(count, sum(bool(story.model) for story in self._stories))


def stories(lines: Iterable[AuditLine]) -> tuple[Story, ...]:
    """Return the lines by the reply that they are about, in the order of its first line."""
    found: dict[str, list[AuditLine]] = {}
    for place, line in enumerate(lines):
        # Lines of an old journal name no reply; each is of one of its own.
        found.setdefault(line.draft or f"line {place}", []).append(line)
    return tuple(Story(tuple(told)) for told in found.values())
