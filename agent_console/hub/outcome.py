"""What becomes of a command in the store, and what a committed message is."""

from dataclasses import dataclass

from agent_console.domain.action import QuestionId
from agent_console.domain.chat import AgentId, Author, ClientId, ConversationId, Mode
from agent_console.domain.customer import CustomerId
from agent_console.domain.history import Move
from agent_console.wire.frame import File


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A committed message."""

    sequence: int
    client_id: ClientId
    author: Author
    name: str
    text: str
    sent_ms: int
    writer: str = ""
    """The id of whoever wrote it; not for customers."""
    mode: Mode = Mode.REPLY
    heard: int = 0
    """Its number among what the customer is told, 1, 2, 3, ... without holes; 0 when it is not told."""
    amends: int = 0
    """The sequence of the message whose words it replaces."""
    amends_heard: int = 0
    """The same message by the customer's numbers."""
    file: File | None = None
    handed_over: bool = False


@dataclass(frozen=True, slots=True)
class Posted:
    """A message was committed for the first time."""

    conversation: ConversationId
    customer: CustomerId
    owner: AgentId | None
    message: StoredMessage
    queued: bool
    """Whether it put the conversation into the queue."""
    returned: bool = False
    """Whether its customer counted as gone before."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same message was committed earlier; this is the answer of that time."""

    sequence: int
    sent_ms: int
    heard: int = 0
    """Its number among what the customer is told."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The customer is known, and this is their conversation."""

    customer: CustomerId
    conversation: ConversationId
    name: str


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question between two agents."""

    question: QuestionId
    asker: AgentId
    colleague: AgentId


@dataclass(frozen=True, slots=True)
class Moved:
    """Something about a conversation besides what its customer wrote is other than before."""

    move: Move
    conversation: ConversationId
    customer: CustomerId
    before: AgentId | None
    """Who owned it."""
    after: AgentId | None
    """Who owns it now."""
    queue_changed: bool = False
    """Whether the queue of waiting customers looks other than before."""
    reason: str = ""
    """Why the former owner has it no more, for a person."""
    messages: tuple[StoredMessage, ...] = ()
    """Notes and amendments that came with it, in their order."""
    asked: Inquiry | None = None
    """The question that was put."""
    settled: tuple[Inquiry, ...] = ()
    """Questions that need no answer any more."""


@dataclass(frozen=True, slots=True)
class Lapsed:
    """What an agent held is in the queue again."""

    agent: AgentId
    moves: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class CustomerRead:
    """The customer has read further than before."""

    conversation: ConversationId
    customer: CustomerId
    owner: AgentId | None
    sequence: int
    """By the agents' numbers."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """Facts of a customer's conversations are other than before; that concerns their owners only."""

    customer: CustomerId
    conversations: tuple[tuple[ConversationId, AgentId], ...]
    """Those that somebody owns."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """It is so already, and nothing changed."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class AcceptingChanged:
    """An agent's availability is remembered."""

    agent: AgentId
    accepting: bool


@dataclass(frozen=True, slots=True)
class Advanced:
    """A reader's position is remembered."""

    name: str
    position: int


@dataclass(frozen=True, slots=True)
class WebhookChanged:
    """A webhook was made, removed, or sent to."""

    webhook: str


@dataclass(frozen=True, slots=True)
class Missed:
    """Other hubs committed what this one cannot read any more: who is connected reads everything anew."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """Nothing changed, for this reason."""

    code: str
    reason: str


Outcome = (
    Posted
    | Repeated
    | Joined
    | Moved
    | Lapsed
    | CustomerRead
    | Refreshed
    | Unchanged
    | AcceptingChanged
    | Advanced
    | WebhookChanged
    | Missed
    | Rejected
)

BUSY = "busy"
"""The code of a rejection that is the store's own trouble; the same command may be taken later."""
