"""A guard that a test tells what to say, and time that passes as a countdown sees it."""

from datetime import timedelta

import pytest

from agent_console.domain.chat import ConversationId
from agent_console.domain.draft import Draft
from agent_console.domain.verdict import ALLOWED, Rule, Ruling, Verdict
from agent_console.services.scrutiny import Scrutiny
from tests.services.office import Office

FOUR = timedelta(seconds=4)
STEP = 0.5
"""Seconds that pass between two looks at a countdown; at more than a second the machine slept."""


class Suspicion:
    """Delays each reply that contains a given word."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._about: dict[str, Verdict] = {}
        monkeypatch.setattr(Scrutiny, "check", lambda _self, draft: self._check(draft))

    def of(self, word: str, suggestion: ConversationId | None = None, delay: timedelta = FOUR) -> None:
        """Let replies with this word look as if they were meant for somebody else."""
        reason = f"“{word}” looks odd here."
        self._about[word] = Verdict(Ruling.DELAY, Rule.FIT, reason, suggestion, delay=delay)

    def _check(self, draft: Draft) -> Verdict:
        return next((verdict for word, verdict in self._about.items() if word in draft.text), ALLOWED)


def pass_time(office: Office, seconds: float) -> None:
    """Let time pass in steps, the countdowns being looked at after each."""
    for _ in range(round(seconds / STEP)):
        office.clock.advance(STEP)
        office.workspace.delay.look()
