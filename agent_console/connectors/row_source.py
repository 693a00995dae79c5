"""What a connector reads from, whatever is behind it: rows, and details of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from agent_console.connectors.template import Values


@dataclass(frozen=True, slots=True)
class Found:
    """Rows as a system has them, which may be other customers', too."""

    rows: Sequence[object]
    values: Sequence[Values]
    """What the customer's own rows are told by: once for each time that the system knows the customer."""
    note: str = ""
    """What was left out, for a person; empty when all was read."""


class RowSource(Protocol):
    """A company's system; deadlines are the event loop's time, in seconds."""

    @property
    def place(self) -> str:
        """What people call where it asks, such as a host."""
        ...

    async def prepare(self) -> None:
        """Do what takes its time before the first question, whatever the system is like."""
        ...

    async def rows(self, values: Values, deadline: float) -> Found:
        """Return the rows that it has for a customer; raise LookUpError when it cannot be asked."""
        ...

    async def detailed(self, rows: Sequence[object], values: Values, deadline: float) -> Found:
        """Return rows with what is asked for each of them apart; a row whose details are missing stays."""
        ...

    async def aclose(self) -> None:
        """Close what is open; nothing may be under way."""
        ...
