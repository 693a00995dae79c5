"""Fits the last weights of the guard's model: whether a draft is in the wrong conversation."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

STEPS: Final = 30
"""Newton's method needs about eight; the rest is for awkward data."""
STANDSTILL: Final = 1e-7
FLATTEST: Final = 1e-6
"""A figure that varies less is taken for a constant."""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line through the figures: `score = figures @ slope + offset`."""

    slope: Array
    offset: float

    def score(self, figures: Array) -> Array:
        """Return one score for each row; a higher one is more likely."""
        scored: Array = figures @ self.slope + self.offset
        return scored


def fit_suspicion(figures: Array, wrong: Array, ridge: float, prior: Line | None = None) -> Line:
    """Learn to tell wrong sends (1) from right ones (0) by logistic regression.

    With a prior the weights are drawn towards it instead of towards nothing, so that few cases change little.
    """
    scale = _scale(figures)
    scaled = np.hstack([figures / scale, np.ones((len(figures), 1))])
    start = np.zeros(scaled.shape[1]) if prior is None else np.append(prior.slope * scale, prior.offset)
    penalty = np.append(np.full(figures.shape[1], ridge), ridge / 100)
    slope = start
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-np.clip(scaled @ slope, -30, 30)))
        gradient = scaled.T @ (likely - wrong) + penalty * (slope - start)
        weight = np.maximum(likely * (1 - likely), FLATTEST)
        curvature = (scaled * weight[:, None]).T @ scaled + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        slope = slope - step
        if np.abs(step).max() < STANDSTILL:
            break
    return Line(slope[:-1] / scale, float(slope[-1]))


def _scale(figures: Array) -> Array:
    spread: Array = figures.std(0)
    return np.where(spread > FLATTEST, spread, 1.0)
