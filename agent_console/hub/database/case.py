"""A conversation as it stands inside a transaction, and who does something with it."""

import json
from dataclasses import dataclass

from agent_console.domain.chat import AgentId, Author, ConversationId, Presence, Status
from agent_console.domain.customer import CustomerId
from agent_console.domain.history import Move
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.outcome import Moved, Rejected, StoredMessage
from agent_console.hub.store import Role

UNKNOWN = Rejected("unknown", "there is no such conversation")


@dataclass(frozen=True, slots=True)
class Case:
    """What commands need to know of a conversation."""

    id: ConversationId
    customer: CustomerId
    customer_name: str
    blocked: bool
    channel: str
    queue: str
    status: Status
    owner: AgentId | None
    fence: int
    head: int
    round: int
    presence: Presence

    def entitles(self, actor: "Actor", fence: int | None) -> bool:
        """Whether an agent owns it under that fence, or a program acts under it; None is a program's any."""
        if fence is None:
            return True
        return self.fence == fence and (self.owner == actor.id or actor.role is not Role.AGENT)

    def stayed(
        self, move: Move, *, queue_changed: bool = False, messages: tuple[StoredMessage, ...] = ()
    ) -> Moved:
        """Return the outcome of something that leaves it with its owner."""
        return Moved(move, self.id, self.customer, self.owner, self.owner, queue_changed, messages=messages)

    @property
    def waiting(self) -> bool:
        """Whether it is in the queue."""
        return self.status is Status.WAITING

    @property
    def closed(self) -> bool:
        """Whether nobody has to answer."""
        return self.status is Status.CLOSED


@dataclass(frozen=True, slots=True)
class Actor:
    """An agent or a program with a token that counts."""

    id: AgentId
    name: str
    role: Role
    accepting: bool
    queues: tuple[str, ...]

    @property
    def author(self) -> Author:
        """As whom it writes."""
        return Author.AGENT if self.role is Role.AGENT else Author.BOT


@dataclass(frozen=True, slots=True)
class Errand:
    """An action under way."""

    transaction: Transaction
    case: Case
    actor: Actor
    entitled: bool
    """Whether the actor may do what only the owner can."""

    @property
    def refusal(self) -> Rejected:
        """Say why an actor who is not the owner cannot do what only the owner can."""
        if self.case.closed:
            return Rejected("closed", "the conversation is closed")
        return Rejected("fence", "you do not hold this conversation any more")


def find(transaction: Transaction, conversation: ConversationId) -> Case | None:
    """Return a conversation as it stands now."""
    row = transaction.row(
        "SELECT customer, name, blocked, channel, queue, status, owner, fence, head, round, presence"
        " FROM conversation JOIN customer ON customer.id = customer"
        " WHERE conversation.id = ?",
        conversation,
    )
    if row is None:
        return None
    return Case(
        id=conversation,
        customer=CustomerId(row["customer"]),
        customer_name=row["name"],
        blocked=bool(row["blocked"]),
        channel=row["channel"],
        queue=row["queue"],
        status=Status(row["status"]),
        owner=row["owner"],
        fence=row["fence"],
        head=row["head"],
        round=row["round"],
        presence=Presence(row["presence"]),
    )


def known(transaction: Transaction, conversation: ConversationId) -> Case:
    """Return a conversation that is there."""
    case = find(transaction, conversation)
    if case is None:
        raise LookupError(f"the conversation {conversation} is not there")
    return case


def of_customer(transaction: Transaction, customer: CustomerId, conversation: ConversationId) -> Case | None:
    """Return a conversation if it is that customer's."""
    case = find(transaction, conversation)
    return case if case is not None and case.customer == customer else None


def actor(transaction: Transaction, agent: str) -> Actor | None:
    """Return who acts; nobody when the token was revoked."""
    row = transaction.row("SELECT * FROM agent WHERE id = ? AND revoked = 0", agent)
    if row is None:
        return None
    return Actor(
        id=AgentId(row["id"]),
        name=row["name"],
        role=Role(row["role"]),
        accepting=bool(row["accepting"]),
        queues=tuple(json.loads(row["queues"])),
    )
