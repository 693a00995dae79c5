"""Where the agent was on the desk, and how far each chat was read: what the next start finds again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from agent_console.domain.chat import ConversationId


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One moment of the desk, without a word of what was said or written there."""

    attended: ConversationId | None = None
    """Whom the keys went to last."""
    notes: frozenset[ConversationId] = frozenset()
    """Where a note is written instead of a reply."""
    readings: Mapping[ConversationId, int] = field(default_factory=dict)
    """Sequence of the uppermost message in view, where the reader has scrolled up."""
