"""Changes weights to what a console's own sends show, from those in use and never far from them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import cos, pi
from typing import Final

import numpy as np
from numpy.typing import NDArray

from agent_console.guard.learning.adam import Adam
from agent_console.guard.model.choice import Choice
from agent_console.guard.model.figure import Array

Figures = NDArray[np.float32]
Weights = dict[str, Figures]

ROUNDS: Final = 10
"""How often every send is seen."""
BATCH: Final = 32
PACE: Final = 3e-3
PULL: Final = 3.0
"""How fast weights go back to where they were, relative to the pace, unless sends speak against it."""
LEARNT: Final = ("line", "hidden", "bias", "out")
"""What changes; what figures are on average, and how much they vary, stays as it is."""


def tuned(choice: Choice, sends: Sequence[Array], seed: int = 0) -> Choice:
    """Return weights that pick the first conversation of each of these sends more often.

    A send is one row of figures for each open conversation, its own first; there must be others.
    """
    learnt: Weights = {name: getattr(choice, name).astype(np.float32) for name in LEARNT}
    before = {name: weight.copy() for name, weight in learnt.items()}
    scaled = [((rows - choice.centre) / choice.spread).astype(np.float32) for rows in sends]
    adam, chance = Adam(learnt), np.random.default_rng(seed)
    steps = [batch for _ in range(ROUNDS) for batch in _batches(scaled, chance)]
    for at, batch in enumerate(steps):
        pace = PACE * (0.5 + 0.5 * cos(pi * at / len(steps)))
        adam.step(slopes(learnt, batch), pace)
        for name in LEARNT:
            learnt[name] += (before[name] - learnt[name]) * np.float32(pace * PULL)
    return replace(choice, **{name: weight.astype(np.float64) for name, weight in learnt.items()})


def _batches(sends: Sequence[Figures], chance: np.random.Generator) -> Iterator[Figures]:
    """Yield all sends once, some at a time, each with some of its other conversations left out.

    So the weights learn from large desks for smaller ones, too.
    """
    sizes = np.array([len(rows) for rows in sends])
    alike = [np.flatnonzero(sizes == size) for size in np.unique(sizes)]
    parts = [
        part for group in alike for part in np.array_split(chance.permutation(group), -(-len(group) // BATCH))
    ]
    for place in chance.permutation(len(parts)):
        cases = np.stack([sends[one] for one in parts[place]])
        others = cases.shape[1] - 1
        kept = chance.integers((others + 1) // 2, others + 1)
        yield cases[:, np.append(0, 1 + chance.permutation(others)[:kept])]


def slopes(weights: Mapping[str, Figures], cases: Figures) -> Weights:
    """Return the slope of the mean cross entropy of choosing each case's first conversation.

    `weights` are those of a `Choice`; the figures of the cases are in units of its spread.
    """
    hidden = np.tanh(cases @ weights["hidden"] + weights["bias"])
    fits = cases @ weights["line"] + hidden @ weights["out"]
    error = softmax(fits)
    error[:, 0] -= 1
    error /= len(cases)
    inner = error[..., None] * weights["out"] * (1 - hidden * hidden)
    return {
        "line": np.einsum("nk,nkf->f", error, cases),
        "hidden": np.einsum("nkf,nkh->fh", cases, inner, optimize=True),
        "bias": inner.sum((0, 1)),
        "out": np.einsum("nk,nkh->h", error, hidden),
    }


def softmax(scores: Figures) -> Figures:
    """Return the share of each of a row's columns, from their log-odds."""
    raised = np.exp(scores - scores.max(1, keepdims=True))
    share: Figures = raised / raised.sum(1, keepdims=True)
    return share
