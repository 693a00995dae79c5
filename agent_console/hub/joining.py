"""Customers coming in: known by id and secret, each with one conversation that lasts."""

import hmac
import uuid

from agent_console.domain.chat import ConversationId
from agent_console.hub.command import Join, Joined, Rejected
from agent_console.hub.transaction import Transaction


def join(transaction: Transaction, command: Join) -> Joined | Rejected:
    """Let a customer in, made new when the id is; the same join again changes nothing."""
    known = transaction.row(
        "SELECT secret_hash, name, conversation.id AS conversation"
        " FROM customer JOIN conversation ON customer = customer.id WHERE customer.id = ?",
        command.customer,
    )
    if known is None:
        return _welcome(transaction, command)
    if not hmac.compare_digest(known["secret_hash"], command.secret_hash):
        return Rejected("secret", "the secret does not belong to this customer id")
    return Joined(command.customer, ConversationId(known["conversation"]), known["name"])


def _welcome(transaction: Transaction, command: Join) -> Joined:
    profile, topic = command.profile, command.topic
    conversation = ConversationId(uuid.uuid4().hex)
    transaction.run(
        "INSERT INTO customer VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        *(command.customer, command.secret_hash, profile.name, profile.email, profile.phone),
        *(profile.language, profile.account, profile.order_number),
    )
    transaction.run(
        "INSERT INTO conversation (id, customer, channel, queue, concern, page, status, moved_ms)"
        " VALUES (?, ?, ?, ?, ?, ?, 'closed', ?)",
        *(conversation, command.customer, topic.channel, topic.queue),
        *(topic.concern, topic.page, transaction.now_ms),
    )
    return Joined(command.customer, conversation, profile.name)
