"""Conversations, made of lines: `c:` is the customer's, `a:` the agent's, `n:` a note."""

from datetime import UTC, datetime, timedelta

from agent_console.domain.chat import Author, ClientId, Conversation, ConversationId, Message, Mode, Promise
from agent_console.domain.customer import Customer, CustomerId

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def chat(*lines: str, concern: str = "", promise: Promise | None = None) -> Conversation:
    """Return a conversation of those lines."""
    customer = Customer(CustomerId("c-1"), "Mira Holm")
    messages = tuple(said(line, sequence) for sequence, line in enumerate(lines, 1))
    return Conversation(
        ConversationId("chat-1"), customer, concern=concern, messages=messages, promise=promise
    )


def said(line: str, sequence: int, amends: int = 0) -> Message:
    """Return one message."""
    who, _, text = line.partition(": ")
    return Message(
        ClientId(f"m-{sequence}"),
        Author.CUSTOMER if who == "c" else Author.AGENT,
        "Mira" if who == "c" else "Sam",
        text,
        START + timedelta(minutes=sequence),
        sequence,
        Mode.NOTE if who == "n" else Mode.REPLY,
        amends=amends,
    )
