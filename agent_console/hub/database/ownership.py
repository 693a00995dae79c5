"""Who answers a conversation: queued, taken, given back, closed, reopened."""

from dataclasses import replace

from agent_console.domain.chat import AgentId, ConversationId
from agent_console.domain.history import Move
from agent_console.hub.command import End, Lapse, Resume, TakeOver
from agent_console.hub.database import case as cases
from agent_console.hub.database import chronicle, episode, question
from agent_console.hub.database.case import Actor, Case
from agent_console.hub.database.connection import Row
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.database.wording import too_long
from agent_console.hub.outcome import Lapsed, Moved, Outcome, Rejected, Unchanged
from agent_console.hub.store import Role

_WAITING = "SELECT id FROM conversation WHERE status = 'waiting'"
OWNERLESS = Rejected("role", "a program owns no conversations; hand it over to an agent instead")


def queue(transaction: Transaction, case: Case) -> None:
    """Put a closed conversation into the queue; its customer's wait begins now."""
    transaction.run("UPDATE conversation SET status = 'waiting', round = round + 1 WHERE id = ?", case.id)
    episode.begin(transaction, case.id, case.head + 1)
    move = chronicle.remember(transaction, Move.QUEUED, case)
    _begin_to_wait(transaction, case.id, move)


def take(transaction: Transaction, command: TakeOver, actor: Actor) -> Outcome:
    """Give a waiting conversation to an agent."""
    if actor.role is not Role.AGENT:
        return OWNERLESS
    wanted = command.conversation or _next(transaction, actor)
    if wanted is None:
        return Rejected("empty", "nobody is waiting for you")
    row = transaction.row(
        "UPDATE conversation SET owner = ?, status = 'open', fence = fence + 1"
        " WHERE id = ? AND owner IS NULL AND status = 'waiting' RETURNING id",
        *(actor.id, wanted),
    )
    if row is None:
        return _unavailable(transaction, actor, wanted, "it is closed; reopen it instead")
    return replace(_begun(transaction, Move.TAKEN, wanted, actor), queue_changed=True)


def resume(transaction: Transaction, command: Resume, actor: Actor) -> Outcome:
    """Give a conversation that nobody owns to an agent again, whether its customer waits or not."""
    if actor.role is not Role.AGENT:
        return OWNERLESS
    before = cases.find(transaction, command.conversation)
    row = transaction.row(
        "UPDATE conversation SET owner = ?, status = 'open', fence = fence + 1,"
        " round = round + CASE WHEN status = 'closed' THEN 1 ELSE 0 END"
        " WHERE id = ? AND owner IS NULL AND head > 0 RETURNING id",
        *(actor.id, command.conversation),
    )
    if before is None or row is None:
        return _unavailable(transaction, actor, command.conversation, "nobody has written in it yet")
    moved = _begun(transaction, Move.REOPENED, command.conversation, actor)
    if before.closed:
        episode.begin(transaction, before.id, before.head + 1)
    if not before.waiting:
        transaction.run("UPDATE conversation SET waiting_turn = turn WHERE id = ?", before.id)
    return replace(moved, queue_changed=before.waiting)


def end(transaction: Transaction, command: End, actor: Actor) -> Outcome:
    """Close a conversation for the agent who owns it under that fence.

    Not while its customer has written what the agent has not seen: nobody would answer it any more.
    """
    case = cases.find(transaction, command.conversation)
    if case is None:
        return cases.UNKNOWN
    if not case.entitles(actor, command.fence):
        return Rejected("fence", "you do not hold this conversation any more")
    if case.closed:
        return Unchanged(case.id)
    if _unread(transaction, command):
        return Rejected("unread", "the customer has just written; read it first")
    return too_long(command.outcome) or _end(transaction, case, command.outcome, actor)


def shut(transaction: Transaction, case: Case, outcome: str, reason: str) -> Moved:
    """Close a conversation, whatever else is written down about it."""
    transaction.run(
        "UPDATE conversation SET owner = NULL, status = 'closed', outcome = ?, hold_until_ms = 0,"
        " promise = '' WHERE id = ?",
        *(outcome, case.id),
    )
    episode.close(transaction, case.id)
    settled = question.settle_all(transaction, case)
    return Moved(
        *(Move.CLOSED, case.id, case.customer, case.owner, None),
        queue_changed=case.waiting,
        reason=reason,
        settled=settled,
    )


