"""Messages and conversations, made in one line."""

from datetime import timedelta

from agent_console.domain.chat import Author, ClientId, Conversation, ConversationId, Delivery, Message, Mode
from agent_console.domain.customer import Customer, CustomerId
from tests.fakes import START


def message(
    text: str,
    author: Author = Author.CUSTOMER,
    *,
    sequence: int = 1,
    minutes: float = 0,
    delivery: Delivery = Delivery.SENT,
    mode: Mode = Mode.REPLY,
    failure: str = "",
) -> Message:
    """Return a message, so many minutes after the start of the day's work."""
    name = {Author.CUSTOMER: "Mira", Author.AGENT: "Sam", Author.BOT: "Bot", Author.SYSTEM: ""}[author]
    sent_at = START + timedelta(minutes=minutes)
    client_id = ClientId(f"m-{sequence}")
    return Message(client_id, author, name, text, sent_at, sequence, mode, delivery, failure)


def conversation(*messages: Message, echoes: tuple[Message, ...] = ()) -> Conversation:
    """Return a conversation of those messages."""
    customer = Customer(CustomerId("c-1"), "Mira Holm")
    return Conversation(ConversationId("chat-1"), customer, messages=messages, echoes=echoes)
