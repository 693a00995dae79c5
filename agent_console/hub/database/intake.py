"""Messages that come over other channels, where an address is the customer and a thread the chat."""

import uuid
from collections.abc import Iterable
from dataclasses import replace

from agent_console.domain.chat import Author, ConversationId
from agent_console.domain.customer import CustomerId
from agent_console.hub.command import Post, Receive
from agent_console.hub.database import joining, message_log, posting
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.outcome import Outcome, Rejected, Repeated

NO_SECRET = b""
"""No hash has this length: whoever is known by an address cannot sign in as a customer."""


def receive(transaction: Transaction, command: Receive) -> Outcome:
    """Commit a message, in the conversation of its thread or in a new one; the same again changes nothing."""
    address = command.profile.email.strip().lower()
    if not address:
        return Rejected("email", "a message of this channel needs its sender's address")
    for writer in _known_by(transaction, address):
        earlier = message_log.sent(transaction, Author.CUSTOMER, writer, command.client_id)
        if earlier is not None:
            _, message = earlier
            return Repeated(message.sequence, message.sent_ms, message.heard)
    place = _thread(transaction, command, address)
    if place is None and _blocked(transaction, address):
        return posting.BLOCKED
    customer, conversation = place or _begin(transaction, command, address)
    post = _post(command, customer, conversation)
    return posting.post(transaction, replace(post, untold=_has_client(transaction, customer)))


def _known_by(transaction: Transaction, address: str) -> Iterable[CustomerId]:
    """Return the customers, of any channel, with that address."""
    rows = transaction.rows(
        "SELECT id FROM customer WHERE mailbox = ? OR lower(trim(email)) = ?", address, address
    )
    return [CustomerId(row["id"]) for row in rows]


def _thread(
    transaction: Transaction, command: Receive, address: str
) -> tuple[CustomerId, ConversationId] | None:
    """Return the conversation that the thread belongs to, if its customer has the same address."""
    for thread in command.threads:
        row = transaction.row(
            "SELECT conversation.id, customer FROM conversation JOIN customer ON customer.id = customer"
            " WHERE (mailbox = ? OR lower(trim(email)) = ?) AND (conversation.id = ? OR conversation.id IN"
            " (SELECT conversation FROM message WHERE author = 'customer' AND client_id = ?"
            "  AND writer = customer.id))",
            *(address, address, thread, thread),
        )
        if row is not None:
            return CustomerId(row["customer"]), ConversationId(row["id"])
    return None


def _has_client(transaction: Transaction, customer: CustomerId) -> bool:
    """Whether the customer signs in, too: anybody may have named this address in a form on a web page."""
    row = transaction.row("SELECT secret_hash FROM customer WHERE id = ?", customer)
    return row is not None and row["secret_hash"] != NO_SECRET


def _blocked(transaction: Transaction, address: str) -> bool:
    row = transaction.row("SELECT blocked FROM customer WHERE mailbox = ?", address)
    return row is not None and bool(row["blocked"])


def _begin(transaction: Transaction, command: Receive, address: str) -> tuple[CustomerId, ConversationId]:
    row = transaction.row("SELECT id FROM customer WHERE mailbox = ?", address)
    customer = CustomerId(uuid.uuid4().hex if row is None else row["id"])
    if row is None:
        joining.add_customer(transaction, customer, NO_SECRET, command.profile, address)
    return customer, joining.begin(transaction, customer, command.topic)


def _post(command: Receive, customer: CustomerId, conversation: ConversationId) -> Post:
    return Post(
        author=Author.CUSTOMER,
        writer=customer,
        name=command.profile.name,
        conversation=conversation,
        client_id=command.client_id,
        device="",
        number=0,
        text=command.text,
        file=command.file,
    )
