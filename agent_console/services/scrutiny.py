"""The guard at work: rules from the first reply on, a model once it is loaded, limits that follow sends."""

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import isfinite
from traceback import extract_tb
from typing import Final, Protocol

from agent_console.domain.audit import AuditLine, Outcome
from agent_console.domain.desk import Change, Desk, Part
from agent_console.domain.draft import Draft
from agent_console.domain.verdict import ALLOWED, Ruling, Verdict
from agent_console.guard.check import COUNTDOWN, Guard, Model, verdict
from agent_console.guard.learning.history import basis_of
from agent_console.guard.learning.quantile import WINDOW, Budget, Trail
from agent_console.guard.limit import Limits
from agent_console.guard.subject import Subject
from agent_console.guard.tolerance import Tolerance
from agent_console.ports import Journal
from agent_console.services.changes import Changes
from agent_console.services.crew import Crew
from agent_console.services.recall import WITHIN
from agent_console.services.subjects import Subjects
from agent_console.texts import _

LINES_OF_A_SEND: Final = 3
"""About how many audit lines one send can have: it is held, sent all the same, and recalled."""

log = logging.getLogger(__name__)


class Past(Protocol):
    """The sends that a model was fitted to: its own scores of them are too good to set limits by."""

    @property
    def scores(self) -> Sequence[float]:
        """Their scores by models that were fitted without them, oldest first."""
        ...

    @property
    def until(self) -> datetime | None:
        """When the last of them was; None when there are none."""
        ...


class Expert(Model, Protocol):
    """A model that can be told from others."""

    @property
    def version(self) -> str:
        """Its name; the part before the `-` says what its features mean."""
        ...

    def prepare(self, subject: Subject) -> None:
        """Make of a conversation what the next opinion needs, so that there is less to do at Enter."""
        ...

    def score(self, features: Sequence[float]) -> float:
        """Return the score of an opinion with these features; raises ValueError when they are none."""
        ...

    @property
    def past(self) -> Past:
        """What the limits begin with."""
        ...


@dataclass(frozen=True, slots=True)
class Caution:
    """How careful the guard of one console is."""

    enabled: bool = True
    """Whether replies are compared with the other open conversations at all."""
    budget: Budget = field(default_factory=Budget)
    countdown: timedelta = COUNTDOWN
    """How long a reply that only looks odd waits."""
    haste: bool = True
    """Whether a reply that is sent right after a change of panes waits."""
    recall: timedelta = WITHIN
    """For how long what has left can be taken back."""
    load: Callable[[], Expert] | None = None
    """Reads the model, in a thread; without it the rules work alone."""
    head_start: timedelta = timedelta(seconds=1)
    """How long the first screen has the processor for itself."""


class Scrutiny:
    """Compares drafts with every open conversation; when the model fails that is told, and rules go on."""

    def __init__(
        self, desk: Desk, subjects: Subjects, journal: Journal, changes: Changes, crew: Crew, caution: Caution
    ) -> None:
        self.trouble = ""
        """Why the rules work alone; one raw line, empty when they don't or the model is not loaded yet."""
        self._desk = desk
        self._subjects = subjects
        self._journal = journal
        self._changes = changes
        self._crew = crew
        self._caution = caution
        self._expert: Expert | None = None
        self._trail: Trail | None = None
        self._tolerance = Tolerance()
        subjects.listener = self._prepare

    @property
    def limits(self) -> Limits:
        """The scores from which the guard acts now."""
        return self._trail.limits if self._trail else Limits()

    @property
    def model(self) -> str:
        """The version of the model at work; empty while the rules work alone."""
        return self._expert.version if self._expert else ""

    async def prepare(self) -> None:
        """Load the model, and the limits from the audit, while the rules work already."""
        if not self._caution.enabled or self._caution.load is None:
            return
        await self._crew.pause(self._caution.head_start)
        with self._tolerating(lambda error: str(error) or _place(error)):
            self._expert, self._trail = await asyncio.to_thread(self._loaded, self._caution.load)

    def check(self, draft: Draft) -> Verdict:
        """Return what the rules and the model say of a draft, with the figures for the audit."""
        if not self._caution.enabled:
            return ALLOWED
        target = self._subjects.of(draft.conversation)
        others = self._subjects.others(draft.conversation)
        found = self._learned(draft, target, others)
        if found is None:
            assessment = Guard(self._agent(draft)).assess(draft.text, target, others)
            found = verdict(self._tolerance.softened(draft.id, draft.text, assessment), Limits())
        return replace(found, delay=self._caution.countdown) if found.ruling is Ruling.DELAY else found

    def note(self, line: AuditLine) -> None:
        """Let what became of a reply count for the limits, and for what stops the next ones."""
        if line.outcome is Outcome.OVERRIDDEN:
            self._tolerance.override(line.draft)
        if self._trail is not None:
            self._trail.add(line)

    def _loaded(self, load: Callable[[], Expert]) -> tuple[Expert, Trail]:
        expert = load()
        past = expert.past
        trail = Trail(expert.version, self._caution.budget, past=past.scores)
        for line in self._journal.audit_trail(WINDOW * LINES_OF_A_SEND):
            if past.until is None or line.at > past.until:
                trail.add(_comparable(line, expert))
        return expert, trail

    def _prepare(self, subject: Subject) -> None:
        if self._expert is not None:
            with self._tolerating(_place):
                self._expert.prepare(subject)

    def _learned(self, draft: Draft, target: Subject, others: Sequence[Subject]) -> Verdict | None:
        """Return what rules and model say, with the figures; None where the rules are alone.

        With one open conversation there is no wrong one, and its scores would blur the limits.
        """
        if self._expert is not None and others:
            with self._tolerating(_place):
                return self._judged(self._expert, draft, target, others)
        return None

    def _judged(self, expert: Expert, draft: Draft, target: Subject, others: Sequence[Subject]) -> Verdict:
        assessment = Guard(self._agent(draft), expert).assess(draft.text, target, others)
        assessment = self._tolerance.softened(draft.id, draft.text, assessment)
        found, opinion = verdict(assessment, self.limits), assessment.opinion
        if opinion is None:
            return found
        if not isfinite(opinion.score):
            raise ValueError("the score is no number")
        return replace(found, features=opinion.features, model=expert.version)

    def _agent(self, draft: Draft) -> str:
        return self._desk.connection(draft.conversation).agent_name

    @contextmanager
    def _tolerating(self, told: Callable[[Exception], str]) -> Iterator[None]:
        """Go on without the model when it fails, and say why: replies must be able to leave."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a model, it is no reason to stop
            log.error("the guard's model failed: %s", told(error))  # noqa: TRY400 - a traceback can quote words
            self._expert = self._trail = None
            words = _("The guard works by its rules alone, its model failed: {place}")
            self.trouble = words.format(place=told(error))
            self._changes.announce(Change(Part.STATUS))


def _place(error: Exception) -> str:
    """Return where an error arose; its own words may quote a message, which belongs in no log."""
    frame = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {frame.name}, line {frame.lineno} of {frame.filename}"


def _comparable(line: AuditLine, expert: Expert) -> AuditLine:
    """Return a line with the score that the model gives now to features that mean the same as its own."""
    if line.model == expert.version or basis_of(line.model) != basis_of(expert.version):
        return line
    try:
        return replace(line, score=expert.score(line.features), model=expert.version)
    except ValueError:  # the line is damaged: it has too few features
        return replace(line, features=())
