"""Where the terms of a draft are found in the open conversations."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from agent_console.guard.dialogue import LANES
from agent_console.guard.model.figure import Array
from agent_console.guard.model.index import Index, Whole, looked_up
from agent_console.guard.model.standing import Standings

FADING: Final = 0.75
"""How much less a term counts for every turn that has passed since."""
_FADED: Final = np.array([FADING**turns for turns in range(200)])
"""How much it still counts after so many turns; never nothing, however many they are."""

_MOST_IN_A_BYTE: Final = 255


class Finds:
    """Where each conversation has each of some terms: one row a conversation, one column a term."""

    def __init__(self, cells: Array, turns: Whole) -> None:
        """Take a table for each thing that is noted of a term, and which turns have it.

        They are: whether the customer's last turn has it, then the agent's, how much it counts for having
        been said by the customer, then by the agent, whether the systems say it, and whether any of it is so.
        """
        self._cells = cells
        self._turns = turns
        self.known: Array = cells[-1]
        """1 where anybody has said it, or the systems have, else 0."""

    @classmethod
    def of(cls, terms: Sequence[str], indexes: Sequence[Index], standings: Standings) -> "Finds":
        """Look terms up in dialogues that stand so."""
        cells, there = looked_up(terms, indexes)
        cells = np.ascontiguousarray(np.moveaxis(cells, -1, 0)) * there
        places, fact, turns = cells[:2], cells[2], cells[3]
        said = (places >= 0) & there
        found = np.empty((6, *there.shape))
        found[:2] = (places == standings.last) & said
        found[2:4] = _FADED.take(standings.newest - places, mode="clip") * said
        found[4] = fact
        found[5] = there
        return cls(found, turns)

    def columns(self, terms: slice) -> "Finds":
        """Return where each conversation has some of the terms only."""
        return Finds(self._cells[:, :, terms], self._turns[:, terms])

    def overlap(self, weights: Array) -> Array:
        """Return the shares, by weight, that the first FEATURES stand for."""
        found: Array = (self._cells @ weights).T / (weights.sum() or 1.0)
        return found

    def shares(self, weights: Array) -> Array:
        """Return the shares, by weight, that the customer, the agent and the systems have said."""
        found: Array = ((self._cells[2:5] > 0) @ weights).T / (weights.sum() or 1.0)
        return found

    def contrast(self, *weights: Array) -> Array:
        """Return what a conversation has that few have, and what it has not that one of few has.

        These are two columns, for each way to weigh the terms.
        """
        holders = self.known.sum(0)
        shared = np.array(weights) * (1 / np.maximum(holders, 1)) * (holders > 0)
        here = self.known @ shared.T
        found: Array = levelled(np.stack((here, shared.sum(1) - here), -1))
        return found.reshape(len(here), -1)

    def turns(self) -> Array:
        """Return how many of the terms each of the newest turns has, by its lane."""
        turns = np.ascontiguousarray(self._turns)
        bits = np.unpackbits(turns.view(np.uint8), axis=-1, bitorder="little")
        # Eight counts are added up at once, each in a byte of its own that so few terms do not fill.
        eights = bits.view(np.uint64).reshape(*turns.shape, 8)
        parts = np.add.reduceat(eights, np.arange(0, turns.shape[1], _MOST_IN_A_BYTE), axis=1)
        counts = parts.view(np.uint8).sum(1, dtype=np.float64)
        found: Array = counts[:, :LANES]
        return found


def levelled(amount: Array) -> Array:
    """Return amounts from 0 on as figures below 1."""
    found: Array = amount / (1 + amount)
    return found
