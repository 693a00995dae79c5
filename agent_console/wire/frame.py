"""The frames of the hub's protocol, as values; `codec` turns them into JSON and back.

Ids are strings, times are whole milliseconds: `*_ms` since 1970 (UTC), `age_ms` before the frame was made.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from agent_console.domain.chat import AgentId, Author, ClientId, ConversationId, Status
from agent_console.domain.customer import CustomerId

PROTOCOL = 1
"""The version of this protocol; the two ends must agree on it."""


NONE = ConversationId("")
"""Stands for no conversation in particular."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a customer says about themselves before the chat."""

    name: str
    email: str = ""
    phone: str = ""
    language: str = ""
    account: str = ""
    order_number: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a customer says about the chat before it begins."""

    concern: str = ""
    page: str = ""
    channel: str = "chat"
    queue: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """A conversation without its messages."""

    id: ConversationId
    customer: CustomerId
    profile: Profile
    topic: Topic
    status: Status
    fence: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A committed message."""

    sequence: int
    client_id: ClientId
    author: Author
    name: str
    text: str
    sent_ms: int
    age_ms: int


@dataclass(frozen=True, slots=True)
class Place:
    """A customer's place in the queue."""

    conversation: ConversationId
    name: str
    concern: str
    queue: str
    age_ms: int


# From either client


@dataclass(frozen=True, slots=True)
class Reread:
    """Asks for the messages after a sequence once more."""

    conversation: ConversationId
    after: int


# From an agent's console


@dataclass(frozen=True, slots=True)
class AgentHello:
    """An agent's first frame."""

    token: str
    device: str
    """The id of this installation; send numbers are counted for each."""
    cursors: Mapping[str, int] = field(default_factory=dict)
    """The last sequence known of each conversation."""
    protocol: int = PROTOCOL


@dataclass(frozen=True, slots=True)
class Send:
    """An agent's reply, bound to a conversation, its customer and a fence."""

    conversation: ConversationId
    customer: CustomerId
    fence: int
    client_id: ClientId
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Take:
    """Asks to become the owner of a waiting conversation; an empty id means the longest waiting."""

    request: int
    conversation: ConversationId = NONE


@dataclass(frozen=True, slots=True)
class Close:
    """Asks to end a conversation held under that fence, unless its customer wrote after `head`."""

    request: int
    conversation: ConversationId
    fence: int
    head: int
    """The last sequence that the console knows."""


@dataclass(frozen=True, slots=True)
class Reopen:
    """Asks to own a closed conversation again."""

    request: int
    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class SetAccepting:
    """Says whether new customers may come to the agent."""

    request: int
    accepting: bool


# From a customer


@dataclass(frozen=True, slots=True)
class CustomerHello:
    """A customer's first frame; an id that the hub has never seen is a new customer's."""

    customer: CustomerId
    """128 random bits in lower-case hexadecimal, made by the client."""
    secret: str
    """Proves that the id is the client's own."""
    device: str
    profile: Profile
    topic: Topic = field(default_factory=Topic)
    cursor: int = 0
    protocol: int = PROTOCOL


@dataclass(frozen=True, slots=True)
class Say:
    """A customer's message."""

    client_id: ClientId
    number: int
    text: str


# From the hub


@dataclass(frozen=True, slots=True)
class AgentWelcome:
    """Answers an agent's hello; what is held follows as `Opened`."""

    agent: AgentId
    name: str
    accepting: bool
    held: tuple[ConversationId, ...]


@dataclass(frozen=True, slots=True)
class CustomerWelcome:
    """Answers a customer's hello; what was missed follows as `Messages`."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class Opened:
    """The agent owns this conversation, newly or still; more of its messages may follow."""

    facts: Facts
    messages: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Messages:
    """Committed messages of one conversation, by sequence."""

    conversation: ConversationId
    messages: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """A conversation was closed, or is no longer the agent's."""

    conversation: ConversationId
    reason: str


@dataclass(frozen=True, slots=True)
class Heads:
    """Heartbeat: the newest sequence of each conversation that this client follows."""

    heads: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Queue:
    """Who waits, longest first."""

    waiting: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether new customers may come to the agent."""

    accepting: bool


@dataclass(frozen=True, slots=True)
class Ack:
    """A message is committed and durable."""

    client_id: ClientId
    sequence: int
    sent_ms: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """A message was not committed."""

    client_id: ClientId
    code: str
    reason: str
    retry_ms: int = 0
    """After how long the same frame may be taken; 0 when it never will."""


@dataclass(frozen=True, slots=True)
class Done:
    """A request was carried out on that conversation."""

    request: int
    conversation: ConversationId = NONE


@dataclass(frozen=True, slots=True)
class Decline:
    """A request was not carried out."""

    request: int
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """The last frame was not understood."""

    reason: str


Frame = (
    Reread
    | AgentHello
    | Send
    | Take
    | Close
    | Reopen
    | SetAccepting
    | CustomerHello
    | Say
    | AgentWelcome
    | CustomerWelcome
    | Opened
    | Messages
    | Ended
    | Heads
    | Queue
    | Availability
    | Ack
    | Refusal
    | Done
    | Decline
    | Trouble
)
