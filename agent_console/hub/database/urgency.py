"""How soon a conversation must be served."""

from agent_console.domain.action import SetPriority
from agent_console.domain.chat import Priority
from agent_console.domain.history import Move
from agent_console.hub.database import chronicle
from agent_console.hub.database.case import Errand
from agent_console.hub.outcome import Outcome, Unchanged

ORDER = tuple(Priority)
"""The priorities as the database counts them: a higher one is served first."""


def set_priority(errand: Errand, action: SetPriority) -> Outcome:
    """Give a conversation a priority; the one that it has changes nothing."""
    case, transaction, rank = errand.case, errand.transaction, ORDER.index(action.priority)
    row = transaction.row(
        "UPDATE conversation SET priority = ? WHERE id = ? AND priority != ? RETURNING id",
        *(rank, case.id, rank),
    )
    if row is None:
        return Unchanged(case.id)
    chronicle.remember(transaction, Move.PRIORITY, case, actor=errand.actor, detail=action.priority)
    return case.stayed(Move.PRIORITY, queue_changed=case.waiting)
