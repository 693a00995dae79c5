"""Replies that are sent a moment after the agent came to their pane: the hand may be ahead of the eye."""

from datetime import timedelta
from typing import Final

from agent_console.domain.chat import Mode
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft
from agent_console.domain.verdict import Rule, Ruling, Verdict
from agent_console.ports import Clock
from agent_console.services.attention import Attention
from agent_console.texts import N_, _

SETTLING: Final = timedelta(seconds=1)
"""How long after a change of panes a reply counts as hasty."""
DELAY: Final = timedelta(seconds=2)
"""How long a hasty one waits."""
REASON: Final = N_("You came to this pane a moment ago: is it the right one?")


class Haste:
    """Delays what is sent right after a change of panes; notes are for no customer and are not."""

    def __init__(self, desk: Desk, clock: Clock, attention: Attention, enabled: bool = True) -> None:
        self._desk = desk
        self._clock = clock
        self._attention = attention
        self._enabled = enabled

    def considered(self, draft: Draft, verdict: Verdict) -> Verdict:
        """Return the verdict on a draft that may leave, or that it waits; with one chat there is no other."""
        if verdict.ruling is not Ruling.ALLOW or draft.mode is not Mode.REPLY or not self._hasty(draft):
            return verdict
        return Verdict(Ruling.DELAY, Rule.HASTE, _(REASON), delay=DELAY).with_figures_of(verdict)

    def _hasty(self, draft: Draft) -> bool:
        here_for = self._attention.here_for(draft.conversation, self._clock.monotonic())
        return self._enabled and len(self._desk.conversations) > 1 and here_for < SETTLING
