"""Limits on the model's score as trailing quantiles of the console's own sends: no labels are needed."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf, isfinite
from typing import Final

from agent_console.domain.audit import AuditLine, Outcome
from agent_console.domain.chat import ClientId, ConversationId
from agent_console.guard.limit import Limits

WINDOW: Final = 10_000
"""How many of the last sends count: an agent's customers, and the model's scores of them, change."""
ENOUGH_TO_DELAY: Final = 500
ENOUGH_TO_STOP: Final = 5_000
"""Sends without which the quantile rests on too few scores to stop anybody."""
MISDIRECTED: Final = frozenset({Outcome.MOVED, Outcome.RESENT})
"""What shows that a reply had been in the wrong pane; budgets are for right ones."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Which share of right replies may be acted on for their score alone."""

    stop: float = 0.001
    delay: float = 0.005
    """Those that are stopped count as delayed here, too."""


class Trail:
    """The scores that one model gave the last sends; models are never compared with one another.

    What the guard delayed or stopped counts as well, once a reply with its highest score: without them
    each alarm would lower the limit, and so make for more alarms. A reply that turned out to be in the
    wrong pane does not count.
    """

    def __init__(self, model: str, budget: Budget, window: int = WINDOW, past: Iterable[float] = ()) -> None:
        """Begin with scores of the `past`, oldest first, of sends whose lines are not to be added."""
        self._model = model
        self._budget = budget
        self._window = window
        self._scores: dict[tuple[ClientId, ConversationId], float] = {}
        self._ascending: list[float] = []
        for number, score in enumerate(past):
            self._remember((ClientId(f"past {number}"), ConversationId("")), score)

    def __len__(self) -> int:
        """Return how many sends count."""
        return len(self._scores)

    def add(self, *lines: AuditLine) -> None:
        """Take further lines of the audit into account, in their order."""
        for line in lines:
            key = (line.draft, line.conversation)
            if line.outcome in MISDIRECTED:
                self._forget(key)
            elif line.model == self._model and line.features and isfinite(line.score):
                self._remember(key, line.score)

    @property
    def limits(self) -> Limits:
        """The scores from which budgets would be exceeded; infinite until there are enough sends."""
        return Limits(
            interrupt=self._limit(self._budget.stop, ENOUGH_TO_STOP),
            delay=self._limit(self._budget.delay, ENOUGH_TO_DELAY),
        )

    def _limit(self, share: float, enough: int) -> float:
        count = len(self._ascending)
        # The next score is above the k-th highest of n with probability k / (n + 1).
        rank = int(share * (count + 1))
        return self._ascending[-rank] if count >= enough and rank else inf

    def _remember(self, key: tuple[ClientId, ConversationId], score: float) -> None:
        highest = max(score, self._scores.get(key, score))
        self._forget(key)
        self._scores[key] = highest
        insort(self._ascending, highest)
        if len(self._scores) > self._window:
            self._forget(next(iter(self._scores)))

    def _forget(self, key: tuple[ClientId, ConversationId]) -> None:
        score = self._scores.pop(key, None)
        if score is not None:
            del self._ascending[bisect_left(self._ascending, score)]