def release(transaction: Transaction, case: Case) -> None:
    """Put an owned conversation back into the queue, at the place that its customer had there.

    The wait that is shown counts from the first line of the customer that nobody has answered.
    """
    transaction.run(
        "UPDATE conversation SET owner = NULL, status = 'waiting', fence = fence + 1, waiting_ms = coalesce("
        " (SELECT min(sent_ms) FROM message WHERE conversation = conversation.id AND author = 'customer'"
        "  AND sequence > coalesce((SELECT max(sequence) FROM message WHERE conversation = conversation.id"
        "   AND author = 'agent' AND mode = 'reply' AND amends IS NULL), 0)), ?) WHERE id = ?",
        *(transaction.now_ms, case.id),
    )


def give(transaction: Transaction, case: Case, agent: AgentId, move: int) -> None:
    """Make an agent the owner by a move; nothing that was sent under an older fence counts any more."""
    transaction.run(
        "UPDATE conversation SET owner = ?, status = 'open', turn = ? WHERE id = ?", agent, move, case.id
    )


def lapse(transaction: Transaction, command: Lapse) -> Lapsed:
    """Put everything that an agent holds back into the queue."""
    held = transaction.rows(
        "SELECT conversation.id, name FROM conversation JOIN agent ON agent.id = owner"
        " WHERE owner = ? ORDER BY turn",
        command.agent,
    )
    return Lapsed(command.agent, tuple(_lapse(transaction, command.agent, row) for row in held))


def _lapse(transaction: Transaction, agent: AgentId, row: Row) -> Moved:
    case = cases.known(transaction, row["id"])
    release(transaction, case)
    chronicle.remember(transaction, Move.LAPSED, case, agent=agent, detail=row["name"])
    return Moved(
        *(Move.LAPSED, case.id, case.customer, agent, None),
        queue_changed=True,
        reason="you were away for too long; it is in the queue again",
    )


def _begin_to_wait(transaction: Transaction, conversation: ConversationId, move: int) -> None:
    # The history counts the moves, so it orders them even within one millisecond.
    transaction.run(
        "UPDATE conversation SET waiting_turn = ?, waiting_ms = ? WHERE id = ?",
        *(move, transaction.now_ms, conversation),
    )


def _begun(transaction: Transaction, move: Move, conversation: ConversationId, actor: Actor) -> Moved:
    case = cases.known(transaction, conversation)
    turn = chronicle.remember(transaction, move, case, actor=actor)
    give(transaction, case, actor.id, turn)
    return Moved(move, conversation, case.customer, None, actor.id)


def _end(transaction: Transaction, case: Case, outcome: str, actor: Actor) -> Moved:
    moved = shut(transaction, case, outcome, "closed")
    chronicle.remember(transaction, Move.CLOSED, case, actor=actor, detail=outcome)
    return moved


def _unread(transaction: Transaction, command: End) -> bool:
    """Whether the owner has yet to see a line of the customer."""
    row = transaction.row(
        "SELECT 1 FROM message WHERE conversation = ? AND sequence > ? AND author = 'customer' LIMIT 1",
        *(command.conversation, command.head),
    )
    return row is not None


def _next(transaction: Transaction, actor: Actor) -> ConversationId | None:
    """Return who is to be served next from an agent's queues; those that named no queue are everybody's."""
    marks = ", ".join("?" * len(actor.queues))
    served = f" AND (queue = '' OR queue IN ({marks}))" if marks else ""
    row = transaction.row(f"{_WAITING}{served} ORDER BY priority DESC, waiting_turn LIMIT 1", *actor.queues)
    return None if row is None else ConversationId(row["id"])


def _unavailable(
    transaction: Transaction, actor: Actor, conversation: ConversationId, otherwise: str
) -> Outcome:
    """Say why an agent did not become the owner."""
    row = transaction.row(
        "SELECT owner, agent.name AS name FROM conversation LEFT JOIN agent ON agent.id = owner"
        " WHERE conversation.id = ?",
        conversation,
    )
    if row is None:
        return cases.UNKNOWN
    if row["owner"] == actor.id:
        return Unchanged(conversation)
    if row["owner"] is not None:
        return Rejected("taken", f"{row['name']} has taken it")
    return Rejected("closed", otherwise)
