"""What can be asked of the store, and what becomes of it; each command is one step of one transaction."""

from dataclasses import dataclass
from enum import StrEnum

from agent_console.domain.action import Action
from agent_console.domain.chat import AgentId, Author, ClientId, ConversationId, Mode, Presence
from agent_console.domain.customer import CustomerId
from agent_console.wire.frame import File, Profile, Topic


@dataclass(frozen=True, slots=True)
class Claim:
    """What an agent's reply was composed for; the store compares it while committing."""

    customer: CustomerId
    fence: int


@dataclass(frozen=True, slots=True)
class Post:
    """Commit a message."""

    author: Author
    writer: str
    """The agent's or the customer's id."""
    name: str
    conversation: ConversationId
    client_id: ClientId
    device: str
    number: int
    text: str
    claim: Claim | None = None
    """None for a customer's own message."""
    mode: Mode = Mode.REPLY
    file: File | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """Know a customer by their secret, or make a new one with a conversation."""

    customer: CustomerId
    secret_hash: bytes
    profile: Profile
    topic: Topic


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Give a waiting conversation to an agent; None means the one that waited longest."""

    agent: AgentId
    conversation: ConversationId | None = None


@dataclass(frozen=True, slots=True)
class End:
    """Close a conversation that the agent owns under that fence, and has read as far as `head`."""

    agent: AgentId
    conversation: ConversationId
    fence: int
    head: int
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Perform:
    """Carry an agent's action out."""

    agent: AgentId
    conversation: ConversationId
    fence: int | None
    """None takes the fence as it is, for programs that own no conversation."""
    action: Action


@dataclass(frozen=True, slots=True)
class Depart:
    """The customer ends the chat."""

    customer: CustomerId
    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class Opine:
    """The customer rates the chat, from 1 to 5."""

    customer: CustomerId
    conversation: ConversationId
    score: int
    comment: str


@dataclass(frozen=True, slots=True)
class See:
    """The customer has read as far as one of their own sequences."""

    customer: CustomerId
    conversation: ConversationId
    sequence: int


@dataclass(frozen=True, slots=True)
class Appear:
    """The customer came, or has been gone for a while."""

    conversation: ConversationId
    presence: Presence


@dataclass(frozen=True, slots=True)
class Lapse:
    """Put what an agent holds back into the queue, because the agent has been away for too long."""

    agent: AgentId


@dataclass(frozen=True, slots=True)
class Receive:
    """Commit a message that came over another channel; it makes the customer and the conversation."""

    profile: Profile
    """The customer is told by the e-mail address."""
    topic: Topic
    threads: tuple[str, ...]
    """What it may belong to, surest first: ids of earlier messages of the thread; empty begins a new one."""
    client_id: ClientId
    """The channel's own id of the message; the same again changes nothing."""
    text: str
    file: File | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """Give a conversation that nobody owns to an agent again."""

    agent: AgentId
    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class Accept:
    """Remember whether new customers may come to an agent."""

    agent: AgentId
    accepting: bool


Command = (
    Post | Join | TakeOver | End | Resume | Accept | Perform | Depart | Opine | See | Appear | Lapse | Receive
)


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A committed message."""

    sequence: int
    client_id: ClientId
    author: Author
    name: str
    text: str
    sent_ms: int


@dataclass(frozen=True, slots=True)
class Posted:
    """A message was committed for the first time."""

    conversation: ConversationId
    customer: CustomerId
    owner: AgentId | None
    message: StoredMessage
    queued: bool
    """Whether it put the conversation into the queue."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same message was committed earlier; this is the answer of that time."""

    sequence: int
    sent_ms: int


@dataclass(frozen=True, slots=True)
class Joined:
    """The customer is known, and this is their conversation."""

    customer: CustomerId
    conversation: ConversationId
    name: str


class Move(StrEnum):
    """What can happen to a conversation's ownership."""

    QUEUED = "queued"
    TAKEN = "taken"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Moved:
    """A conversation changed hands."""

    move: Move
    conversation: ConversationId
    customer: CustomerId
    agent: AgentId


@dataclass(frozen=True, slots=True)
class Held:
    """The agent owns the conversation already; nothing changed."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class AcceptingChanged:
    """An agent's availability is remembered."""

    agent: AgentId
    accepting: bool


@dataclass(frozen=True, slots=True)
class Rejected:
    """Nothing changed, for this reason."""

    code: str
    reason: str


Outcome = Posted | Repeated | Joined | Moved | Held | AcceptingChanged | Rejected

BUSY = "busy"
"""The code of a rejection that is the store's own trouble; the same command may be taken later."""
