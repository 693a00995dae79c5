"""The replies of a conversation that wait to leave, and for how long each can still be taken back."""

from dataclasses import dataclass
from math import ceil
from typing import Final

from agent_console.domain.audit import AuditLine
from agent_console.domain.draft import Draft
from agent_console.domain.outbox import Intent
from agent_console.domain.verdict import Ruling, Verdict

VISIBLE_SECONDS: Final = 1.0
"""For how long at least a countdown is seen before its reply leaves, by itself or by a key."""


@dataclass(slots=True, eq=False)
class Delayed:
    """One reply that waits; instants are seconds on the console's monotonic clock."""

    intent: Intent
    line: AuditLine
    verdict: Verdict
    """Why it waits; one that is allowed waits only behind others."""
    draft: Draft | None = None
    """What it goes back to; None for a file, which nobody typed."""
    due: float = 0.0
    saved: bool = False
    """Whether the journal holds it."""


class Countdown:
    """Replies in the order they leave: only the first one's time runs out, the others wait behind it."""

    def __init__(self) -> None:
        self._waiting: list[Delayed] = []
        self._leaving: Delayed | None = None
        self._shown_at = 0.0

    @property
    def waiting(self) -> tuple[Delayed, ...]:
        """All that can be taken back, the one that leaves next first."""
        return tuple(self._waiting)

    @property
    def first(self) -> Delayed:
        """The reply that leaves next; raises IndexError when none waits."""
        return self._waiting[0]

    @property
    def over(self) -> bool:
        """Whether nothing waits, and nothing is on its way out."""
        return not self._waiting and self._leaving is None

    def add(self, reply: Delayed, now: float) -> None:
        """Let a reply wait as long as its verdict says, behind those that wait already."""
        reply.due = now + reply.verdict.delay.total_seconds()
        self._waiting.append(reply)
        if self.first is reply:
            self._show(now)

    def seconds(self, now: float) -> int:
        """Return how many seconds are left of the first one's time, rounded up."""
        return max(0, ceil(self.first.due - now))

    def postpone(self, now: float) -> None:
        """Let the first one be seen for a second more, because nobody could see it until now."""
        if self._waiting:
            self.first.due = max(self.first.due, now + VISIBLE_SECONDS)

    def hurry(self, now: float) -> bool:
        """Let the first one leave now; False when that comes too soon after it appeared to be meant."""
        if now - self._shown_at < VISIBLE_SECONDS:
            return False
        self.first.due = now
        return True

    def release(self, now: float) -> Delayed | None:
        """Return the first one when its time is over: from here on it cannot be taken back.

        It must be on disk before, and one that was released before it must have `left`.
        """
        if not self._waiting or self._leaving is not None or self.first.due > now or not self.first.saved:
            return None
        self._leaving = self._waiting.pop(0)
        return self._leaving

    def left(self, now: float) -> None:
        """Note that the one that was released is gone."""
        self._leaving = None
        self._show(now)

    def remove(self, reply: Delayed, now: float) -> bool:
        """Take back one that waits; False when it does not wait any more."""
        if reply not in self._waiting:
            return False
        self._waiting.remove(reply)
        self._show(now)
        return True

    def take_back(self) -> tuple[Delayed, ...]:
        """Take back all that wait."""
        waiting, self._waiting = self.waiting, []
        return waiting

    def _show(self, now: float) -> None:
        """Let the time of one that has a reason of its own be seen, now that it comes first."""
        if self._waiting and self.first.verdict.ruling is Ruling.DELAY:
            self._shown_at = now
            self.postpone(now)
