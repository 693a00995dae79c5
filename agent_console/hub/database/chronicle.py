"""The append-only history of what happened to conversations: written with each move, read in its order."""

import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence

from agent_console.domain.chat import AgentId, ConversationId
from agent_console.domain.history import Move
from agent_console.hub.database.case import Actor, Case
from agent_console.hub.database.connection import Connection, Row
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.store import FeedMove
from agent_console.wire.frame import HistoryLine

PACED = 20
"""Customers taken last, in each queue, by whom the wait is judged."""
_LOOKED_THROUGH = 400
"""Moves that are read for that."""


def remember(
    transaction: Transaction,
    move: Move,
    case: Case,
    *,
    actor: Actor | None = None,
    by: str = "",
    agent: AgentId | None = None,
    detail: str = "",
) -> int:
    """Write a move down, with the fence that holds after it, and return its id.

    `by` is for a customer's move; `agent` is for one that happens to an agent.
    """
    row = transaction.row(
        "INSERT INTO history (at_ms, conversation, move, agent, fence, by, detail)"
        " SELECT ?, id, ?, ?, fence, ?, ? FROM conversation WHERE id = ? RETURNING id",
        *(transaction.now_ms, move, actor.id if actor is not None else agent),
        *(actor.name if actor is not None else by, detail, case.id),
    )
    if row is None:
        raise LookupError(f"the conversation {case.id} is not there")
    return int(row["id"])


def steps(reader: Connection, conversation: ConversationId, after: int, limit: int) -> Sequence[HistoryLine]:
    """Return the moves of a conversation after one, oldest first."""
    rows = reader.rows(
        "SELECT * FROM history WHERE conversation = ? AND id > ? ORDER BY id LIMIT ?",
        *(conversation, after, limit),
    )
    return [_line(row) for row in rows]


def moves_after(reader: Connection, after: int, limit: int) -> Sequence[FeedMove]:
    """Return the moves of all conversations after one."""
    rows = reader.rows("SELECT * FROM history WHERE id > ? ORDER BY id LIMIT ?", after, limit)
    return [FeedMove(ConversationId(row["conversation"]), _line(row)) for row in rows]


def paces(reader: Connection) -> Mapping[str, int]:
    """Return the median wait of the customers taken last, by queue, in milliseconds."""
    waits: defaultdict[str, list[int]] = defaultdict(list)
    for row in reader.rows(
        "SELECT queue, taken.at_ms - coalesce((SELECT at_ms FROM history"
        "  WHERE conversation = taken.conversation AND id < taken.id"
        "  AND move IN ('queued', 'lapsed', 'handed_over') ORDER BY id DESC LIMIT 1), taken.at_ms) AS wait_ms"
        " FROM history AS taken JOIN conversation ON conversation.id = taken.conversation"
        " WHERE move = 'taken' ORDER BY taken.id DESC LIMIT ?",
        _LOOKED_THROUGH,
    ):
        if len(waits[row["queue"]]) < PACED:
            waits[row["queue"]].append(max(0, row["wait_ms"]))
    return {queue: int(statistics.median(some)) for queue, some in waits.items()}


def _line(row: Row) -> HistoryLine:
    return HistoryLine(row["id"], row["at_ms"], Move(row["move"]), row["by"], row["detail"])
