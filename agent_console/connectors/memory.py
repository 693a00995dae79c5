"""The last good answers, for as long as they are good and for when a server fails."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from agent_console.domain.customer import Customer

T = TypeVar("T")

_MOST_CUSTOMERS = 200


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What one connector knows of a customer."""

    things: tuple[T, ...] = ()
    fetched_at: datetime | None = None
    """When it was read; None when it never was."""
    failure: str = ""
    """Why it could not be read now, for a person; `things` are then what was read before."""
    note: str = ""
    """What was left out, for a person."""


class Memory(Generic[T]):
    """Good answers by customer; the ones that were kept longest ago are forgotten."""

    def __init__(self, lifetime: timedelta) -> None:
        self._lifetime = lifetime.total_seconds()
        self._known: OrderedDict[Customer, tuple[float, Answer[T]]] = OrderedDict()

    def fresh(self, customer: Customer, now: float) -> Answer[T] | None:
        """Return the answer if it is still good; `now` in monotonic seconds."""
        known = self._known.get(customer)
        return known[1] if known and now - known[0] < self._lifetime else None

    def last(self, customer: Customer) -> Answer[T]:
        """Return the last good answer, however old; an empty one when there is none."""
        known = self._known.get(customer)
        return known[1] if known else Answer()

    def keep(self, customer: Customer, answer: Answer[T], now: float) -> None:
        """Remember a good answer, read at `now` in monotonic seconds."""
        self._known[customer] = (now, answer)
        self._known.move_to_end(customer)
        if len(self._known) > _MOST_CUSTOMERS:
            self._known.popitem(last=False)
