"""Conversations as the database has them, one by one or chosen; nothing is changed here."""

import json
from collections.abc import Mapping, Sequence

from agent_console.domain.chat import AgentId, ConversationId, Presence, Status
from agent_console.domain.customer import CustomerId
from agent_console.hub.database import person
from agent_console.hub.database.connection import Connection, Row
from agent_console.hub.database.urgency import ORDER
from agent_console.hub.store import Choice, Holding, Spot
from agent_console.wire.frame import Facts, Topic

_HOLDING = (
    "SELECT conversation.*, customer.id AS customer_id, customer.name, email, phone, language, account,"
    " order_number, timezone, company, custom, blocked, agent.name AS owner_name,"
    " (SELECT json_group_array(tag) FROM"
    "  (SELECT tag FROM tag WHERE tag.conversation = conversation.id ORDER BY tag.id) AS own) AS tags,"
    " EXISTS (SELECT 1 FROM rating WHERE rating.conversation = conversation.id"
    "  AND rating.round = conversation.round) AS rated"
    " FROM conversation JOIN customer ON customer.id = customer LEFT JOIN agent ON agent.id = owner"
)
_SPOTS = (
    "SELECT id, row_number() OVER (PARTITION BY queue ORDER BY priority DESC, waiting_turn) AS place,"
    " count(*) OVER (PARTITION BY queue) AS waiting FROM conversation WHERE status = 'waiting'"
)


def holding(reader: Connection, conversation: ConversationId) -> Holding | None:
    """Return a conversation as it stands."""
    row = reader.row(f"{_HOLDING} WHERE conversation.id = ?", conversation)
    return None if row is None else _holding(row)


def held_by(reader: Connection, agent: AgentId) -> Sequence[ConversationId]:
    """Return what an agent owns, in the order it was taken."""
    rows = reader.rows("SELECT id FROM conversation WHERE owner = ? ORDER BY turn", agent)
    return [ConversationId(row["id"]) for row in rows]


def queue(reader: Connection, limit: int) -> Sequence[Holding]:
    """Return who waits, the next one first."""
    rows = reader.rows(
        f"{_HOLDING} WHERE status = 'waiting' ORDER BY priority DESC, waiting_turn LIMIT ?", limit
    )
    return [_holding(row) for row in rows]


def places(reader: Connection) -> Mapping[ConversationId, Spot]:
    """Return the places of all who wait, each in the queue of that name."""
    rows = reader.rows(_SPOTS)
    return {ConversationId(row["id"]): Spot(row["place"], row["waiting"]) for row in rows}


def place(reader: Connection, conversation: ConversationId) -> Spot | None:
    """Return the place of one who waits."""
    return places(reader).get(conversation)


def conversations(reader: Connection, choice: Choice, before: int | None, limit: int) -> Sequence[Holding]:
    """Return the chosen conversations with a lower number, newest first."""
    wanted = {
        "conversation.number < ?": before,
        "status = ?": choice.status,
        "queue = ?": choice.queue,
        "owner = ?": choice.owner,
        "customer = ?": choice.customer,
        "EXISTS (SELECT 1 FROM tag WHERE tag.conversation = conversation.id AND tag = ?)": choice.tag,
    }
    chosen = {condition: value for condition, value in wanted.items() if value is not None}
    where = " AND ".join(("TRUE", *chosen))
    rows = reader.rows(
        f"{_HOLDING} WHERE {where} ORDER BY conversation.number DESC LIMIT ?", *chosen.values(), limit
    )
    return [_holding(row) for row in rows]


def _holding(row: Row) -> Holding:
    return Holding(
        facts=_facts(row),
        owner=row["owner"],
        waiting_since_ms=row["waiting_ms"],
        owner_name=row["owner_name"] or "",
        number=row["number"],
        head=row["head"],
        heard=row["heard"],
        seen=row["seen"],
        rated=bool(row["rated"]),
    )


def _facts(row: Row) -> Facts:
    return Facts(
        id=ConversationId(row["id"]),
        customer=CustomerId(row["customer_id"]),
        profile=person.profile(row),
        topic=Topic(
            *(row["concern"], row["page"], row["channel"], row["queue"], row["callback_ms"]),
            page_title=row["page_title"],
            referrer=row["referrer"],
        ),
        status=Status(row["status"]),
        fence=row["fence"],
        tags=tuple(json.loads(row["tags"])),
        priority=ORDER[row["priority"]],
        hold_until_ms=row["hold_until_ms"],
        promise=row["promise"],
        outcome=row["outcome"],
        blocked=bool(row["blocked"]),
        presence=Presence(row["presence"]),
        read=row["read"],
    )
