"""The records in the hub's frames.

Ids are strings, times are whole milliseconds: `*_ms` since 1970 (UTC), `age_ms` before the frame was made.
"""

from dataclasses import dataclass

from agent_console.domain.action import QuestionId
from agent_console.domain.chat import (
    AgentId,
    Author,
    ClientId,
    ConversationId,
    Mode,
    Presence,
    Priority,
    Status,
)
from agent_console.domain.customer import CustomerId
from agent_console.domain.history import Move


@dataclass(frozen=True, slots=True)
class Detail:
    """Something about a customer that only this company asks or knows."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What a customer says about themselves before the chat."""

    name: str
    email: str = ""
    phone: str = ""
    language: str = ""
    account: str = ""
    order_number: str = ""
    timezone: str = ""
    """The IANA zone of their clock, such as `Europe/Oslo`."""
    company: str = ""
    custom: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """What a customer says about the chat before it begins."""

    concern: str = ""
    page: str = ""
    channel: str = "chat"
    """`chat`; `form` and `callback` come from the widget, `email` from a mailbox."""
    queue: str = ""
    callback_ms: int = 0
    """When a customer of the channel `callback` wants to be called; 0 when it does not matter."""
    page_title: str = ""
    referrer: str = ""
    """The address of the page the customer came from."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A conversation without its messages."""

    id: ConversationId
    customer: CustomerId
    profile: Profile
    topic: Topic
    status: Status
    fence: int
    tags: tuple[str, ...] = ()
    priority: Priority = Priority.NORMAL
    hold_until_ms: int = 0
    """When the agent promised to be back; 0 without a promise."""
    promise: str = ""
    outcome: str = ""
    blocked: bool = False
    presence: Presence = Presence.UNKNOWN
    read: int = 0
    """The sequence up to which the customer has read."""


@dataclass(frozen=True, slots=True)
class File:
    """A stored file; its content is fetched from the hub by HTTP."""

    name: str
    kind: str
    size: int
    path: str
    """On the hub, such as `/files/...`; whoever knows it may fetch the file."""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A committed message.

    Agents count everything; customers count only what is for them, so their sequences have no holes either.
    """

    sequence: int
    client_id: ClientId
    author: Author
    name: str
    text: str
    sent_ms: int
    age_ms: int
    mode: Mode = Mode.REPLY
    amends: int = 0
    """The sequence of the message whose words this one replaces; empty text takes them away."""
    file: File | None = None
    handed_over: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A customer's place in the queue."""

    conversation: ConversationId
    name: str
    concern: str
    queue: str
    age_ms: int
    channel: str = "chat"
    priority: Priority = Priority.NORMAL


@dataclass(frozen=True, slots=True)
class Peer:
    """Another agent."""

    id: AgentId
    name: str
    online: bool
    accepting: bool
    holding: int


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One move of a conversation's history."""

    id: int
    at_ms: int
    move: Move
    by: str
    detail: str


@dataclass(frozen=True, slots=True)
class PastChat:
    """An earlier chat of a customer; a conversation that is closed and begun anew has several."""

    id: int
    """Grows with the beginnings of the hub's chats; a cursor."""
    subject: str
    """The concern, or how the customer began where none was named; one line, cut."""
    status: Status
    outcome: str
    opened_ms: int
    closed_ms: int
    """0 while it is not closed."""
    tags: tuple[str, ...] = ()
    rating: int = 0
    """1 to 5; 0 when not rated."""
    last_line: str = ""
    """The last thing that was said to or by the customer; one line, cut."""


@dataclass(frozen=True, slots=True)
class PastLine:
    """One thing that was said in an earlier chat, in the words that it has now."""

    sequence: int
    author: Author
    name: str
    text: str
    sent_ms: int
    mode: Mode = Mode.REPLY
    edited: bool = False
    file: str = ""
    """What a file that came with it is called."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A colleague's question, with the newest messages of its conversation."""

    id: QuestionId
    asker: str
    text: str
    age_ms: int
    facts: Facts
    messages: tuple[Entry, ...]
