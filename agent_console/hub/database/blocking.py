"""Customers from whom nothing more is taken."""

from dataclasses import replace

from agent_console.domain.action import Block
from agent_console.domain.history import Move
from agent_console.hub.database import chronicle, ownership
from agent_console.hub.database.case import Errand
from agent_console.hub.database.wording import too_long
from agent_console.hub.outcome import Moved, Outcome, Unchanged

OUTCOME = "blocked"
"""How a conversation ended whose customer was blocked."""


def block(errand: Errand, action: Block) -> Outcome:
    """Take nothing more from the customer, and close the conversation."""
    if errand.case.blocked and errand.case.closed:
        return Unchanged(errand.case.id)
    return too_long(action.reason) or _block(errand, action.reason)


def unblock(errand: Errand) -> Outcome:
    """Take the customer's messages again."""
    if not errand.case.blocked:
        return Unchanged(errand.case.id)
    errand.transaction.run("UPDATE customer SET blocked = 0 WHERE id = ?", errand.case.customer)
    chronicle.remember(errand.transaction, Move.UNBLOCKED, errand.case, actor=errand.actor)
    return errand.case.stayed(Move.UNBLOCKED)


def _block(errand: Errand, reason: str) -> Moved:
    case = errand.case
    errand.transaction.run("UPDATE customer SET blocked = 1 WHERE id = ?", case.customer)
    chronicle.remember(errand.transaction, Move.BLOCKED, case, actor=errand.actor, detail=reason)
    if case.closed:
        return case.stayed(Move.BLOCKED)
    moved = ownership.shut(errand.transaction, case, OUTCOME, "its customer was blocked")
    chronicle.remember(errand.transaction, Move.CLOSED, case, actor=errand.actor, detail=OUTCOME)
    return replace(moved, move=Move.BLOCKED)
