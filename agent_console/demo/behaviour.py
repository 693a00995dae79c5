"""How a scripted customer behaves: pure, with time passed in as town seconds."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, islice

from agent_console.demo.fact import Facts
from agent_console.demo.person import Courtesy, Fact, Person, Reaction

_READING = 2.0
_SECONDS_PER_CHARACTER = 0.06
_LONGEST_TYPING = 8.0
_IMPATIENCE = 0.8
"""Every nudge comes after this share of the time that passed before the one before it."""
_PATIENCE_ON_REQUEST = 2.0
"""How many times as long a person waits who was asked to."""
_GIVES_UP_AFTER = 240.0
"""Seconds of silence after the last nudge."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Something to say, and when."""

    at: float
    text: str
    leaves: bool = False
    """Whether the person goes once it is said."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit of a person to the chat, as it stands; every change makes a new value."""

    person: Person
    facts: Facts
    quiet_since: float
    """When anybody last said something, or is going to."""
    cues: tuple[Cue, ...] = ()
    """What is decided, soonest first."""
    nudges: int = 0
    asked_again: int = 0
    used: frozenset[Reaction] = frozenset()
    patience_factor: float = 1.0
    gone: bool = False
    content: bool = False
    """Whether a person who is gone had what they came for."""

    @classmethod
    def begin(cls, person: Person, facts: Facts, at: float) -> "Visit":
        """Start a visit: the first line is said at once, the others as fast as the person types."""
        first, *others = person.opening
        return _saying(cls(person, facts, at, cues=(Cue(at, first),)), others, at)

    @property
    def next(self) -> Cue | None:
        """What the person says next unless they hear something first; None once they are gone."""
        if self.gone:
            return None
        return self.cues[0] if self.cues else self._nudge()

    def said(self, at: float) -> "Visit":
        """Take the next cue as said."""
        cue = self.next
        if cue is None:
            return self
        if not self.cues:
            return replace(self, nudges=self.nudges + 1, quiet_since=at, gone=cue.leaves)
        quiet_since = max(at, self.quiet_since)
        return replace(self, cues=self.cues[1:], quiet_since=quiet_since, gone=cue.leaves, content=cue.leaves)

    def heard(self, reply: str, at: float) -> "Visit":
        """React to an agent's reply; a person who is saying goodbye no longer listens."""
        if self.gone or any(cue.leaves for cue in self.cues):
            return self
        text = reply.casefold()
        listened = replace(self, quiet_since=at, nudges=0, patience_factor=1.0)
        reaction = self._reaction_to(text)
        if reaction is not None:
            return _reacting(listened, reaction, at)
        courtesy = self._courtesy_for(text)
        if courtesy is not None:
            return _being_polite(listened, courtesy, at)
        return listened if self.cues else _asking_again(listened, at)

    def _nudge(self) -> Cue:
        nudges = self.person.manner.nudges
        if self.nudges >= len(nudges):
            return Cue(self.quiet_since + _GIVES_UP_AFTER, self.person.manner.gives_up, leaves=True)
        patience = self.person.patience.total_seconds() * self.patience_factor
        return Cue(self.quiet_since + patience * _IMPATIENCE**self.nudges, nudges[self.nudges])

    def _reaction_to(self, text: str) -> Reaction | None:
        fresh = (reaction for reaction in self.person.reactions if reaction not in self.used)
        return next((reaction for reaction in fresh if self._touches(reaction, text)), None)

    def _courtesy_for(self, text: str) -> Courtesy | None:
        courtesies = self.person.manner.courtesies
        return next((courtesy for courtesy in courtesies if _says_any(text, courtesy.hears)), None)

    def _touches(self, reaction: Reaction, text: str) -> bool:
        return any(
            any(_names(text, form) for form in self.facts[heard])
            if isinstance(heard, Fact)
            else _says_any(text, (heard,))
            for heard in reaction.hears
        )


def _reacting(visit: Visit, reaction: Reaction, at: float) -> Visit:
    lines = (*reaction.says, visit.person.manner.goodbye) if reaction.content else reaction.says
    reacting = _saying(replace(visit, used=visit.used | {reaction}), lines, at)
    if not reaction.content:
        return reacting
    *before, farewell = reacting.cues
    return replace(reacting, cues=(*before, replace(farewell, leaves=True)))


def _being_polite(visit: Visit, courtesy: Courtesy, at: float) -> Visit:
    patience_factor = _PATIENCE_ON_REQUEST if courtesy.patient else visit.patience_factor
    line = courtesy.says.format(order=visit.person.order_number, question=visit.person.opening[-1])
    return _saying(replace(visit, patience_factor=patience_factor), (line,), at)


def _asking_again(visit: Visit, at: float) -> Visit:
    lines = visit.person.manner.asks_again
    line = lines[visit.asked_again % len(lines)]
    return _saying(replace(visit, asked_again=visit.asked_again + 1), (line,), at)


def _saying(visit: Visit, lines: Iterable[str], at: float) -> Visit:
    """Decide on more lines, each after the time that reading and typing takes."""
    begin = max([at, *(cue.at for cue in visit.cues)])
    cues = (*visit.cues, *_typed(tuple(lines), begin))
    return replace(visit, cues=cues, quiet_since=cues[-1].at if cues else at)


def _typed(lines: tuple[str, ...], begin: float) -> Iterator[Cue]:
    ends = accumulate((_typing(text) for text in lines), initial=begin)
    yield from (Cue(at, text) for text, at in zip(lines, islice(ends, 1, None), strict=True))


def _typing(text: str) -> float:
    return _READING + min(len(text) * _SECONDS_PER_CHARACTER, _LONGEST_TYPING)


def _names(text: str, form: str) -> bool:
    """Whether the text has that form as a whole, so that 48213 is not found in 148213."""
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None


def _says_any(text: str, beginnings: Iterable[str]) -> bool:
    """Whether words of the text begin so; words are inflected at their ends."""
    return any(re.search(rf"(?<!\w){re.escape(beginning.casefold())}", text) for beginning in beginnings)
