"""What a chat system tells the desk; past tense, frozen, raw."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from agent_console.domain.action import QuestionId
from agent_console.domain.chat import (
    AgentId,
    ClientId,
    Conversation,
    ConversationId,
    Message,
    Presence,
    Priority,
    Promise,
)
from agent_console.domain.customer import Customer
from agent_console.domain.system import ONLY, SystemName
from agent_console.domain.team import Colleague, Question


class Link(StrEnum):
    """The state of the connection to the chat system."""

    CONNECTING = "connecting"
    ONLINE = "online"
    OFFLINE = "offline"
    """Lost; the backend tries again by itself, and sends wait in the outbox."""
    REFUSED = "refused"
    """Refused for a reason that trying again does not cure, such as a wrong token."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A committed message and how long ago the server committed it."""

    message: Message
    age: timedelta


@dataclass(frozen=True, slots=True)
class Waiting:
    """A customer in the queue whom no agent has taken."""

    conversation: ConversationId
    name: str
    concern: str
    queue: str
    age: timedelta
    """How long the customer had waited when the server said so."""
    channel: str = "chat"
    priority: Priority = Priority.NORMAL


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """The connection came, went, or was refused."""

    link: Link
    reason: str = ""
    system: SystemName = ONLY


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The chat system knows the agent; everything the agent holds follows as `ConversationOpened`."""

    agent: AgentId
    name: str
    held: frozenset[ConversationId]
    """What the agent holds now; anything else on the desk is no longer the agent's."""
    system: SystemName = ONLY


@dataclass(frozen=True, slots=True)
class ConversationOpened:
    """The agent holds this conversation, newly or again; arrivals already known are ignored."""

    conversation: Conversation
    """Its facts; its own message fields are empty."""
    arrivals: tuple[Arrival, ...] = ()


@dataclass(frozen=True, slots=True)
class ConversationEnded:
    """The agent no longer holds this conversation: closed, or given to somebody else."""

    conversation: ConversationId
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MessageArrived:
    """A message was committed by anyone, the agent's own included."""

    conversation: ConversationId
    message: Message
    age: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class SendAcknowledged:
    """One of the agent's sends is committed and durable."""

    conversation: ConversationId
    client_id: ClientId
    sequence: int
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class SendFailed:
    """One of the agent's sends was refused for good."""

    conversation: ConversationId
    client_id: ClientId
    reason: str


@dataclass(frozen=True, slots=True)
class CustomerChanged:
    """The chat system knows more, or other, about a conversation's customer."""

    conversation: ConversationId
    customer: Customer


@dataclass(frozen=True, slots=True)
class QueueChanged:
    """The customers whom nobody has taken, longest wait first."""

    waiting: tuple[Waiting, ...]
    system: SystemName = ONLY


@dataclass(frozen=True, slots=True)
class AvailabilityChanged:
    """The agent accepts new customers, or is away."""

    accepting: bool
    system: SystemName = ONLY


@dataclass(frozen=True, slots=True)
class FactsChanged:
    """Something about a held conversation besides its messages is other than before."""

    conversation: Conversation
    """Its facts; its own message fields are empty."""


@dataclass(frozen=True, slots=True)
class CustomerTyping:
    """The customer is writing now; it counts for a few seconds."""

    conversation: ConversationId
    preview: str = ""
    """What is written so far, where the chat system passes that on; raw."""


@dataclass(frozen=True, slots=True)
class CustomerRead:
    """The customer has read as far as a sequence."""

    conversation: ConversationId
    sequence: int


@dataclass(frozen=True, slots=True)
class PresenceChanged:
    """The customer came back, or left."""

    conversation: ConversationId
    presence: Presence


@dataclass(frozen=True, slots=True)
class PromiseNoted:
    """The agent promised to be back, or keeps that no longer, where only this console can note it."""

    conversation: ConversationId
    promise: Promise | None


@dataclass(frozen=True, slots=True)
class TeamChanged:
    """Who else is there, and the queues that conversations can be handed over to."""

    colleagues: tuple[Colleague, ...]
    queues: tuple[str, ...]
    system: SystemName = ONLY


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A colleague asks this agent something; the same question may be told again."""

    question: Question


@dataclass(frozen=True, slots=True)
class QuestionSettled:
    """A question to this agent needs no answer any more."""

    question: QuestionId


Event = (
    LinkChanged
    | SignedIn
    | ConversationOpened
    | ConversationEnded
    | MessageArrived
    | SendAcknowledged
    | SendFailed
    | CustomerChanged
    | QueueChanged
    | AvailabilityChanged
    | FactsChanged
    | CustomerTyping
    | CustomerRead
    | PresenceChanged
    | PromiseNoted
    | TeamChanged
    | QuestionAsked
    | QuestionSettled
)
