"""Trains the network of `agent_console.guard.model.choice`: which conversation was a reply written in?"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from agent_console.guard.model.choice import Choice
from benchmarks.adam import Adam

UNITS: Final = 48
ROUNDS: Final = 30
BATCH: Final = 64
PACE: Final = 6e-3
DECAY: Final = 0.3
"""How fast weights shrink that nothing needs, relative to the pace."""
NEWTON_STEPS: Final = 8
_FLATTEST: Final = 1e-6

Array = NDArray[np.float32]


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
        gradient = _gradient(weights, scaled[parts[at % batches]])
        for name in ("line", "hidden", "out"):
            weights[name] *= np.float32(1 - pace * DECAY)
        adam.step(gradient, pace)
    learnt = {name: weight.astype(np.float64) for name, weight in weights.items()}
    return Choice(centre, spread, **learnt)


def _line(cases: Array) -> Array:
    """Return the straight line that picks the first conversation best: McFadden's conditional logit.

    By Newton's method, from which the network goes on: it finds the way from there in fewer rounds.
    """
    slope = np.zeros(cases.shape[-1])
    for _ in range(NEWTON_STEPS):
        share = _softmax(cases @ slope.astype(np.float32))
        mean = np.einsum("nk,nkf->nf", share, cases)
        flat = (cases * np.sqrt(share)[..., None]).reshape(-1, slope.size)
        curvature = flat.T @ flat - mean.T @ mean + np.eye(slope.size)
        slope = slope - np.linalg.solve(curvature, (mean - cases[:, 0]).sum(0) + slope)
    return slope.astype(np.float32)


def _softmax(scores: Array) -> Array:
    raised = np.exp(scores - scores.max(1, keepdims=True))
    share: Array = raised / raised.sum(1, keepdims=True)
    return share


def _initial(figures: int, noise: np.random.Generator) -> dict[str, Array]:
    return {
        "hidden": noise.normal(0, figures**-0.5, (figures, UNITS)).astype(np.float32),
        "bias": np.zeros(UNITS, np.float32),
        "out": np.zeros(UNITS, np.float32),
    }


def _gradient(weights: dict[str, Array], cases: Array) -> dict[str, Array]:
    """Return the slope of the mean cross entropy of choosing the first conversation."""
    hidden = np.tanh(cases @ weights["hidden"] + weights["bias"])
    fits = cases @ weights["line"] + hidden @ weights["out"]
    error = _softmax(fits)
    error[:, 0] -= 1
    error /= len(cases)
    inner = error[..., None] * weights["out"] * (1 - hidden * hidden)
    return {
        "line": np.einsum("nk,nkf->f", error, cases),
        "hidden": np.einsum("nkf,nkh->fh", cases, inner, optimize=True),
        "bias": inner.sum((0, 1)),
        "out": np.einsum("nk,nkh->h", error, hidden),
    }
