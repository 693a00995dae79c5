"""Committing a message: once, in order, and only for the conversation it was meant for."""

from agent_console.domain.chat import Author, Mode, Presence
from agent_console.domain.history import Move
from agent_console.hub.command import Post
from agent_console.hub.database import case as cases
from agent_console.hub.database import chronicle, message_log, ownership, presence
from agent_console.hub.database.case import Case
from agent_console.hub.database.message_log import Line
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.outcome import Outcome, Posted, Rejected, Repeated, StoredMessage

BLOCKED = Rejected("blocked", "nothing more is taken from this customer")


def post(transaction: Transaction, command: Post) -> Outcome:
    """Commit a message under the next sequence of its conversation.

    The same client id with the same content gets the answer of the first time, whatever has happened
    to the conversation since.
    """
    earlier = message_log.sent(transaction, command.author, command.writer, command.client_id)
    if earlier is not None:
        return _again(command, *earlier)
    case = cases.find(transaction, command.conversation)
    if case is None:
        return cases.UNKNOWN
    return (
        _unwelcome(command, case)
        or _misplaced(command, case)
        or _disorder(transaction, command)
        or _write(transaction, command, case)
    )


def _again(command: Post, conversation: str, earlier: StoredMessage) -> Repeated | Rejected:
    sent = (conversation, earlier.text, earlier.mode, earlier.file)
    if sent == (command.conversation, command.text, command.mode, command.file):
        return Repeated(earlier.sequence, earlier.sent_ms, earlier.heard)
    return Rejected("conflict", "another message was sent under the same id")


def _unwelcome(command: Post, case: Case) -> Rejected | None:
    """Refuse what a blocked customer says."""
    if command.author is Author.CUSTOMER and case.blocked:
        return BLOCKED
    return None


def _misplaced(command: Post, case: Case) -> Rejected | None:
    """Refuse an agent's message to a conversation that is no longer what it was composed for."""
    if command.claim is None:
        return None
    if command.claim.customer != case.customer:
        return Rejected("customer", "the reply was written for another customer")
    entitled = case.owner == command.writer or command.author is Author.BOT
    if command.mode is Mode.NOTE or (entitled and case.fence == command.claim.fence):
        return None
    if case.closed:
        return Rejected("closed", "the conversation was closed before the reply arrived")
    return Rejected("fence", "the conversation was not yours any more when the reply arrived")


def _disorder(transaction: Transaction, command: Post) -> Rejected | None:
    """Refuse a send number that is not the next one of its device and conversation."""
    if not command.device:
        return None
    row = transaction.row(
        "SELECT number FROM send_number WHERE device = ? AND conversation = ?",
        *(command.device, command.conversation),
    )
    expected = 1 if row is None else row["number"] + 1
    if command.number == expected:
        return None
    return Rejected("gap", f"send number {command.number} is out of order; number {expected} is next")


def _write(transaction: Transaction, command: Post, case: Case) -> Posted:
    line = Line(
        client_id=command.client_id,
        author=command.author,
        writer=command.writer,
        name=command.name,
        text=command.text,
        mode=command.mode,
        file=command.file,
        untold=command.untold,
    )
    message = message_log.append(transaction, case, line)
    _count(transaction, command)
    if command.mode is Mode.NOTE:
        _note(transaction, command, case, message)
    said = command.author is Author.CUSTOMER
    queued, returned = said and case.closed, said and case.presence is Presence.LEFT
    if queued:
        ownership.queue(transaction, case)
    if returned:
        presence.set_presence(transaction, case, Presence.HERE)
    return Posted(case.id, case.customer, case.owner, message, queued, returned)


def _count(transaction: Transaction, command: Post) -> None:
    """Use the send number up."""
    if command.device:
        transaction.run(
            "INSERT INTO send_number (device, conversation, number) VALUES (?, ?, ?)"
            " ON CONFLICT (device, conversation) DO UPDATE SET number = excluded.number",
            *(command.device, command.conversation, command.number),
        )


def _note(transaction: Transaction, command: Post, case: Case, message: StoredMessage) -> None:
    chronicle.remember(
        transaction,
        Move.NOTED,
        case,
        actor=cases.actor(transaction, command.writer),
        by=command.name,
        detail=str(message.sequence),
    )
