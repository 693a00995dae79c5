"""Other words for an own message, or none: an amendment is a message too, so that every cursor finds it."""

import uuid

from agent_console.domain.action import DeleteMessage, EditMessage
from agent_console.domain.chat import ClientId, Mode
from agent_console.domain.history import Move
from agent_console.hub.database import chronicle, message_log
from agent_console.hub.database.case import Errand
from agent_console.hub.database.message_log import Line
from agent_console.hub.outcome import Outcome, Rejected, StoredMessage, Unchanged
from agent_console.wire.limit import objection


def edit(errand: Errand, action: EditMessage) -> Outcome:
    """Put other words into an own message; the words that it has change nothing."""
    if trouble := objection(action.text):
        return Rejected(trouble.code, trouble.reason)
    target = _own(errand, action.sequence)
    if isinstance(target, Rejected):
        return target
    words = _words(errand, target)
    if words is None:
        return Rejected("deleted", "the message was deleted")
    if words == action.text:
        return Unchanged(errand.case.id)
    return _amend(errand, Move.EDITED, target, action.text)


def delete(errand: Errand, action: DeleteMessage) -> Outcome:
    """Take the words out of an own message; one without any changes nothing."""
    target = _own(errand, action.sequence)
    if isinstance(target, Rejected):
        return target
    if _words(errand, target) is None:
        return Unchanged(errand.case.id)
    return _amend(errand, Move.DELETED, target, "")


def _own(errand: Errand, sequence: int) -> StoredMessage | Rejected:
    """Return a message that the actor wrote and may still change; a note needs no ownership."""
    message = message_log.find(errand.transaction, errand.case.id, sequence)
    if message is None or message.amends:
        return Rejected("unknown", "there is no such message")
    if (message.author, message.writer) != (errand.actor.author, errand.actor.id):
        return Rejected("writer", "only its writer can change a message")
    if not errand.entitled and message.mode is Mode.REPLY:
        return errand.refusal
    return message


def _words(errand: Errand, message: StoredMessage) -> str | None:
    """Return what a message says by now; None when it was deleted."""
    row = errand.transaction.row(
        "SELECT text FROM message WHERE conversation = ? AND amends = ? ORDER BY sequence DESC LIMIT 1",
        *(errand.case.id, message.sequence),
    )
    return message.text if row is None else row["text"] or None


def _amend(errand: Errand, move: Move, target: StoredMessage, text: str) -> Outcome:
    line = Line(
        client_id=ClientId(uuid.uuid4().hex),
        author=target.author,
        writer=target.writer,
        name=target.name,
        text=text,
        mode=target.mode,
        amends=target.sequence,
    )
    amended = message_log.append(errand.transaction, errand.case, line)
    chronicle.remember(errand.transaction, move, errand.case, actor=errand.actor, detail=str(target.sequence))
    return errand.case.stayed(move, messages=(amended,))
