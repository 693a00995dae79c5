"""What a change to the desk concerns, so that only that is drawn again."""

from dataclasses import dataclass
from enum import Enum, auto

from agent_console.domain.chat import ConversationId


class Part(Enum):
    """Which part of the screen a change concerns."""

    NOTHING = auto()
    TRANSCRIPT = auto()
    HOLDINGS = auto()
    """A conversation came to the desk or left it."""
    QUEUE = auto()
    STATUS = auto()
    """The connection, the agent's name, or whether new customers are accepted."""
    RECORD = auto()
    """What is known of a customer's orders and past cases."""
    DRAFT = auto()
    """A draft or what holds it back, other than by typing: a reply came back, a hold came or went."""
    FACTS = auto()
    """Something about a conversation besides its messages: tags, promise, presence, typing, reading, ..."""
    TEAM = auto()
    """Colleagues and queues."""
    REPLIES = auto()
    """Canned responses came, changed or went, or something is wrong in their files."""
    QUESTIONS = auto()
    """What colleagues ask this agent."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an event changed."""

    part: Part
    conversation: ConversationId | None = None


NO_CHANGE = Change(Part.NOTHING)
