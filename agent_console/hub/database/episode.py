"""The chats that one lasting conversation had: each from its beginning, or its reopening, to its end."""

import json
from collections.abc import Sequence

from agent_console.domain.chat import Author, ConversationId, Mode, Status
from agent_console.domain.customer import CustomerId
from agent_console.hub.database.connection import Connection, Row
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.store import Episode
from agent_console.wire.frame import PastChat, PastLine

MOST_LINES = 1000
"""Of a longer chat, only so many of its newest messages are told."""
_LONGEST_LINE = 200
"""Characters of a subject, and of a last line."""

_EPISODE = (
    "SELECT episode.*, status, conversation.round AS present, conversation.concern AS present_concern, score,"
    " coalesce((SELECT first FROM episode AS next WHERE next.conversation = episode.conversation"
    "  AND next.round > episode.round ORDER BY next.round LIMIT 1), head + 1) AS following,"
    " (SELECT json_group_array(tag) FROM (SELECT tag FROM tag WHERE tag.conversation = conversation.id"
    "  ORDER BY tag.id) AS own) AS present_tags"
    " FROM conversation JOIN episode ON episode.conversation = conversation.id"
    " LEFT JOIN rating ON rating.conversation = episode.conversation AND rating.round = episode.round"
)
_SAID = (
    "SELECT * FROM (SELECT message.*, (SELECT text FROM message AS later"
    "  WHERE later.conversation = message.conversation AND later.amends = message.sequence"
    "  ORDER BY later.sequence DESC LIMIT 1) AS amended FROM message"
    " WHERE conversation = ? AND sequence >= ? AND sequence < ? AND amends IS NULL) AS said"
    " WHERE coalesce(amended, '.') <> ''"
)
"""Messages with their newest words, without amendments themselves and what was deleted."""


def begin(transaction: Transaction, conversation: ConversationId, first: int) -> None:
    """Begin a chat with the message of that sequence; the conversation counts its rounds."""
    transaction.run(
        "INSERT INTO episode (conversation, round, first, opened_ms)"
        " SELECT id, round, ?, ? FROM conversation WHERE id = ?",
        *(first, transaction.now_ms, conversation),
    )


def close(transaction: Transaction, conversation: ConversationId) -> None:
    """Keep how a chat ended, which the next one overwrites in the conversation."""
    transaction.run(
        "UPDATE episode SET closed_ms = ?, concern = conversation.concern, outcome = conversation.outcome,"
        " tags = (SELECT json_group_array(tag) FROM"
        "  (SELECT tag FROM tag WHERE tag.conversation = conversation.id ORDER BY tag.id) AS own)"
        " FROM conversation WHERE conversation.id = ? AND episode.conversation = conversation.id"
        " AND episode.round = conversation.round",
        *(transaction.now_ms, conversation),
    )


def of_customer(
    reader: Connection,
    customer: CustomerId,
    before: int | None,
    limit: int,
    apart: ConversationId | None = None,
) -> Sequence[Episode]:
    """Return a customer's chats before one, newest first, but for the present one of a conversation."""
    rows = reader.rows(
        f"{_EPISODE} WHERE customer = ? AND episode.id < coalesce(?, episode.id + 1)"
        " AND (conversation.id <> ? OR episode.round < conversation.round)"
        " ORDER BY episode.id DESC LIMIT ?",
        *(customer, before, apart or "", limit),
    )
    return [_episode(reader, row) for row in rows]


def lines(
    reader: Connection, customer: CustomerId, chat: int, after: int, limit: int
) -> Sequence[PastLine] | None:
    """Return what was said in a chat after a sequence, oldest first; None when it is not that customer's."""
    row = reader.row(f"{_EPISODE} WHERE episode.id = ? AND customer = ?", chat, customer)
    if row is None:
        return None
    first = max(row["first"], row["following"] - MOST_LINES, after + 1)
    said = reader.rows(
        f"{_SAID} ORDER BY sequence LIMIT ?", row["conversation"], first, row["following"], limit
    )
    return [_line(message) for message in said]


def _episode(reader: Connection, row: Row) -> Episode:
    goes_on = row["round"] == row["present"] and row["status"] != Status.CLOSED
    concern = row["present_concern"] if goes_on else row["concern"]
    chat = PastChat(
        id=row["id"],
        subject=_cut(concern) or _end(reader, row, "author = 'customer'", "ASC"),
        status=Status(row["status"]) if goes_on else Status.CLOSED,
        outcome=row["outcome"],
        opened_ms=row["opened_ms"],
        closed_ms=row["closed_ms"] or 0,
        tags=tuple(json.loads(row["present_tags"] if goes_on else row["tags"])),
        rating=row["score"] or 0,
        last_line=_end(reader, row, "mode = 'reply'", "DESC"),
    )
    return Episode(ConversationId(row["conversation"]), chat, row["first"], row["following"] - 1)


def _end(reader: Connection, row: Row, whose: str, order: str) -> str:
    """Return the words of the first or the last message of some kind; a file's name where it has none."""
    message = reader.row(
        f"{_SAID} AND {whose} ORDER BY sequence {order} LIMIT 1",
        *(row["conversation"], row["first"], row["following"]),
    )
    if message is None:
        return ""
    line = _line(message)
    return _cut(line.text) or line.file


def _line(message: Row) -> PastLine:
    return PastLine(
        sequence=message["sequence"],
        author=Author(message["author"]),
        name=message["name"],
        text=message["text"] if message["amended"] is None else message["amended"],
        sent_ms=message["sent_ms"],
        mode=Mode(message["mode"]),
        edited=message["amended"] is not None,
        file="" if message["file"] is None else json.loads(message["file"])["name"],
    )


def _cut(text: str) -> str:
    return " ".join(text[: _LONGEST_LINE * 4].split())[:_LONGEST_LINE]
