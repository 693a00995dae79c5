"""Short ways to say conversations, messages and drafts in domain tests."""

from datetime import UTC, datetime

from agent_console.domain.chat import (
    Author,
    ClientId,
    Conversation,
    ConversationId,
    Delivery,
    Message,
    Mode,
)
from agent_console.domain.customer import Customer, CustomerId

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CHAT = ConversationId("chat")
ANA = Customer(CustomerId("ana"), "Ana Sol")


def conversation(name: str = "chat", customer: Customer = ANA) -> Conversation:
    """Return a conversation without messages."""
    return Conversation(ConversationId(name), customer)


def said(sequence: int, author: Author = Author.CUSTOMER, client_id: str = "", text: str = "hi") -> Message:
    """Return a committed message."""
    identity = ClientId(client_id or f"{author}-{sequence}")
    return Message(identity, author, "somebody", text, NOON, sequence)


def echo(client_id: str, delivery: Delivery = Delivery.SAVING, mode: Mode = Mode.REPLY) -> Message:
    """Return an agent's message that the server does not have yet."""
    return Message(ClientId(client_id), Author.AGENT, "Kim", "hello", NOON, mode=mode, delivery=delivery)
