"""The frames that either client sends, agent's or customer's."""

from dataclasses import dataclass

from agent_console.domain.chat import ConversationId
from agent_console.wire.version import NONE


@dataclass(frozen=True, slots=True)
class Reread:
    """Asks for the messages after a sequence once more."""

    conversation: ConversationId
    after: int


@dataclass(frozen=True, slots=True)
class Typing:
    """Its sender is writing now; the hub passes it on to the other side. Nothing keeps it."""

    conversation: ConversationId = NONE
    preview: str = ""
    """What a customer has written so far, where the hub's settings allow it; empty otherwise."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Its sender, a customer, has read as far as this sequence; the hub tells the agent so, too."""

    sequence: int
    conversation: ConversationId = NONE


@dataclass(frozen=True, slots=True)
class Offer:
    """Announces a file; `Progress` answers with how much of it the hub has already, or `Unstored`."""

    upload: str
    """32 hexadecimal digits, random, made by the client; the same offer again resumes."""
    name: str
    size: int
    conversation: ConversationId = NONE
    """Where it will go; an agent must say."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of an offered file; `Progress` answers."""

    upload: str
    offset: int
    data: str
    """Base64 of at most `CHUNK_BYTES` bytes."""
