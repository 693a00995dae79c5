"""Adam (Kingma and Ba, 2015), for weights of which each step changes only some rows."""

from collections.abc import Mapping
from types import EllipsisType
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

_MEAN: Final = 0.9
_SQUARE: Final = 0.99


class Adam:
    """Takes steps against gradients, each weight at the pace that its own gradients allow."""

    def __init__(self, weights: dict[str, Array]) -> None:
        """Take the weights, which are changed in place."""
        self._weights = weights
        self._means = {name: np.zeros_like(value) for name, value in weights.items()}
        self._squares = {name: np.zeros_like(value) for name, value in weights.items()}
        self._steps = 0

    def step(self, gradient: Mapping[str, Array], pace: float) -> None:
        """Begin the next step, and change those weights."""
        self._steps += 1
        for name, slope in gradient.items():
            self._move(name, ..., slope, pace)

    def step_rows(self, name: str, rows: NDArray[np.int64], slope: Array, pace: float) -> None:
        """Change some rows of one weight in the step that has begun; each row occurs once."""
        self._move(name, rows, slope, pace)

    def _move(self, name: str, where: NDArray[np.int64] | EllipsisType, slope: Array, pace: float) -> None:
        mean = _MEAN * self._means[name][where] + (1 - _MEAN) * slope
        square = _SQUARE * self._squares[name][where] + (1 - _SQUARE) * slope**2
        self._means[name][where], self._squares[name][where] = mean, square
        pace *= (1 - _SQUARE**self._steps) ** 0.5 / (1 - _MEAN**self._steps)
        self._weights[name][where] -= np.float32(pace) * mean / (np.sqrt(square) + 1e-8)
