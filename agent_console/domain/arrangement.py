"""Where the agent was on the desk, and how far each chat was read: what the next start finds again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from agent_console.domain.chat import ConversationId, Promise


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One moment of the desk, without a word of what was said or written there but what was promised."""

    attended: ConversationId | None = None
    """Whom the keys went to last."""
    notes: frozenset[ConversationId] = frozenset()
    """Where a note is written instead of a reply."""
    readings: Mapping[ConversationId, int] = field(default_factory=dict)
    """Sequence of the uppermost message in view, where the reader has scrolled up."""
    promises: Mapping[ConversationId, Promise] = field(default_factory=dict)
    """What this console alone keeps, because the chat system keeps no promises."""
    excused: Mapping[ConversationId, int] = field(default_factory=dict)
    """Sequence of the newest message, where no reply is owed up to it."""
