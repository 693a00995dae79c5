"""Customers coming in: known by id and secret, each with one chat that lasts."""

import hmac
import uuid
from dataclasses import replace

from agent_console.domain.chat import ConversationId, Status
from agent_console.domain.customer import CustomerId
from agent_console.hub.command import Join
from agent_console.hub.database import person
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.outcome import Joined, Rejected
from agent_console.wire.frame import Profile, Topic

CHAT = "chat"
CHANNELS = (CHAT, "form", "callback")
"""What customers come in by themselves by; a customer has one conversation for all of these."""


def join(transaction: Transaction, command: Join) -> Joined | Rejected:
    """Let a customer in, made new when the id is; the same join again changes nothing.

    A known customer whose chat is closed begins it anew with what they say about themselves now.
    """
    known = transaction.row("SELECT secret_hash, name FROM customer WHERE id = ?", command.customer)
    if known is None:
        return _welcome(transaction, command)
    if not hmac.compare_digest(known["secret_hash"], command.secret_hash):
        return Rejected("secret", "the secret does not belong to this customer id")
    return _return(transaction, command, known["name"])


def add_customer(
    transaction: Transaction, customer: CustomerId, secret_hash: bytes, profile: Profile, mailbox: str | None
) -> None:
    """Know a customer from now on; `mailbox` is the address of one who is told by it."""
    transaction.run(
        "INSERT INTO customer (id, secret_hash, name, email, phone, language, account, order_number,"
        " timezone, company, custom, mailbox) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *(customer, secret_hash, profile.name, profile.email, profile.phone),
        *(profile.language, profile.account, profile.order_number),
        *(profile.timezone, profile.company, person.kept(profile.custom), mailbox),
    )


def begin(transaction: Transaction, customer: CustomerId, topic: Topic) -> ConversationId:
    """Make a conversation in which nobody has written yet."""
    conversation = ConversationId(uuid.uuid4().hex)
    transaction.run(
        "INSERT INTO conversation"
        " (id, customer, channel, queue, concern, page, callback_ms, page_title, referrer)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *(conversation, customer, topic.channel, topic.queue, topic.concern, topic.page),
        *(topic.callback_ms, topic.page_title, topic.referrer),
    )
    return conversation


def _welcome(transaction: Transaction, command: Join) -> Joined:
    add_customer(transaction, command.customer, command.secret_hash, command.profile, None)
    return _begin_chat(transaction, command)


def _return(transaction: Transaction, command: Join, name: str) -> Joined:
    chat = transaction.row(
        "SELECT id, status FROM conversation WHERE customer = ? AND channel IN (?, ?, ?)"
        " ORDER BY number DESC LIMIT 1",
        *(command.customer, *CHANNELS),
    )
    if chat is None:
        return _begin_chat(transaction, command)
    conversation = ConversationId(chat["id"])
    if chat["status"] != Status.CLOSED:
        return Joined(command.customer, conversation, name)
    _renew(transaction, command, conversation)
    return Joined(command.customer, conversation, command.profile.name)


def _begin_chat(transaction: Transaction, command: Join) -> Joined:
    conversation = begin(transaction, command.customer, _chat(command.topic))
    return Joined(command.customer, conversation, command.profile.name)


def _renew(transaction: Transaction, command: Join, conversation: ConversationId) -> None:
    profile, topic = command.profile, _chat(command.topic)
    transaction.run(
        "UPDATE customer SET name = ?, email = ?, phone = ?, language = ?, account = ?, order_number = ?"
        " WHERE id = ?",
        *(profile.name, profile.email, profile.phone, profile.language),
        *(profile.account, profile.order_number, command.customer),
    )
    person.learn(transaction, command.customer, profile.timezone, profile.company, profile.custom)
    transaction.run(
        "UPDATE conversation SET channel = ?, queue = ?, concern = ?, callback_ms = ?, page = ?,"
        " page_title = ?, referrer = ? WHERE id = ?",
        *(topic.channel, topic.queue, topic.concern, topic.callback_ms),
        *(topic.page, topic.page_title, topic.referrer, conversation),
    )


def _chat(topic: Topic) -> Topic:
    """Return a topic as customers may bring it: other channels are the hub's own."""
    return topic if topic.channel in CHANNELS else replace(topic, channel=CHAT)
