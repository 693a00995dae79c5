"""A reply that is held back for the agent's word, and when that word may be heard."""

from typing import Final

from agent_console.domain.verdict import Verdict

QUIET_SECONDS: Final = 0.3
"""How long no key may come before one is taken for an answer: type-ahead must not answer."""


class Hold:
    """A verdict that waits for an answer; instants are seconds on the console's monotonic clock.

    The answers are the keys that the pane shows, the customer's own letter among them. Enter is never
    one: it is pressed by habit, so it must not confirm.
    """

    def __init__(self, verdict: Verdict, raised_at: float) -> None:
        self.verdict = verdict
        self.raised_at = raised_at
        self._last_key_at = raised_at

    def heard(self, now: float) -> bool:
        """Whether a key pressed now counts as an answer, because none came in the last 300 ms."""
        return now - self._last_key_at >= QUIET_SECONDS

    def key(self, now: float) -> None:
        """Record a key of any kind; ask `heard` about it before."""
        self._last_key_at = now
