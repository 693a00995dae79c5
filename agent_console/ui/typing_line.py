"""What a customer is writing at this moment, as far as the chat system tells."""

from textual.content import Content

from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Desk
from agent_console.texts import _
from agent_console.ui.format import filled, joined, line
from agent_console.ui.recipient import name_of


def typing_line(desk: Desk, conversation: ConversationId, now: float) -> Content:
    """Return that a held conversation's customer writes, and what; empty while they do not."""
    preview = desk.typing(conversation, now)
    if preview is None:
        return Content()
    written = joined(": ", line(preview, style="italic")) if preview.strip() else Content(" …")
    writes = filled(_("{name} is writing"), name=name_of(desk[conversation].customer, 30))
    return joined(writes, written).stylize("$quiet")
