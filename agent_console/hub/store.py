"""What the hub needs from a store: SQLite is the one for one machine, PostgreSQL the one for many."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from agent_console.domain.action import QuestionId
from agent_console.domain.chat import AgentId, ConversationId, Status
from agent_console.domain.customer import CustomerId
from agent_console.hub.command import Command
from agent_console.hub.outcome import Outcome, StoredMessage
from agent_console.hub.webhook import Webhook
from agent_console.wire.frame import Facts, HistoryLine, PastChat, PastLine, Profile

Listener = Callable[[Outcome], None]


class StoreError(Exception):
    """The store cannot be used; the message says why and what to do."""


class UnreadableError(OSError):
    """The store could not be read at the moment; the same question may be answered later."""


class Role(StrEnum):
    """Who signs in with a token."""

    AGENT = "agent"
    SERVICE = "service"
    """A program; it owns no conversations."""


@dataclass(frozen=True, slots=True)
class Account:
    """An agent or a program that may sign in."""

    id: AgentId
    name: str
    accepting: bool
    role: Role = Role.AGENT
    queues: tuple[str, ...] = ()
    """Those that the next customer comes from; empty means all."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A conversation without its messages, with its owner and when its customer began to wait."""

    facts: Facts
    owner: AgentId | None
    waiting_since_ms: int
    """Meaningful in the queue only."""
    owner_name: str = ""
    number: int = 0
    """Counts the hub's conversations; a cursor."""
    head: int = 0
    """The last sequence of agents."""
    heard: int = 0
    """The customer's last sequence."""
    seen: int = 0
    """The customer's sequence up to which the owner has read."""
    rated: bool = False
    """Whether the customer has rated the chat since it began anew."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the queue, from 1, and how many wait in that queue."""

    place: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Member:
    """An agent of the team, connected or not."""

    id: AgentId
    name: str
    accepting: bool
    queues: tuple[str, ...]
    holding: int


@dataclass(frozen=True, slots=True)
class PutQuestion:
    """A question that waits for an agent's answer."""

    id: QuestionId
    conversation: ConversationId
    asker: AgentId
    asker_name: str
    text: str
    asked_ms: int


@dataclass(frozen=True, slots=True)
class Person:
    """A customer as the hub knows them."""

    id: CustomerId
    profile: Profile
    blocked: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Which conversations are asked for; None leaves a property open."""

    status: Status | None = None
    queue: str | None = None
    owner: AgentId | None = None
    customer: CustomerId | None = None
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Episode:
    """One chat of a conversation that is closed and begun anew; by agents' sequences, both included."""

    conversation: ConversationId
    chat: PastChat
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class FeedMessage:
    """A message among all of the hub; ids grow in the order of commits."""

    id: int
    conversation: ConversationId
    message: StoredMessage
    """As it was first said."""
    deleted: bool = False
    """Whether its words are nobody's to be shown any more."""


@dataclass(frozen=True, slots=True)
class FeedMove:
    """A move among all of the hub; ids grow in the order of commits."""

    conversation: ConversationId
    line: HistoryLine


class Archive(Protocol):
    """Everything that can be asked; it sees what was committed before it is asked.

    Every question raises `UnreadableError` when the disk or the database does not obey.
    """

    async def account(self, token_hash: bytes) -> Account | None:
        """Return who signs in with that token; nobody when it was revoked."""
        ...

    async def team(self) -> Sequence[Member]:
        """Return the agents who may sign in, by name."""
        ...

    async def queues(self) -> Sequence[str]:
        """Return the names of the queues in use, sorted."""
        ...

    async def questions_for(self, agent: AgentId) -> Sequence[PutQuestion]:
        """Return the questions that wait for an agent's answer, oldest first."""
        ...

    async def holding(self, conversation: ConversationId) -> Holding | None:
        """Return a conversation as it stands."""
        ...

    async def held_by(self, agent: AgentId) -> Sequence[ConversationId]:
        """Return what an agent owns, in the order it was taken."""
        ...

    async def queue(self, limit: int) -> Sequence[Holding]:
        """Return who waits, the next one first: by priority, then by turn."""
        ...

    async def place(self, conversation: ConversationId) -> Spot | None:
        """Return the place of a waiting conversation in its queue."""
        ...

    async def places(self) -> Mapping[ConversationId, Spot]:
        """Return the places of all waiting conversations, each in its queue."""
        ...

    async def paces(self) -> Mapping[str, int]:
        """Return how long the customers taken last had waited, by queue: the median, in milliseconds."""
        ...

    async def conversations(
        self, choice: Choice, before: int | None = None, limit: int = 50
    ) -> Sequence[Holding]:
        """Return conversations with a lower number than `before`, newest first."""
        ...

    async def customers(self, search: str = "", after: str = "", limit: int = 50) -> Sequence[Person]:
        """Return customers after an id, by id; `search` is in their name or e-mail address."""
        ...

    async def customer(self, customer: CustomerId) -> Person | None:
        """Return a customer."""
        ...

    async def episodes(
        self,
        customer: CustomerId,
        before: int | None = None,
        limit: int = 50,
        apart: ConversationId | None = None,
    ) -> Sequence[Episode]:
        """Return a customer's chats before one, newest first, but for the present one of a conversation."""
        ...

    async def episode_lines(
        self, customer: CustomerId, chat: int, after: int, limit: int
    ) -> Sequence[PastLine] | None:
        """Return what was said in a chat after a sequence, oldest first; None when it is not theirs."""
        ...

    async def history(self, conversation: ConversationId, after: int, limit: int) -> Sequence[StoredMessage]:
        """Return the messages after a sequence, oldest first, notes among them."""
        ...

    async def earlier(self, conversation: ConversationId, before: int, limit: int) -> Sequence[StoredMessage]:
        """Return the last messages before a sequence, oldest first, notes among them."""
        ...

    async def heard(self, conversation: ConversationId, after: int, limit: int) -> Sequence[StoredMessage]:
        """Return what the customer is told after one of the customer's numbers, oldest first."""
        ...

    async def messages_after(self, after: int, limit: int) -> Sequence[FeedMessage]:
        """Return the messages of all conversations after one, in the order of commits."""
        ...

    async def steps(self, conversation: ConversationId, after: int, limit: int) -> Sequence[HistoryLine]:
        """Return the moves of a conversation after one, oldest first."""
        ...

    async def moves_after(self, after: int, limit: int) -> Sequence[FeedMove]:
        """Return the moves of all conversations after one, in the order of commits."""
        ...

    async def position(self, name: str) -> int:
        """Return how far a reader has come; 0 for one that has not begun."""
        ...

    async def webhooks(self) -> Sequence[Webhook]:
        """Return where programs whose tokens count are told what happens, oldest first."""
        ...


class Store(Archive, Protocol):
    """Everything durable, shared by all connections of a hub.

    `listen` is called with every outcome after it is on disk, in the order of commits, before the
    `commit` that caused it returns.
    """

    async def run(self, listen: Listener) -> None:
        """Commit what is asked for until cancelled; to be run once, supervised."""
        ...

    async def commit(self, command: Command) -> Outcome:
        """Carry a command out; commands take effect in the order in which this was called."""
        ...

    def close(self) -> None:
        """Release the database, after `run` has ended."""
        ...
