"""The guard: is a reply meant for another open customer? Rules name the sign, a model gives a score."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final, Protocol

from agent_console.domain.verdict import ALLOWED, Ruling, Verdict
from agent_console.guard import evidence
from agent_console.guard.assessment import Assessment, Finding, Opinion
from agent_console.guard.limit import Limits
from agent_console.guard.subject import Subject
from agent_console.guard.text.excerpt import Excerpt
from agent_console.guard.text.legible import Legible
from agent_console.guard.text.word import vocabulary

COUNTDOWN = timedelta(seconds=5)
"""How long a reply that only looks odd waits, so that the agent can take it back."""
MOST_WEIGHED: Final = 300
"""How many characters of a draft the model reads; more words change little in what it makes of them."""


class Model(Protocol):
    """What gives an opinion beside the rules."""

    def opinion(self, text: str, target: Subject, others: Sequence[Subject]) -> Opinion:
        """Say how well a draft fits its conversation, compared with the others that are open."""
        ...


class Guard:
    """Judges drafts by rules and, where there is one, a model; each reason is one line.

    It asks when a draft addresses another open customer by name, or carries what identifies one, and
    nothing in the target's own pane accounts for it. It delays a draft in a language that another
    customer speaks and this one does not. On a model's score it acts from the limits on. It never
    refuses: the agent may know better.

    Enter must not wait for it: of a very long draft the rules read beginning and end, and the model only
    the first `MOST_WEIGHED` characters.
    """

    def __init__(self, agent_name: str = "", model: Model | None = None) -> None:
        """Take the agent's own name, which a draft may always mention."""
        self._own_words = vocabulary(agent_name)
        self._model = model

    def check(
        self, text: str, target: Subject, others: Sequence[Subject], limits: Limits | None = None
    ) -> Verdict:
        """Return ASK, DELAY or ALLOW with the reason, where it stands, and whose conversation it fits."""
        return verdict(self.assess(text, target, others), limits or Limits())

    def assess(self, text: str, target: Subject, others: Sequence[Subject]) -> Assessment:
        """Return everything that speaks for another conversation than the target."""
        opinion = self._model.opinion(text[:MOST_WEIGHED], target, others) if self._model else None
        return Assessment(tuple(self.findings(text, target, others)), opinion)

    def findings(self, text: str, target: Subject, others: Sequence[Subject]) -> list[Finding]:
        """Return every sign: identifiers, names, language, each in the order of the others."""
        rivals = [other for other in others if other.conversation != target.conversation]
        excerpt = Excerpt(text)
        read = Legible(excerpt.text)
        found = [
            *evidence.of_identity(read.text, target, rivals),
            *evidence.of_name(read.text, target, rivals, self._own_words),
            *evidence.of_language(read.text, target, rivals),
        ]
        return [replace(sign, span=excerpt.span(read.span(sign.span))) for sign in found]


def verdict(assessment: Assessment, limits: Limits) -> Verdict:
    """Return what comes of signs and a score, given from which scores on the guard acts."""
    decided, opinion = _decided(assessment, limits), assessment.opinion
    if opinion is not None:
        decided = replace(decided, score=opinion.score, features=opinion.features)
    if decided.ruling is Ruling.ALLOW:
        return decided
    delay = COUNTDOWN if decided.ruling is Ruling.DELAY else timedelta()
    return replace(decided, suggestion=assessment.suggestion, delay=delay)


def _decided(assessment: Assessment, limits: Limits) -> Verdict:
    """Return ruling and reason: what stops a draft comes before what delays it, a rule before a score."""
    findings, opinion = assessment.findings, assessment.opinion
    firm = next((finding for finding in findings if not finding.mild), None)
    if firm is not None:
        return _found(Ruling.ASK, firm)
    if opinion is not None and opinion.score > limits.interrupt:
        return Verdict(Ruling.ASK, opinion.rule, _one_line(opinion.reason))
    if findings:
        return _found(Ruling.DELAY, findings[0])
    if opinion is not None and opinion.score > limits.delay:
        return Verdict(Ruling.DELAY, opinion.rule, _one_line(opinion.reason))
    return ALLOWED


def _found(ruling: Ruling, finding: Finding) -> Verdict:
    return Verdict(ruling, finding.rule, _one_line(finding.reason), span=finding.span)


def _one_line(reason: str) -> str:
    """Return a reason without the line breaks of what it quotes."""
    return " ".join(reason.split())
