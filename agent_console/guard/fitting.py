"""Fits the guard's weights: which pane a draft fits best, and whether it is in the wrong one."""

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


def fit_choice(figures: Array, ridge: float) -> Line:
    """Learn to pick the first of several alternatives.

    `figures` is cases x alternatives x figures. This is McFadden's conditional logit, with a penalty on
    the squared weights of standardised figures.
    """
    scale = _scale(figures.reshape(-1, figures.shape[-1]))
    scaled = figures / scale
    slope = np.zeros(figures.shape[-1])
    for _ in range(STEPS):
        share = _softmax(scaled @ slope)
        mean = np.einsum("nk,nkf->nf", share, scaled)
        gradient = (mean - scaled[:, 0]).sum(0) + ridge * slope
        flat = (scaled * np.sqrt(share)[..., None]).reshape(-1, slope.size)
        curvature = flat.T @ flat - mean.T @ mean + ridge * np.eye(slope.size)
        step = np.linalg.solve(curvature, gradient)
        slope = slope - step
        if np.abs(step).max() < STANDSTILL:
            break
    return Line(slope / scale, 0.0)


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


def _softmax(scores: Array) -> Array:
    raised = np.exp(scores - scores.max(1, keepdims=True))
    share: Array = raised / raised.sum(1, keepdims=True)
    return share
