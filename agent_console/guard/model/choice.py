"""How well a draft fits each open conversation: a small network over the figures of each."""

from dataclasses import dataclass, fields

import numpy as np

from agent_console.guard.model.figure import Array


@dataclass(frozen=True, slots=True)
class Choice:
    """One hidden layer, and a straight line beside it."""

    centre: Array
    """What a figure is on average, and how much it varies."""
    spread: Array
    line: Array
    hidden: Array
    bias: Array
    out: Array

    def fits(self, rows: Array) -> Array:
        """Return one figure for each row, in units of log-odds against another conversation."""
        scaled = (rows - self.centre) / self.spread
        found: Array = scaled @ self.line + np.tanh(scaled @ self.hidden + self.bias) @ self.out
        return found

    def takes(self, figures: int) -> bool:
        """Whether it is for so many figures a row, and all its parts belong together."""
        units = len(self.out)
        shapes = ((figures,), (figures,), (figures,), (figures, units), (units,), (units,))
        return shapes == tuple(getattr(self, part.name).shape for part in fields(self))
