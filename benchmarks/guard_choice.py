"""Trains the network of `agent_console.guard.model.choice`: which conversation was a reply written in?"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from agent_console.guard.learning.adam import Adam
from agent_console.guard.learning.tuning import Weights, slopes, softmax
from agent_console.guard.model.choice import Choice

UNITS: Final = 48
ROUNDS: Final = 30
BATCH: Final = 64
PACE: Final = 6e-3
DECAY: Final = 0.3
"""How fast weights shrink that nothing needs, relative to the pace."""
NEWTON_STEPS: Final = 25
RIDGE: Final = 10.0
"""How strongly the straight line's weights are drawn to nothing."""
_FLATTEST: Final = 1e-6
_STANDSTILL: Final = 1e-4
"""The line is found when a step takes away a smaller share of the loss."""

Array = NDArray[np.float32]
Slope = NDArray[np.float64]


def train(rows: Array, seed: int = 0) -> Choice:
    """Learn from cases x conversations x figures; each case's first conversation is the right one."""
    noise = np.random.default_rng(seed)
    flat = rows.reshape(-1, rows.shape[-1]).astype(np.float64)
    centre, spread = flat.mean(0), np.maximum(flat.std(0), _FLATTEST)
    scaled = ((rows - centre) / spread).astype(np.float32)
    weights = _initial(rows.shape[-1], noise) | {"line": _line(scaled)}
    adam, batches = Adam(weights), max(1, len(rows) // BATCH)
    for at in range(ROUNDS * batches):
        if at % batches == 0:
            parts = np.array_split(noise.permutation(len(rows)), batches)
        pace = PACE * (0.5 + 0.5 * math.cos(math.pi * at / (ROUNDS * batches)))
        gradient = slopes(weights, scaled[parts[at % batches]])
        for name in ("line", "hidden", "out"):
            weights[name] *= np.float32(1 - pace * DECAY)
        adam.step(gradient, pace)
    learnt = {name: weight.astype(np.float64) for name, weight in weights.items()}
    return Choice(centre, spread, **learnt)


def _line(cases: Array) -> Array:
    """Return the straight line that picks the first conversation best: McFadden's conditional logit.

    By Newton's method, from which the network goes on: it finds the way from there in fewer rounds.
    """
    slope: Slope = np.zeros(cases.shape[-1])
    loss = _loss(cases, slope)
    for _ in range(NEWTON_STEPS):
        step = _newton(cases, slope)
        # Far from the best line a whole step can lead further away, and the next ones to infinity.
        while (ahead := _loss(cases, slope - step)) >= loss and np.abs(step).max() > _FLATTEST:
            step = step / 2
        if ahead >= loss:
            break
        slope, gain, loss = slope - step, loss - ahead, ahead
        if gain < _STANDSTILL * loss:
            break
    return slope.astype(np.float32)


def _loss(cases: Array, slope: Slope) -> float:
    fits = cases @ slope
    highest = fits.max(1)
    surprise = highest + np.log(np.exp(fits - highest[:, None]).sum(1)) - fits[:, 0]
    return float(surprise.sum() + RIDGE * (slope @ slope) / 2)


def _newton(cases: Array, slope: Slope) -> Slope:
    share = softmax(cases @ slope.astype(np.float32))
    mean = np.einsum("nk,nkf->nf", share, cases)
    flat = (cases * np.sqrt(share)[..., None]).reshape(-1, slope.size)
    curvature = flat.T @ flat - mean.T @ mean + np.eye(slope.size) * RIDGE
    return np.asarray(np.linalg.solve(curvature, (mean - cases[:, 0]).sum(0) + RIDGE * slope), np.float64)


def _initial(figures: int, noise: np.random.Generator) -> Weights:
    return {
        "hidden": noise.normal(0, figures**-0.5, (figures, UNITS)).astype(np.float32),
        "bias": np.zeros(UNITS, np.float32),
        "out": np.zeros(UNITS, np.float32),
    }
