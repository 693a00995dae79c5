"""The one log of a conversation's messages, notes and amendments: appended to, and read from either side."""

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass

from agent_console.domain.chat import Author, ClientId, ConversationId, Mode
from agent_console.hub.database.case import Case
from agent_console.hub.database.connection import Connection, Row
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.outcome import StoredMessage
from agent_console.hub.store import FeedMessage
from agent_console.wire.frame import File

_DELETED = (
    "EXISTS (SELECT 1 FROM message AS later WHERE later.conversation = message.conversation"
    " AND later.amends = COALESCE(message.amends, message.sequence) AND later.text = '')"
)
_MESSAGE = (
    "SELECT message.*, (SELECT heard FROM message AS first WHERE first.conversation = message.conversation"
    " AND first.sequence = message.amends) AS amends_heard FROM message"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A message that is to be written."""

    client_id: ClientId
    author: Author
    writer: str
    name: str
    text: str
    mode: Mode = Mode.REPLY
    amends: int = 0
    file: File | None = None
    handed_over: bool = False
    untold: bool = False
    """Whether the customer's own client does not hear of it, as of a note."""


def append(transaction: Transaction, case: Case, line: Line) -> StoredMessage:
    """Write a message under the next sequence; what the customer is not told takes none of their numbers."""
    told = line.mode is Mode.REPLY and not line.untold
    place = transaction.row(
        "UPDATE conversation SET head = head + 1, heard = heard + ? WHERE id = ? RETURNING head, heard",
        *(int(told), case.id),
    )
    if place is None:
        raise LookupError(f"the conversation {case.id} is not there")
    heard = place["heard"] if told else None
    transaction.run(
        "INSERT INTO message (conversation, sequence, heard, author, writer, client_id, name, text, sent_ms,"
        " mode, amends, file, handed_over) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *(case.id, place["head"], heard, line.author, line.writer, line.client_id, line.name),
        *(line.text, transaction.now_ms, line.mode, line.amends or None, _kept(line.file)),
        int(line.handed_over),
    )
    return _stored(transaction, case, line, place["head"], heard or 0)


def find(transaction: Transaction, conversation: ConversationId, sequence: int) -> StoredMessage | None:
    """Return the message at a sequence."""
    row = transaction.row(f"{_MESSAGE} WHERE conversation = ? AND sequence = ?", conversation, sequence)
    return None if row is None else message(row)


def sent(
    transaction: Transaction, author: Author, writer: str, client_id: ClientId
) -> tuple[ConversationId, StoredMessage] | None:
    """Return the message that a writer gave that id, and its conversation."""
    row = transaction.row(
        f"{_MESSAGE} WHERE author = ? AND writer = ? AND client_id = ?", author, writer, client_id
    )
    return None if row is None else (ConversationId(row["conversation"]), message(row))


_SHOWN = _MESSAGE.replace("message.*", f"message.*, {_DELETED} AS deleted", 1)
"""Nobody is shown the words of a deleted message again, though its place is kept."""


def history(
    reader: Connection, conversation: ConversationId, after: int, limit: int
) -> Sequence[StoredMessage]:
    """Return the messages after a sequence, oldest first."""
    rows = reader.rows(
        f"{_SHOWN} WHERE conversation = ? AND sequence > ? ORDER BY sequence LIMIT ?",
        *(conversation, after, limit),
    )
    return [_shown(row) for row in rows]


def earlier(
    reader: Connection, conversation: ConversationId, before: int, limit: int
) -> Sequence[StoredMessage]:
    """Return the last messages before a sequence, oldest first."""
    rows = reader.rows(
        f"{_SHOWN} WHERE conversation = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?",
        *(conversation, before, limit),
    )
    return [_shown(row) for row in reversed(rows)]


def heard(
    reader: Connection, conversation: ConversationId, after: int, limit: int
) -> Sequence[StoredMessage]:
    """Return what the customer is told after one of the customer's numbers, oldest first."""
    rows = reader.rows(
        # The customer's numbers are never above the agents', so nothing told is missed by their index.
        f"{_SHOWN} WHERE conversation = ? AND sequence > ? AND heard > ? ORDER BY sequence LIMIT ?",
        *(conversation, after, after, limit),
    )
    return [_shown(row) for row in rows]


def messages_after(reader: Connection, after: int, limit: int) -> Sequence[FeedMessage]:
    """Return the messages of all conversations after one."""
    rows = reader.rows(f"{_SHOWN} WHERE id > ? ORDER BY id LIMIT ?", after, limit)
    return [
        FeedMessage(row["id"], ConversationId(row["conversation"]), message(row), bool(row["deleted"]))
        for row in rows
    ]


def message(row: Row) -> StoredMessage:
    """Return the message of a row."""
    return StoredMessage(
        sequence=row["sequence"],
        client_id=ClientId(row["client_id"]),
        author=Author(row["author"]),
        name=row["name"],
        text=row["text"],
        sent_ms=row["sent_ms"],
        writer=row["writer"],
        mode=Mode(row["mode"]),
        heard=row["heard"] or 0,
        amends=row["amends"] or 0,
        amends_heard=row["amends_heard"] or 0,
        file=None if row["file"] is None else File(**json.loads(row["file"])),
        handed_over=bool(row["handed_over"]),
    )


def _shown(row: Row) -> StoredMessage:
    found = message(row)
    return dataclasses.replace(found, text="", file=None) if row["deleted"] else found


def _stored(transaction: Transaction, case: Case, line: Line, sequence: int, heard: int) -> StoredMessage:
    """Return a message as reading it would."""
    amended = find(transaction, case.id, line.amends) if line.amends else None
    return StoredMessage(
        sequence=sequence,
        client_id=line.client_id,
        author=line.author,
        name=line.name,
        text=line.text,
        sent_ms=transaction.now_ms,
        writer=line.writer,
        mode=line.mode,
        heard=heard,
        amends=line.amends,
        amends_heard=amended.heard if amended is not None else 0,
        file=line.file,
        handed_over=line.handed_over,
    )


def _kept(file: File | None) -> str | None:
    return None if file is None else json.dumps(dataclasses.asdict(file))
