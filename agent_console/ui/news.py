"""The lines that came while the agent was writing."""

from collections.abc import Iterator

from agent_console.domain.chat import Author, ConversationId, Message
from agent_console.domain.desk import Desk


def news(desk: Desk, conversation: ConversationId, since: int) -> Iterator[Message]:
    """Yield what the customer and colleagues wrote behind a sequence of a held conversation, oldest first."""
    for message in desk[conversation].since(since):
        colleague = message.author is Author.AGENT and not desk.own(conversation, message)
        if (colleague or message.author is Author.CUSTOMER) and not message.amends:
            yield message
