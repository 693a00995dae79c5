"""Where a dialogue has its terms, ready to be searched for all terms of a draft at once."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent_console.guard.dialogue import CELLS, Traces

Whole = NDArray[np.int64]

_HASHES: Final = 1
_COLUMNS: Final = _HASHES + CELLS
_ROW: Final = np.dtype((np.void, 8 * _COLUMNS))


class Index(NamedTuple):
    """The traces of a dialogue by the hashes of their terms, all of it side by side in memory.

    Looking a hundred terms up in a dozen dictionaries takes longer than all that is made of them: each is a
    walk to another place. Hashes of 64 bits with a secret of the process are as good as the terms.
    """

    hashes: Whole
    """In ascending order."""
    rows: NDArray[np.void]
    """Of each its hash, and the cells of its trace."""

    @classmethod
    def of(cls, traces: Traces) -> "Index":
        """Take the traces as they are now."""
        # The first row is of what is nowhere; it goes by the empty text, which is no term.
        hashes = hashed(chain(("",), traces.rows), len(traces) + 1)
        table = np.column_stack((hashes, np.frombuffer(traces.cells, np.int64).reshape(-1, CELLS)))
        order = hashes.argsort()
        return cls(hashes[order], table[order].view(_ROW).ravel())


def hashed(terms: Iterable[str], number: int) -> Whole:
    """Return the hashes of so many terms."""
    return np.fromiter(map(hash, terms), np.int64, number)


def looked_up(terms: Sequence[str], indexes: Sequence[Index]) -> tuple[Whole, NDArray[np.bool_]]:
    """Return the cells of each term in each dialogue, and whether it has the term; else they mean nothing."""
    wanted = hashed(terms, len(terms))
    rows = [one.rows.take(one.hashes.searchsorted(wanted), mode="clip") for one in indexes]
    table = np.concatenate(rows).view(np.int64).reshape(len(indexes), len(terms), _COLUMNS)
    return table[:, :, _HASHES:], table[:, :, 0] == wanted
