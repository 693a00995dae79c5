"""What can be asked of the store, and what becomes of it; each command is one step of one transaction."""

from dataclasses import dataclass

from agent_console.domain.action import Action, QuestionId
from agent_console.domain.chat import AgentId, Author, ClientId, ConversationId, Mode, Presence
from agent_console.domain.customer import CustomerId
from agent_console.domain.history import Move
from agent_console.hub.webhook import Webhook
from agent_console.wire.frame import Detail, File, Profile, Topic, Visit


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
    """The agent's, the customer's or the program's id."""
    name: str
    conversation: ConversationId
    client_id: ClientId
    device: str
    """Empty for a program that counts no sends; `number` means nothing then."""
    number: int
    text: str
    claim: Claim | None = None
    """None for a customer's own message, and for a program that owns no conversation."""
    mode: Mode = Mode.REPLY
    file: File | None = None
    untold: bool = False
    """Whether the customer's own client is not told, because nobody knows that its user wrote this."""


@dataclass(frozen=True, slots=True)
class Join:
    """Know a customer by their secret, or make a new one with a conversation."""

    customer: CustomerId
    secret_hash: bytes
    profile: Profile
    topic: Topic


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Give a waiting conversation to an agent; None means the next one of the agent's queues."""

    agent: AgentId
    conversation: ConversationId | None = None


@dataclass(frozen=True, slots=True)
class End:
    """Close a conversation that the agent owns under that fence, and has read as far as `head`."""

    agent: AgentId
    conversation: ConversationId
    fence: int | None
    """None closes it whoever owns it, for programs that own no conversation."""
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
class Browse:
    """The customer is on another page."""

    customer: CustomerId
    conversation: ConversationId
    visit: Visit


@dataclass(frozen=True, slots=True)
class Describe:
    """Know more of a customer; None leaves something as it is, and an empty text takes it away."""

    customer: CustomerId
    timezone: str | None = None
    company: str | None = None
    custom: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class Appear:
    """The customer came, or has been gone for a while."""

    conversation: ConversationId
    presence: Presence


@dataclass(frozen=True, slots=True)
class FallSilent:
    """The customer has not answered for a while; told once after each reply of an agent."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class OrderTranscript:
    """The customer wants the conversation sent to an e-mail address."""

    customer: CustomerId
    conversation: ConversationId
    email: str


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
    """What it may belong to, surest first: ids of conversations, or client ids of the customer's messages.

    Only a conversation whose customer has the same address counts; none of them begins a new one.
    """
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


@dataclass(frozen=True, slots=True)
class Advance:
    """Remember how far a reader of the whole hub's messages or moves has come; it never goes back."""

    name: str
    position: int


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Tell a program what happens from now on; `made_ms` is the time of the commit."""

    webhook: Webhook


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """Tell a program nothing more."""

    webhook: str


@dataclass(frozen=True, slots=True)
class UpdateWebhook:
    """Remember how telling a program goes."""

    webhook: str
    failures: int
    failure: str
    dead: bool


Command = (
    Post
    | Join
    | TakeOver
    | End
    | Resume
    | Accept
    | Perform
    | Depart
    | Opine
    | See
    | Browse
    | Describe
    | Appear
    | FallSilent
    | OrderTranscript
    | Lapse
    | Receive
    | Advance
    | Subscribe
    | Unsubscribe
    | UpdateWebhook
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
    | Rejected
)

BUSY = "busy"
"""The code of a rejection that is the store's own trouble; the same command may be taken later."""
