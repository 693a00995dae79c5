"""Giving a conversation away: to a colleague, who owns it at once, or back into a queue."""

from agent_console.domain.action import HandOver
from agent_console.domain.chat import AgentId
from agent_console.domain.history import Move
from agent_console.hub.database import case as cases
from agent_console.hub.database import chronicle, note, ownership
from agent_console.hub.database.case import Actor, Errand
from agent_console.hub.database.wording import label, too_long
from agent_console.hub.outcome import Moved, Outcome, Rejected
from agent_console.hub.store import Role


def hand_over(errand: Errand, action: HandOver) -> Outcome:
    """Give the conversation to a colleague or to a queue; the comment goes with it as a note."""
    if bool(action.agent) == bool(action.queue):
        return Rejected("target", "name either a colleague or a queue")
    if errand.case.closed:
        return errand.refusal
    if trouble := too_long(action.comment):
        return trouble
    return _to_queue(errand, action) if action.queue else _to_colleague(errand, action)


def _to_colleague(errand: Errand, action: HandOver) -> Outcome:
    colleague = cases.actor(errand.transaction, action.agent)
    if colleague is None or colleague.role is not Role.AGENT:
        return Rejected("unknown", "there is no such colleague")
    if colleague.id == errand.case.owner:
        return Rejected("self", f"{colleague.name} has this conversation already")
    if not colleague.accepting:
        return Rejected("away", f"{colleague.name} takes no new customers at the moment")
    errand.transaction.run("UPDATE conversation SET fence = fence + 1 WHERE id = ?", errand.case.id)
    move = _remember(errand, colleague.name, action.comment)
    ownership.give(errand.transaction, errand.case, colleague.id, move)
    return _moved(errand, action, colleague)


def _to_queue(errand: Errand, action: HandOver) -> Outcome:
    queue = label(action.queue, "a queue's name")
    if isinstance(queue, Rejected):
        return queue
    ownership.release(errand.transaction, errand.case)
    errand.transaction.run("UPDATE conversation SET queue = ? WHERE id = ?", queue, errand.case.id)
    _remember(errand, f"queue {queue}", action.comment)
    return _moved(errand, action, None)


def _remember(errand: Errand, target: str, comment: str) -> int:
    detail = f"{target}: {comment}" if comment.strip() else target
    return chronicle.remember(
        errand.transaction, Move.HANDED_OVER, errand.case, actor=errand.actor, detail=detail
    )


def _moved(errand: Errand, action: HandOver, colleague: Actor | None) -> Moved:
    case, comment = errand.case, action.comment
    target = colleague.name if colleague is not None else f"the queue {action.queue.strip()}"
    after: AgentId | None = colleague.id if colleague is not None else None
    return Moved(
        *(Move.HANDED_OVER, case.id, case.customer, case.owner, after),
        queue_changed=case.waiting or after is None,
        reason=f"handed over to {target}",
        messages=(note.write(errand, comment, handed_over=True),) if comment.strip() else (),
    )
