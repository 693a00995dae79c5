"""Everything that the panel shows of one conversation, as one value that tells whether it has changed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from agent_console.domain.chat import Conversation, Delivery, Message, Mode
from agent_console.domain.record import Case, Record
from agent_console.domain.wait import ANSWERED
from agent_console.services.case_lines import Reading


@dataclass(frozen=True, slots=True)
class Sight:
    """What is known now."""

    held: Conversation
    """The facts, without messages."""
    notes: tuple[Message, ...]
    """What colleagues and the agent noted in this conversation, oldest first."""
    record: Record
    readings: tuple[Reading | None, ...]
    """What is known of each past case's lines, where that has been asked for."""
    minute: datetime
    """The time, without seconds, for the customer's clock."""

    @classmethod
    def of(
        cls, held: Conversation, record: Record, reading: Callable[[Case], Reading | None], now: datetime
    ) -> "Sight":
        """Return what is known of a held conversation at a time (aware)."""
        notes = tuple(m for m in held.shown if m.mode is Mode.NOTE and m.delivery is not Delivery.RECALLED)
        facts = replace(held, messages=(), echoes=(), wait=ANSWERED, amendments=0, replied_at=None, read=0)
        readings = tuple(map(reading, record.cases))
        return cls(facts, notes, record, readings, now.replace(second=0, microsecond=0))
