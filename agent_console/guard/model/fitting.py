"""Fits the last weights of the guard's model: whether a draft is in the wrong conversation."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from agent_console.guard.model.figure import Array

STEPS: Final = 30
"""Newton's method needs about eight; the rest is for awkward data, which it goes through in shorter steps."""
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


def fit_suspicion(
    figures: Array, wrong: Array, ridge: Array | float, prior: Line | None = None, counts: Array | None = None
) -> Line:
    """Learn to tell wrong sends (1) from right ones (0) by logistic regression; `counts` weighs them.

    `ridge` says how strongly weights, or each of them, are drawn to nothing; with a prior they are drawn
    towards that, so that few cases change little.
    """
    scale = _scale(figures)
    scaled = np.hstack([figures / scale, np.ones((len(figures), 1))])
    start = np.zeros(scaled.shape[1]) if prior is None else np.append(prior.slope * scale, prior.offset)
    counts = np.ones(len(figures)) if counts is None else counts
    drawn = np.broadcast_to(np.asarray(ridge, np.float64), figures.shape[1])
    problem = _Problem(scaled, wrong, np.append(drawn, drawn.min() / 100), start, counts)
    slope, loss = start, problem.loss(start)
    for _ in range(STEPS):
        step = problem.step(slope)
        # Far from the best weights a whole step can lead further away, and the next ones to infinity.
        while (ahead := problem.loss(slope - step)) > loss and np.abs(step).max() >= STANDSTILL:
            step = step / 2
        if ahead > loss or np.abs(step).max() < STANDSTILL:
            break
        slope, loss = slope - step, ahead
    return Line(slope[:-1] / scale, float(slope[-1]))


@dataclass(frozen=True, slots=True)
class _Problem:
    """Logistic regression whose weights are drawn to where they start."""

    figures: Array
    wrong: Array
    penalty: Array
    start: Array
    counts: Array

    def loss(self, slope: Array) -> float:
        signed = np.where(self.wrong > 0, -1.0, 1.0) * (self.figures @ slope)
        away = slope - self.start
        return float(self.counts @ np.logaddexp(0.0, signed) + self.penalty @ (away * away) / 2)

    def step(self, slope: Array) -> Array:
        """Return Newton's step, to be taken away from the weights."""
        likely = 1 / (1 + np.exp(-np.clip(self.figures @ slope, -30, 30)))
        away = self.counts * (likely - self.wrong)
        gradient = self.figures.T @ away + self.penalty * (slope - self.start)
        weight = self.counts * np.maximum(likely * (1 - likely), FLATTEST)
        curvature = (self.figures * weight[:, None]).T @ self.figures + np.diag(self.penalty)
        return np.asarray(np.linalg.solve(curvature, gradient), np.float64)


def _scale(figures: Array) -> Array:
    spread: Array = figures.std(0)
    return np.where(spread > FLATTEST, spread, 1.0)
