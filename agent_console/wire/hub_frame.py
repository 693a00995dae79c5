"""The frames that the hub sends."""

from collections.abc import Mapping
from dataclasses import dataclass

from agent_console.domain.action import QuestionId
from agent_console.domain.chat import AgentId, ClientId, ConversationId, Presence, Status
from agent_console.wire.record import (
    Entry,
    Facts,
    HistoryLine,
    OpenQuestion,
    PastChat,
    PastLine,
    Peer,
    Place,
)
from agent_console.wire.version import NONE


@dataclass(frozen=True, slots=True)
class AgentWelcome:
    """Answers an agent's hello; what is held follows as `Opened`, then `Team`, then open `Asked`."""

    agent: AgentId
    name: str
    accepting: bool
    held: tuple[ConversationId, ...]


@dataclass(frozen=True, slots=True)
class CustomerWelcome:
    """Answers a customer's hello; what was missed follows as `Messages`, then `Standing`."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class Opened:
    """The agent owns this conversation, newly or still; more of its messages may follow."""

    facts: Facts
    messages: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """The facts of a conversation that the agent owns are these now."""

    facts: Facts


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
class Standing:
    """To a customer: how their conversation stands; sent again whenever it changes."""

    status: Status
    agent: str = ""
    """Who answers, as people call them; empty while nobody does."""
    place: int = 0
    """The place in the queue, from 1; 0 when the customer does not wait."""
    wait_ms: int = 0
    """About how much longer the wait will be; 0 when nobody can tell."""
    hold_until_ms: int = 0
    promise: str = ""
    outcome: str = ""
    read: int = 0
    """The customer's sequence up to which the agent has read."""
    rated: bool = False
    """Whether the customer has rated the chat since it was last closed."""
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Heads:
    """Heartbeat: the newest sequence of each conversation that this client follows."""

    heads: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Queue:
    """Who waits, the next one first."""

    waiting: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Team:
    """Who else is there, and the queues that conversations can be handed over to."""

    peers: tuple[Peer, ...]
    queues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A colleague asks this agent something."""

    question: OpenQuestion


@dataclass(frozen=True, slots=True)
class Settled:
    """A question to this agent needs no answer any more."""

    question: QuestionId


@dataclass(frozen=True, slots=True)
class CustomerPresence:
    """The customer of a conversation came or went."""

    conversation: ConversationId
    presence: Presence


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
class History:
    """Answers `ReadHistory`: moves, oldest first; when there are more, ask again after the last one."""

    request: int
    lines: tuple[HistoryLine, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Past:
    """Answers `ReadPast`: chats, newest first; when there are more, ask again before the last one."""

    request: int
    chats: tuple[PastChat, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class PastLines:
    """Answers `ReadPastLines`: lines, oldest first; when there are more, ask again after the last one."""

    request: int
    lines: tuple[PastLine, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """The hub has this much of an offered file."""

    upload: str
    received: int
    ready: bool
    """Whether the file is whole and can go with a message."""


@dataclass(frozen=True, slots=True)
class Unstored:
    """The hub does not take an offered file."""

    upload: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """The last frame was not understood."""

    reason: str
