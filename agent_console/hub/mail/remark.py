"""What the e-mail channel itself has to say in a conversation: notes, for the agents only."""

from agent_console.domain.chat import Author, ClientId, ConversationId, Mode
from agent_console.hub.command import Post

WRITER = "e-mail"


def remark(conversation: ConversationId, client_id: ClientId, text: str) -> Post:
    """Return the command that leaves a note; under the same client id it is left once."""
    return Post(
        author=Author.SYSTEM,
        writer=WRITER,
        name=WRITER,
        conversation=conversation,
        client_id=client_id,
        device="",
        number=0,
        text=text,
        mode=Mode.NOTE,
    )
