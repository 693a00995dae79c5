"""How far either side has read."""

from agent_console.domain.action import MarkRead
from agent_console.domain.history import Move
from agent_console.hub.command import See
from agent_console.hub.database import case as cases
from agent_console.hub.database import chronicle
from agent_console.hub.database.case import Errand
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.outcome import CustomerRead, Outcome, Unchanged


def mark(errand: Errand, action: MarkRead) -> Outcome:
    """The owner has read as far as a sequence; nothing changes when the customer learns nothing by it."""
    case, transaction = errand.case, errand.transaction
    row = transaction.row(
        "UPDATE conversation SET seen = told.heard FROM"
        " (SELECT heard FROM message WHERE conversation = ? AND sequence <= ? AND heard IS NOT NULL"
        "  ORDER BY sequence DESC LIMIT 1) AS told WHERE id = ? AND seen < told.heard RETURNING seen",
        *(case.id, action.sequence, case.id),
    )
    if row is None:
        return Unchanged(case.id)
    chronicle.remember(transaction, Move.READ, case, actor=errand.actor, detail=str(action.sequence))
    return case.stayed(Move.READ)


def see(transaction: Transaction, command: See) -> Outcome:
    """The customer has read as far as one of their own sequences."""
    case = cases.of_customer(transaction, command.customer, command.conversation)
    if case is None:
        return cases.UNKNOWN
    row = transaction.row(
        "UPDATE conversation SET read = told.sequence FROM"
        " (SELECT sequence FROM message WHERE conversation = ? AND heard <= ?"
        "  ORDER BY sequence DESC LIMIT 1) AS told WHERE id = ? AND read < told.sequence RETURNING read",
        *(case.id, command.sequence, case.id),
    )
    if row is None:
        return Unchanged(case.id)
    return CustomerRead(case.id, case.customer, case.owner, row["read"])
