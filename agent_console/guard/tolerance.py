"""Signs that the agent has overridden again and again: they stop no further send."""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Final

from agent_console.domain.chat import ClientId, ConversationId
from agent_console.domain.verdict import Rule
from agent_console.guard.assessment import Assessment, Finding

ENOUGH: Final = 2
"""How often a sign is overridden before it only delays."""

Sign = tuple[Rule, ConversationId, str]
"""A rule, whose sign it is, and what stood in the draft."""


@dataclass(slots=True)
class Tolerance:
    """Counts overridden signs, each by itself.

    Customers choose their names, and write what they like: one called `Thank You`, or who writes the
    company's own phone number, would otherwise stop every send to all others.
    """

    _asked: dict[ClientId, Sign] = field(default_factory=dict)
    _overridden: Counter[Sign] = field(default_factory=Counter)

    def softened(self, draft: ClientId, text: str, assessment: Assessment) -> Assessment:
        """Return an assessment in which such signs are mild, and remember what the draft is stopped for."""
        found = tuple(self._softened(text, finding) for finding in assessment.findings)
        firm = next((finding for finding in found if not finding.mild), None)
        self._asked.pop(draft, None)
        if firm is not None:
            self._asked[draft] = _sign(text, firm)
        return replace(assessment, findings=found)

    def override(self, draft: ClientId) -> None:
        """Note that the agent has sent a draft although it was stopped."""
        sign = self._asked.pop(draft, None)
        if sign is not None:
            self._overridden[sign] += 1

    def _softened(self, text: str, finding: Finding) -> Finding:
        return replace(finding, mild=True) if self._overridden[_sign(text, finding)] >= ENOUGH else finding


def _sign(text: str, finding: Finding) -> Sign:
    return finding.rule, finding.subject.conversation, text[slice(*finding.span)].casefold()
