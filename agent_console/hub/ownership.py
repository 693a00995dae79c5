"""Who answers a conversation: queued, taken, closed, reopened; every move is kept in an append-only table."""

from agent_console.domain.chat import AgentId, ConversationId
from agent_console.domain.history import Move
from agent_console.hub.command import End, Moved, Outcome, Rejected, Resume, TakeOver, Unchanged
from agent_console.hub.transaction import Transaction


def queue(transaction: Transaction, conversation: ConversationId, fence: int) -> None:
    """Put a closed conversation into the queue; its customer's wait begins now."""
    transaction.run("UPDATE conversation SET status = 'waiting' WHERE id = ?", conversation)
    _remember(transaction, Move.QUEUED, conversation, None, fence)


def take(transaction: Transaction, command: TakeOver) -> Outcome:
    """Give a waiting conversation to an agent."""
    wanted = command.conversation or _longest_waiting(transaction)
    if wanted is None:
        return Rejected("empty", "nobody is waiting")
    moved = _own(transaction, Move.TAKEN, command.agent, wanted)
    return moved or _unavailable(transaction, command.agent, wanted, "it is closed; reopen it instead")


def resume(transaction: Transaction, command: Resume) -> Outcome:
    """Give a conversation that nobody owns to an agent again, whether its customer waits or not."""
    moved = _own(transaction, Move.REOPENED, command.agent, command.conversation)
    return moved or _unavailable(
        transaction, command.agent, command.conversation, "nobody has written in it yet"
    )


def end(transaction: Transaction, command: End) -> Outcome:
    """Close a conversation for the agent who owns it under that fence.

    Not while its customer has written what the agent has not seen: nobody would answer it any more.
    """
    if _unread(transaction, command):
        return Rejected("unread", "the customer has just written; read it first")
    row = transaction.row(
        "UPDATE conversation SET owner = NULL, status = 'closed'"
        " WHERE id = ? AND owner = ? AND fence = ? RETURNING customer",
        *(command.conversation, command.agent, command.fence),
    )
    if row is None:
        return Rejected("fence", "you do not hold this conversation any more")
    _remember(transaction, Move.CLOSED, command.conversation, command.agent, command.fence)
    return Moved(Move.CLOSED, command.conversation, row["customer"], command.agent, None, reason="closed")


def _unread(transaction: Transaction, command: End) -> bool:
    """Whether the owner has yet to see a line of the customer."""
    row = transaction.row(
        "SELECT 1 FROM conversation JOIN message ON message.conversation = id"
        " WHERE id = ? AND owner = ? AND fence = ? AND sequence > ? AND author = 'customer' LIMIT 1",
        *(command.conversation, command.agent, command.fence, command.head),
    )
    return row is not None


def _longest_waiting(transaction: Transaction) -> ConversationId | None:
    row = transaction.row("SELECT id FROM conversation WHERE status = 'waiting' ORDER BY turn LIMIT 1")
    return None if row is None else ConversationId(row["id"])


_OWN = {
    Move.TAKEN: "UPDATE conversation SET owner = ?, status = 'open', fence = fence + 1"
    " WHERE id = ? AND owner IS NULL AND status = 'waiting' RETURNING customer, fence",
    Move.REOPENED: "UPDATE conversation SET owner = ?, status = 'open', fence = fence + 1"
    " WHERE id = ? AND owner IS NULL AND head > 0 RETURNING customer, fence",
}


def _own(transaction: Transaction, move: Move, agent: AgentId, conversation: ConversationId) -> Moved | None:
    """Make an agent the owner in one conditional update, so that of two only one can succeed."""
    row = transaction.row(_OWN[move], agent, conversation)
    if row is None:
        return None
    _remember(transaction, move, conversation, agent, row["fence"])
    return Moved(move, conversation, row["customer"], None, agent, queue_changed=True)


def _unavailable(
    transaction: Transaction, agent: AgentId, conversation: ConversationId, otherwise: str
) -> Outcome:
    """Say why an agent did not become the owner."""
    row = transaction.row(
        "SELECT owner, agent.name AS name FROM conversation LEFT JOIN agent ON agent.id = owner"
        " WHERE conversation.id = ?",
        conversation,
    )
    if row is None:
        return Rejected("unknown", "there is no such conversation")
    if row["owner"] == agent:
        return Unchanged(conversation)
    if row["owner"] is not None:
        return Rejected("taken", f"{row['name']} has taken it")
    return Rejected("closed", otherwise)


def _remember(
    transaction: Transaction,
    move: Move,
    conversation: ConversationId,
    agent: AgentId | None,
    fence: int | None,
) -> None:
    transaction.run(
        "INSERT INTO history (at_ms, conversation, move, agent, fence) VALUES (?, ?, ?, ?, ?)",
        *(transaction.now_ms, conversation, move, agent, fence),
    )
    # The history counts the moves, so it orders them even within one millisecond.
    transaction.run(
        "UPDATE conversation SET moved_ms = ?, turn = last_insert_rowid() WHERE id = ?",
        *(transaction.now_ms, conversation),
    )
