"""Whether the customer is there: came, left, ended the chat, or has fallen silent."""

from dataclasses import replace

from agent_console.domain.chat import Author, Presence
from agent_console.domain.history import Move
from agent_console.hub.command import Appear, Depart, FallSilent
from agent_console.hub.database import case as cases
from agent_console.hub.database import chronicle, ownership
from agent_console.hub.database.case import Case
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.outcome import Outcome, Unchanged

OUTCOME = "left"
"""How a conversation ended whose customer did not wait for an answer."""


def appear(transaction: Transaction, command: Appear) -> Outcome:
    """The customer came, or has been gone for a while."""
    case = cases.find(transaction, command.conversation)
    if case is None:
        return cases.UNKNOWN
    if command.presence in (case.presence, Presence.UNKNOWN):
        return Unchanged(case.id)
    came = command.presence is Presence.HERE
    set_presence(transaction, case, command.presence)
    return case.stayed(Move.RETURNED if came else Move.LEFT)


def depart(transaction: Transaction, command: Depart) -> Outcome:
    """The customer ends the chat; nobody needs to answer one who still waited for it."""
    case = cases.of_customer(transaction, command.customer, command.conversation)
    if case is None:
        return cases.UNKNOWN
    if case.closed or (case.presence is Presence.LEFT and not case.waiting):
        return Unchanged(case.id)
    set_presence(transaction, case, Presence.LEFT, "ended the chat")
    if not case.waiting:
        return case.stayed(Move.LEFT)
    moved = ownership.shut(transaction, case, OUTCOME, "its customer left")
    chronicle.remember(transaction, Move.CLOSED, case, by=case.customer_name, detail=OUTCOME)
    return replace(moved, move=Move.LEFT)


def set_presence(transaction: Transaction, case: Case, presence: Presence, detail: str = "") -> None:
    """Remember whether the customer is there; the first coming is no return."""
    transaction.run("UPDATE conversation SET presence = ? WHERE id = ?", presence, case.id)
    if presence is Presence.LEFT or case.presence is Presence.LEFT:
        move = Move.LEFT if presence is Presence.LEFT else Move.RETURNED
        chronicle.remember(transaction, move, case, by=case.customer_name, detail=detail)


def fall_silent(transaction: Transaction, command: FallSilent) -> Outcome:
    """The customer has left an agent's reply without an answer; once for each reply."""
    case = cases.find(transaction, command.conversation)
    if case is None:
        return cases.UNKNOWN
    last = transaction.row(
        "SELECT author, message.sequence FROM message JOIN conversation ON conversation.id = conversation"
        # Only a chat is answered at once; a mail may well take days.
        " WHERE conversation = ? AND mode = 'reply' AND amends IS NULL AND status = 'open'"
        " AND channel = 'chat' AND sequence > silent ORDER BY sequence DESC LIMIT 1",
        case.id,
    )
    if last is None or last["author"] != Author.AGENT:
        return Unchanged(case.id)
    transaction.run("UPDATE conversation SET silent = ? WHERE id = ?", last["sequence"], case.id)
    chronicle.remember(transaction, Move.SILENT, case, by=case.customer_name)
    return case.stayed(Move.SILENT)
