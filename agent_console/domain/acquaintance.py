"""How often a customer was here before, and how happy they were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from agent_console.domain.record import Case
from agent_console.texts import _


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """A customer's earlier contacts in figures."""

    contacts: int
    """How many contacts there were, the present one included."""
    ratings: int
    mean: Decimal | None
    """The mean rating from 1 to 5, to one decimal; None when nothing was rated."""
    last: datetime | None
    """When the contact before this one began (aware); None when that is not known."""

    @classmethod
    def of(cls, earlier: Sequence[Case]) -> "Acquaintance":
        """Return what earlier contacts tell."""
        ratings = [case.rating for case in earlier if case.rating is not None]
        mean = round(Decimal(sum(ratings)) / len(ratings), 1) if ratings else None
        last = max((case.opened_at for case in earlier if case.opened_at is not None), default=None)
        return cls(len(earlier) + 1, len(ratings), mean, last)


def ordinal(number: int) -> str:
    """Return a whole number from 1 on as a place in a row, such as 2nd."""
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    if last == 1:
        # Translators: a place in a row, with the ending for 1, 21, 31, ...
        return _("{number}st").format(number=number)
    if last == 2:
        # Translators: the ending for 2, 22, 32, ...
        return _("{number}nd").format(number=number)
    if last == 3:
        # Translators: the ending for 3, 23, 33, ...
        return _("{number}rd").format(number=number)
    # Translators: the ending for all other numbers
    return _("{number}th").format(number=number)
