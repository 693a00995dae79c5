"""What is made of the figures of a draft against each open conversation: one score against its own."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from agent_console.guard.model.choice import Choice
from agent_console.guard.model.feature import FEATURES
from agent_console.guard.model.figure import Array
from agent_console.guard.model.fitting import Line
from agent_console.guard.model.sign import SIGNS, signs


@dataclass(frozen=True, slots=True)
class Judgement:
    """The learnt weights that a company's own sends can change."""

    choice: Choice
    """How well a draft fits a conversation, of FEATURES."""
    suspicion: Line
    """What each of SIGNS says against one."""

    @property
    def fitting(self) -> bool:
        """Whether all its parts belong together, and are for these figures."""
        return self.choice.takes(len(FEATURES)) and self.suspicion.slope.shape == (len(SIGNS),)

    def score(self, rows: Array, target: int = 0) -> float:
        """Return how much speaks against the target: higher is more suspicious; there must be others."""
        return float(self.suspicion.score(self.signs(rows, target)))

    def signs(self, rows: Array, target: int) -> Array:
        """Return the figures that the score is made of, one for each of SIGNS."""
        return signs(rows, self.choice.fits(rows), target)


def table(features: Sequence[float]) -> Array:
    """Return figures that stand one after the other as rows of FEATURES, a row a conversation.

    Raises ValueError when they are no such rows, or those of fewer than two conversations.
    """
    rows = np.reshape(np.array(features, np.float64), (-1, len(FEATURES)))
    if len(rows) < 2:
        raise ValueError("there is no other conversation to compare with")
    return rows
