"""What the guard makes of a draft before anybody decides: signs in words, and one score."""

from collections import Counter
from dataclasses import dataclass

from agent_console.domain.chat import ConversationId
from agent_console.domain.verdict import Rule
from agent_console.guard.subject import Subject


@dataclass(frozen=True, slots=True)
class Finding:
    """One sign that a draft is meant for another customer."""

    rule: Rule
    subject: Subject
    span: tuple[int, int]
    reason: str
    mild: bool = False
    """Whether it is a reason to wait a moment rather than to stop."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a model makes of a draft beside the rules."""

    score: float
    """How much speaks against the conversation; higher is more suspicious."""
    best: ConversationId
    """The conversation that the draft fits best, be it its own."""
    rival: ConversationId | None = None
    """The one of the others that it fits best, of which the reason speaks; None when there is none."""
    reason: str = ""
    """One line for the agent: why it does not fit, in words that can be checked by looking."""
    rule: Rule = Rule.FIT
    features: tuple[float, ...] = ()
    """What the score was made of: the figures of one conversation after the other, the draft's own first."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Signs and opinion about one draft."""

    findings: tuple[Finding, ...]
    opinion: Opinion | None = None
    """None without a model."""

    @property
    def suggestion(self) -> ConversationId | None:
        """Where to move the draft: to the conversation with the most signs, or the one that it fits best."""
        return self._foremost or (self.opinion.rival if self.opinion else None)

    @property
    def _foremost(self) -> ConversationId | None:
        """The conversation with the most signs; None when there are none, or two are level."""
        counts = Counter(finding.subject.conversation for finding in self.findings).most_common(2)
        level = len(counts) == 2 and counts[0][1] == counts[1][1]
        return counts[0][0] if counts and not level else None
