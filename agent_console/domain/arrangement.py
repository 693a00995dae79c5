"""Which conversation stood where on the desk, and how far each was read: what the next start finds again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from agent_console.domain.chat import ConversationId


@dataclass(frozen=True, slots=True)
class Seat:
    """A conversation's number, and its place in the grid; one without a place is on the strip."""

    number: int
    """From 1."""
    place: int | None = None
    """From 0, row by row."""


Seats = Mapping[ConversationId, Seat]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One moment of the desk, without a word of what was said or written there."""

    seats: Seats = field(default_factory=dict)
    attended: ConversationId | None = None
    """Whom the keys went to last."""
    notes: frozenset[ConversationId] = frozenset()
    """Where a note is written instead of a reply."""
    readings: Mapping[ConversationId, int] = field(default_factory=dict)
    """Sequence of the message at which the reader of a conversation is; none follows the newest one."""
