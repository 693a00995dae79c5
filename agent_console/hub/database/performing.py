"""Agents' actions: who may do what, and which part carries it out."""

from agent_console.domain.action import (
    AddTag,
    Answer,
    Ask,
    Block,
    DeleteMessage,
    EditMessage,
    EndHold,
    HandOver,
    HoldUntil,
    MarkRead,
    RemoveTag,
    SetPriority,
    Unblock,
)
from agent_console.hub.command import Perform
from agent_console.hub.database import (
    amendment,
    blocking,
    handover,
    promise,
    question,
    read_mark,
    tag,
    urgency,
)
from agent_console.hub.database import case as cases
from agent_console.hub.database.case import Actor, Errand
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.outcome import Outcome

Owners = HoldUntil | EndHold | HandOver | Block | MarkRead
"""What only the owner can do."""
Everybodys = AddTag | RemoveTag | SetPriority | Ask | Answer | Unblock


def perform(transaction: Transaction, command: Perform, actor: Actor) -> Outcome:
    """Carry an action out, or say why not."""
    case = cases.find(transaction, command.conversation)
    if case is None:
        return cases.UNKNOWN
    errand = Errand(transaction, case, actor, case.entitles(actor, command.fence))
    match command.action:
        case EditMessage() as action:
            return amendment.edit(errand, action)
        case DeleteMessage() as action:
            return amendment.delete(errand, action)
        case HoldUntil() | EndHold() | HandOver() | Block() | MarkRead() as action:
            return _for_owner(errand, action) if errand.entitled else errand.refusal
        case action:
            return _for_everybody(errand, action)


def _for_owner(errand: Errand, wanted: Owners) -> Outcome:
    match wanted:
        case HoldUntil() as action:
            return promise.hold(errand, action)
        case EndHold():
            return promise.end(errand)
        case HandOver() as action:
            return handover.hand_over(errand, action)
        case Block() as action:
            return blocking.block(errand, action)
        case MarkRead() as action:
            return read_mark.mark(errand, action)


def _for_everybody(errand: Errand, wanted: Everybodys) -> Outcome:
    match wanted:
        case AddTag() as action:
            return tag.add(errand, action)
        case RemoveTag() as action:
            return tag.remove(errand, action)
        case SetPriority() as action:
            return urgency.set_priority(errand, action)
        case Ask() as action:
            return question.ask(errand, action)
        case Answer() as action:
            return question.answer(errand, action)
        case Unblock():
            return blocking.unblock(errand)
