"""The promise to be back at a time."""

from datetime import UTC, timedelta

from agent_console.domain.action import HoldUntil
from agent_console.domain.history import Move
from agent_console.hub.database import chronicle
from agent_console.hub.database.case import Errand
from agent_console.hub.database.wording import too_long
from agent_console.hub.outcome import Outcome, Rejected, Unchanged
from agent_console.wire.codec import EPOCH


def hold(errand: Errand, action: HoldUntil) -> Outcome:
    """Promise the customer to be back; a later promise takes the place of an earlier one."""
    until_ms = (action.until - EPOCH) // timedelta(milliseconds=1)
    if until_ms <= errand.transaction.now_ms:
        return Rejected("past", "this time has passed already; promise a later one")
    return too_long(action.promise) or _hold(errand, until_ms, action)


def end(errand: Errand) -> Outcome:
    """Have no promise any more."""
    row = errand.transaction.row(
        "UPDATE conversation SET hold_until_ms = 0, promise = ''"
        " WHERE id = ? AND hold_until_ms > 0 RETURNING id",
        errand.case.id,
    )
    if row is None:
        return Unchanged(errand.case.id)
    chronicle.remember(errand.transaction, Move.HOLD_ENDED, errand.case, actor=errand.actor)
    return errand.case.stayed(Move.HOLD_ENDED)


def _hold(errand: Errand, until_ms: int, action: HoldUntil) -> Outcome:
    row = errand.transaction.row(
        "UPDATE conversation SET hold_until_ms = ?, promise = ?"
        " WHERE id = ? AND (hold_until_ms, promise) != (?, ?) RETURNING id",
        *(until_ms, action.promise, errand.case.id, until_ms, action.promise),
    )
    if row is None:
        return Unchanged(errand.case.id)
    detail = f"{action.until.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} {action.promise}".strip()
    chronicle.remember(errand.transaction, Move.HELD, errand.case, actor=errand.actor, detail=detail)
    return errand.case.stayed(Move.HELD)
