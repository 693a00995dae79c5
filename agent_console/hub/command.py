"""What can be asked of the store to do; each command is one step of one transaction."""

from dataclasses import dataclass

from agent_console.domain.action import Action
from agent_console.domain.chat import AgentId, Author, ClientId, ConversationId, Mode, Presence
from agent_console.domain.customer import CustomerId
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
