"""How the canned replies that stand in drafts were called for, so that they can be filled in once more."""

from collections import OrderedDict
from dataclasses import dataclass

from agent_console.domain.draft import Insertion
from agent_console.services.call import Wanted

_MOST = 300
"""Insertions; more than the drafts of one desk hold."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What decided what a reply said, beside the customer's own values."""

    wanted: Wanted
    language: str
    """The customer's, or the one that the agent chose; empty where none was known."""
    seed: int
    """What picked among random variants."""


class Origins:
    """Remembered while the console runs; of drafts from an earlier run nothing is known."""

    def __init__(self) -> None:
        self._origins: OrderedDict[Insertion, Origin] = OrderedDict()

    def note(self, insertion: Insertion, origin: Origin) -> None:
        """Remember how a reply was called for."""
        self._origins[insertion] = origin
        self._origins.move_to_end(insertion)
        if len(self._origins) > _MOST:
            self._origins.popitem(last=False)

    def of(self, insertion: Insertion) -> Origin | None:
        """Return how a reply was called for; None when that is not known any more."""
        return self._origins.get(insertion)
