"""The guard: does a reply speak to, or carry the numbers of, another open customer?"""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

from agent_console.domain.chat import ConversationId
from agent_console.domain.verdict import ALLOWED, Rule, Ruling, Verdict
from agent_console.guard import identifier, ideograph
from agent_console.guard.address import Spelling, turned
from agent_console.guard.assessment import Assessment, Finding, Opinion
from agent_console.guard.identifier import Kind, Occurrence
from agent_console.guard.limit import Limits
from agent_console.guard.name import Mention, mentions
from agent_console.guard.product import mentioned
from agent_console.guard.subject import Subject
from agent_console.guard.word import vocabulary

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
    nothing in the target's own pane accounts for it. It never refuses: the agent may know better.
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
        """Return every sign, identifiers before names, in the order of the others."""
        rivals = [other for other in others if other.conversation != target.conversation]
        return [*_identified(text, target, rivals), *self._named(text, target, rivals)]

    def _named(self, text: str, target: Subject, others: Sequence[Subject]) -> Iterator[Finding]:
        found = tuple(mentions(text))
        pointing = [mention for mention in found if mention.points]
        written = frozenset[str]().union(*(mention.word.forms for mention in found))
        known = self._own_words | target.vocabulary
        for other in others:
            # A whole name has one word at least without a typing mistake.
            places = pointing if written.isdisjoint(other.name.forms) else found
            span = _in_words(places, target, other, known) or _in_ideographs(text, target, other)
            if span:
                reason = f"“{text[slice(*span)]}” is another open customer: {other.customer}"
                yield Finding(Rule.NAME, other, span, reason)


def verdict(assessment: Assessment, limits: Limits) -> Verdict:
    """Decide: a rule or a score above the first limit stops a draft, one above the second delays it."""
    opinion = assessment.opinion
    score, features = (opinion.score, opinion.features) if opinion else (0.0, ())
    if assessment.findings:
        first = assessment.findings[0]
        reason = " ".join(first.reason.split())
        best = _best(assessment.findings)
        return Verdict(Ruling.ASK, first.rule, reason, best, first.span, score=score, features=features)
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


def _in_words(
    places: Sequence[Mention], target: Subject, other: Subject, known: Set[str]
) -> tuple[int, int] | None:
    """Return where the draft means the other customer, in words that nothing else accounts for."""
    for mention in places:
        if mention.next and mention.names_in_full(other.name, target.name, known):
            return mention.word.start, mention.next.end
        if mention.points_to(other.name, target.name, known):
            return mention.word.start, mention.word.end
    return None


def _in_ideographs(text: str, target: Subject, other: Subject) -> tuple[int, int] | None:
    if text.isascii() or ideograph.spoken_to(text, target.customer):
        return None
    return ideograph.spoken_to(text, other.customer)


def _identified(text: str, target: Subject, others: Sequence[Subject]) -> Iterator[Finding]:
    carried = [found for found in identifier.occurrences(text) if not target.holds(found.key)]
    endings = [found for found in identifier.endings(text) if not target.holds(found.key)]
    for other in others:
        yield from (_number(text, found, found.key, other) for found in carried if found.key in other.own)
        yield from (_number(text, found, key, other) for found in endings for key in other.ending(found.key))
    spelling = Spelling(text)
    for other in others:
        for street in other.streets - target.streets:
            span = spelling.find(street) or spelling.find(turned(street))
            if span:
                reason = f"{text[slice(*span)]} is {other.customer}'s address"
                yield Finding(Rule.IDENTIFIER, other, span, reason)
        for span, number in mentioned(text, spelling, other.products, target.vocabulary):
            reason = f"“{text[slice(*span)]}” is in {other.customer}'s order {number}"
            yield Finding(Rule.IDENTIFIER, other, span, reason)


def _number(text: str, found: Occurrence, key: str, other: Subject) -> Finding:
    kind = other.own[key]
    shown = text[found.start : found.end].lstrip("#")
    belonging = "is" if found.key == key else "ends"
    if kind is Kind.WRITTEN:
        reason = f"{shown} {belonging} what {other.customer} wrote"
    else:
        reason = f"{shown} {belonging} {other.customer}'s {kind}"
    return Finding(Rule.IDENTIFIER, other, (found.start, found.end), reason)


def _best(findings: Sequence[Finding]) -> ConversationId | None:
    """Return the conversation with the most signs; None when two are level."""
    counts = Counter(finding.subject.conversation for finding in findings).most_common(2)
    level = len(counts) == 2 and counts[0][1] == counts[1][1]
    return None if level else counts[0][0]
