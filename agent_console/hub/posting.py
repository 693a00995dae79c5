"""Committing a message: once, in order, and only for the conversation it was meant for."""

import sqlite3

from agent_console.domain.chat import Author, Status
from agent_console.hub import ownership
from agent_console.hub.command import Outcome, Post, Posted, Rejected, Repeated, StoredMessage
from agent_console.hub.transaction import Transaction


def post(transaction: Transaction, command: Post) -> Outcome:
    """Commit a message under the next sequence of its conversation.

    The same client id with the same content gets the answer of the first time, whatever has happened
    to the conversation since.
    """
    earlier = transaction.row(
        "SELECT conversation, sequence, sent_ms, text FROM message"
        " WHERE author = ? AND writer = ? AND client_id = ?",
        *(command.author, command.writer, command.client_id),
    )
    if earlier is not None:
        return _again(command, earlier)
    place = transaction.row(
        "SELECT customer, owner, fence, status, head FROM conversation WHERE id = ?", command.conversation
    )
    if place is None:
        return Rejected("unknown", "there is no such conversation")
    return (
        _misplaced(command, place) or _disorder(transaction, command) or _write(transaction, command, place)
    )


def _again(command: Post, earlier: sqlite3.Row) -> Repeated | Rejected:
    if (earlier["conversation"], earlier["text"]) == (command.conversation, command.text):
        return Repeated(earlier["sequence"], earlier["sent_ms"])
    return Rejected("conflict", "another message was sent under the same id")


def _misplaced(command: Post, place: sqlite3.Row) -> Rejected | None:
    """Refuse an agent's reply to a conversation that is no longer what it was composed for."""
    if command.claim is None:
        return None
    if command.claim.customer != place["customer"]:
        return Rejected("customer", "the reply was written for another customer")
    if place["owner"] == command.writer and place["fence"] == command.claim.fence:
        return None
    if place["status"] == Status.CLOSED:
        return Rejected("closed", "the conversation was closed before the reply arrived")
    return Rejected("fence", "the conversation was not yours any more when the reply arrived")


def _disorder(transaction: Transaction, command: Post) -> Rejected | None:
    """Refuse a send number that is not the next one of its device and conversation."""
    row = transaction.row(
        "SELECT number FROM send_number WHERE device = ? AND conversation = ?",
        *(command.device, command.conversation),
    )
    expected = 1 if row is None else row["number"] + 1
    if command.number == expected:
        return None
    return Rejected("gap", f"send number {command.number} is out of order; number {expected} is next")


def _write(transaction: Transaction, command: Post, place: sqlite3.Row) -> Posted:
    sequence, now_ms = place["head"] + 1, transaction.now_ms
    transaction.run(
        "INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        *(command.conversation, sequence, command.author, command.writer),
        *(command.client_id, command.name, command.text, now_ms),
    )
    transaction.run("UPDATE conversation SET head = ? WHERE id = ?", sequence, command.conversation)
    transaction.run(
        "INSERT OR REPLACE INTO send_number VALUES (?, ?, ?)",
        *(command.device, command.conversation, command.number),
    )
    queued = command.author is Author.CUSTOMER and place["status"] == Status.CLOSED
    if queued:
        ownership.queue(transaction, command.conversation, place["fence"])
    message = StoredMessage(sequence, command.client_id, command.author, command.name, command.text, now_ms)
    return Posted(command.conversation, place["customer"], place["owner"], message, queued)
