"""What speaks against the conversation a draft is in, once it is known how well the draft fits each."""

from typing import Final

import numpy as np

from agent_console.guard.model.feature import FEATURES
from agent_console.guard.model.figure import Array

SIGNS: Final = (
    "outdone_by_all",  # how much better it fits the others together
    "outdone",  # how much better it fits the best of them
    "fit",
    "best_fit",
    "open_conversations",
    *(f"here_{name}" for name in FEATURES),
    *(f"there_{name}" for name in FEATURES),  # of the best other one, beyond what it is here
)
SUMMARIES: Final = 5
"""How many of SIGNS come first: they say what all the figures come to, at any company."""
_FURTHEST: Final = 6.0
"""Where a margin levels off: beyond it a draft is surely in the wrong pane, or surely in the right one."""


def signs(rows: Array, fits: Array, target: int) -> Array:
    """Return one figure for each of SIGNS; there must be another conversation than the target."""
    others = np.concatenate((fits[:target], fits[target + 1 :]))
    best = int(others.argmax())
    highest, own = others[best], fits[target]
    together = highest + np.log(np.exp(others - highest).sum()) - own
    summary = (_levelled(together), _levelled(highest - own), own, highest, np.log(len(fits)))
    here = rows[target]
    found: Array = np.concatenate((summary, here, rows[best + (best >= target)] - here))
    return found


def _levelled(margin: float) -> float:
    return float(np.tanh(margin / _FURTHEST) * _FURTHEST)
