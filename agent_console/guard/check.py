"""The guard: does a reply speak to, or carry the numbers of, another open customer?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

from agent_console.domain.chat import ConversationId
from agent_console.domain.verdict import ALLOWED, Ruling, Verdict
from agent_console.guard import evidence
from agent_console.guard.assessment import Assessment, Finding, Opinion
from agent_console.guard.limit import Limits
from agent_console.guard.subject import Subject
from agent_console.guard.text.legible import Legible
from agent_console.guard.text.word import vocabulary

COUNTDOWN = timedelta(seconds=5)
"""How long a reply that only looks odd waits, so that the agent can take it back."""


class Model(Protocol):
    """What gives an opinion beside the rules."""

    def opinion(self, text: str, target: Subject, others: Sequence[Subject]) -> Opinion:
        """Say how well a draft fits its conversation, compared with the others that are open."""
        ...


class Guard:
    """Judges drafts by rules that can be explained in one line.

    It asks when a draft addresses another open customer by name, or carries what identifies one, and
    nothing in the target's own pane accounts for it. It delays a draft in a language that another
    customer speaks and this one does not. It never refuses: the agent may know better.
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
        opinion = self._model.opinion(text, target, others) if self._model else None
        return Assessment(tuple(self.findings(text, target, others)), opinion)

    def findings(self, text: str, target: Subject, others: Sequence[Subject]) -> list[Finding]:
        """Return every sign: identifiers, names, language, each in the order of the others."""
        rivals = [other for other in others if other.conversation != target.conversation]
        read = Legible(text)
        found = [
            *evidence.of_identity(read.text, target, rivals),
            *evidence.of_name(read.text, target, rivals, self._own_words),
            *evidence.of_language(read.text, target, rivals),
        ]
        return [replace(sign, span=read.span(sign.span)) for sign in found]


def verdict(assessment: Assessment, limits: Limits) -> Verdict:
    """Decide: a rule or a score above the first limit stops a draft, one above the second delays it."""
    opinion = assessment.opinion
    score, features = (opinion.score, opinion.features) if opinion else (0.0, ())
    firm = [finding for finding in assessment.findings if not finding.mild]
    if firm:
        return replace(_found(firm), score=score, features=features)
    mild = assessment.findings and not (opinion and opinion.score > limits.interrupt)
    if mild:
        return replace(
            _found(assessment.findings),
            ruling=Ruling.DELAY,
            delay=COUNTDOWN,
            score=score,
            features=features,
        )
    if opinion is None or opinion.score <= min(limits.delay, limits.interrupt):
        return replace(ALLOWED, score=score, features=features)
    asks = opinion.score > limits.interrupt
    return Verdict(
        Ruling.ASK if asks else Ruling.DELAY,
        opinion.rule,
        opinion.reason,
        opinion.best,
        delay=timedelta() if asks else COUNTDOWN,
        score=score,
        features=features,
    )


def _found(findings: Sequence[Finding]) -> Verdict:
    """Return the verdict that findings of one kind give: the first one's reason."""
    first = findings[0]
    return Verdict(Ruling.ASK, first.rule, " ".join(first.reason.split()), _best(findings), first.span)


def _best(findings: Sequence[Finding]) -> ConversationId | None:
    """Return the conversation with the most signs; None when two are level."""
    counts = Counter(finding.subject.conversation for finding in findings).most_common(2)
    level = len(counts) == 2 and counts[0][1] == counts[1][1]
    return None if level else counts[0][0]
