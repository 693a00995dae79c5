"""Questions to the database that change nothing."""

import sqlite3
from collections.abc import Sequence

from agent_console.domain.chat import AgentId, Author, ClientId, ConversationId, Status
from agent_console.domain.customer import CustomerId
from agent_console.hub.command import StoredMessage
from agent_console.hub.store import Account, Holding
from agent_console.wire.frame import Facts, Profile, Topic

_HOLDING = (
    "SELECT conversation.*, customer.id AS customer_id, name, email, phone, language, account, order_number"
    " FROM conversation JOIN customer ON customer.id = customer"
)


def account(reader: sqlite3.Connection, token_hash: bytes) -> Account | None:
    """Return the agent of that token."""
    row = reader.execute(
        "SELECT id, name, accepting FROM agent WHERE token_hash = ?", (token_hash,)
    ).fetchone()
    return None if row is None else Account(AgentId(row["id"]), row["name"], bool(row["accepting"]))


def holding(reader: sqlite3.Connection, conversation: ConversationId) -> Holding | None:
    """Return a conversation as it stands."""
    row = reader.execute(f"{_HOLDING} WHERE conversation.id = ?", (conversation,)).fetchone()
    return None if row is None else _holding(row)


def held_by(reader: sqlite3.Connection, agent: AgentId) -> Sequence[ConversationId]:
    """Return what an agent owns, in the order it was taken."""
    rows = reader.execute("SELECT id FROM conversation WHERE owner = ? ORDER BY turn", (agent,))
    return [ConversationId(row["id"]) for row in rows]


def queue(reader: sqlite3.Connection, limit: int) -> Sequence[Holding]:
    """Return who waits, longest first."""
    rows = reader.execute(f"{_HOLDING} WHERE status = 'waiting' ORDER BY turn LIMIT ?", (limit,))
    return [_holding(row) for row in rows]


def history(
    reader: sqlite3.Connection, conversation: ConversationId, after: int, limit: int
) -> Sequence[StoredMessage]:
    """Return the messages after a sequence, oldest first."""
    rows = reader.execute(
        "SELECT sequence, client_id, author, name, text, sent_ms FROM message"
        " WHERE conversation = ? AND sequence > ? ORDER BY sequence LIMIT ?",
        (conversation, after, limit),
    )
    return [_message(row) for row in rows]


def _message(row: sqlite3.Row) -> StoredMessage:
    return StoredMessage(
        row["sequence"],
        ClientId(row["client_id"]),
        Author(row["author"]),
        row["name"],
        row["text"],
        row["sent_ms"],
    )


def _holding(row: sqlite3.Row) -> Holding:
    facts = Facts(
        id=ConversationId(row["id"]),
        customer=CustomerId(row["customer_id"]),
        profile=Profile(
            row["name"], row["email"], row["phone"], row["language"], row["account"], row["order_number"]
        ),
        topic=Topic(row["concern"], row["page"], row["channel"], row["queue"]),
        status=Status(row["status"]),
        fence=row["fence"],
    )
    return Holding(facts, row["owner"], row["moved_ms"])
