"""What the encoder looks at in a dialogue: weighted sums of its turns, and where it stands."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

LAST_CUSTOMER, LAST_AGENT, RECENT_CUSTOMER, ALL_CUSTOMER, RECENT_AGENT, LAST_BUT_ONE = range(6)
VIEWS: Final = 6
"""How many sums of turns there are; the names above are their places."""
_FADING: Final = np.float32(0.7)
"""How much less an older turn of the same side counts in a recent view."""

MOST_TURNS: Final = 60
"""Older turns of a longer dialogue are left out."""
_LONGEST_RUN: Final = 3
_STAGES: Final = 8
STATES: Final = 2 + _LONGEST_RUN + 1 + _STAGES
"""How many figures tell where a dialogue stands."""


def views(by_customer: Sequence[bool]) -> Array:
    """Return the weights of turns, oldest first, in each view: one row a view, one column a turn."""
    turns = np.asarray(by_customer, bool)
    weights = np.zeros((VIEWS, len(turns)), np.float32)
    customer, agent = np.flatnonzero(turns), np.flatnonzero(~turns)
    if len(customer):
        weights[LAST_CUSTOMER, customer[-1]] = 1
        weights[RECENT_CUSTOMER, customer] = _fading(len(customer))
        weights[ALL_CUSTOMER, customer] = 1 / math.sqrt(len(customer))
    if len(agent):
        weights[LAST_AGENT, agent[-1]] = 1
        weights[RECENT_AGENT, agent] = _fading(len(agent))
    if len(turns) > 1:
        weights[LAST_BUT_ONE, -2] = 1
    return weights


def _fading(turns: int) -> Array:
    """Return weights of squares that add up to 1, the newest turn's last and largest."""
    weights = _FADING ** np.arange(turns - 1, -1, -1, dtype=np.float32)
    return np.asarray(weights / np.linalg.norm(weights), np.float32)


def state(by_customer: Sequence[bool]) -> Array:
    """Return where a dialogue stands, as figures of 0 and 1.

    Who spoke last; how many turns the agent has had since the customer's last; how far it has come.
    """
    figures = np.zeros(STATES, np.float32)
    turns = len(by_customer)
    figures[0 if turns and by_customer[-1] else 1] = 1
    if turns:
        run = next((back for back, customer in enumerate(reversed(by_customer)) if customer), turns)
        figures[2 + min(run, _LONGEST_RUN)] = 1
    stage = min(_STAGES - 1, int(math.log2(turns + 1) * 2)) if turns < 14 else _STAGES - 1
    figures[2 + _LONGEST_RUN + 1 + stage] = 1
    return figures
