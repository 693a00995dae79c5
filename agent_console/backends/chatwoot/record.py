"""What a Chatwoot says, as typed values: people, conversations, messages."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from agent_console.domain.attachment import Attachment
from agent_console.domain.chat import Author, Priority
from agent_console.domain.customer import Customer


class Kind(IntEnum):
    """A message's `message_type`."""

    INCOMING = 0
    OUTGOING = 1
    ACTIVITY = 2
    TEMPLATE = 3


class State(StrEnum):
    """A conversation's `status`."""

    OPEN = "open"
    RESOLVED = "resolved"
    PENDING = "pending"
    SNOOZED = "snoozed"


class Availability(StrEnum):
    """An agent's `availability_status`."""

    ONLINE = "online"
    BUSY = "busy"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Profile:
    """The agent whose token the console has."""

    id: int
    name: str
    pubsub_token: str
    """Opens the socket; a secret."""
    account: int
    accounts: tuple[int, ...]
    availability: Availability


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody of the account."""

    id: int
    name: str
    availability: Availability


@dataclass(frozen=True, slots=True)
class Entry:
    """One message as the server has it."""

    id: int
    conversation: int
    """The display id, as in every address."""
    kind: Kind
    private: bool
    author: Author
    name: str
    sender: int
    """The id of the user who wrote it; 0 when no user did."""
    text: str
    """What an agent reads, whatever kind of content it is."""
    at: float
    """Seconds since 1970, whole."""
    status: str
    mark: str
    """The id that the console gave it, where the server tells that."""
    kept: bool
    """Whether the server has stored that id."""
    handed_over: bool
    deleted: bool
    failure: str
    attachment: Attachment | None
    assignee: int | None
    """Who had the conversation then; None when that is not said."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation as the server has it."""

    id: int
    inbox: int
    state: State
    priority: Priority
    labels: tuple[str, ...]
    customer: Customer
    contact: int
    blocked: bool
    assignee: int | None
    """The user who has it; None for nobody, or for a bot."""
    assignee_name: str
    bot: bool
    """Whether a bot has it."""
    team: str
    channel: str
    subject: str
    page: str
    waiting_since: float
    """Seconds since 1970; 0 when nobody waits."""
    seen_at: float
    """When the contact last looked; seconds since 1970, whole."""
    created_at: float
    active_at: float
    updated_at: float
    """Orders snapshots; 0 when not said."""
    last_text: str
    """The newest thing that was said."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list of conversations."""

    chats: tuple[Chat, ...]
    mine: int
    """How many the agent has on all pages; 0 when not said."""
    total: int
    """How many there are of anybody on all pages; 0 when not said."""
