"""Notes that come with an action: for colleagues only, in the conversation's one log."""

import uuid

from agent_console.domain.chat import ClientId, Mode
from agent_console.hub.database import message_log
from agent_console.hub.database.case import Errand
from agent_console.hub.database.message_log import Line
from agent_console.hub.outcome import StoredMessage


def write(errand: Errand, text: str, *, handed_over: bool = False) -> StoredMessage:
    """Write a note by whoever acts."""
    line = Line(
        client_id=ClientId(uuid.uuid4().hex),
        author=errand.actor.author,
        writer=errand.actor.id,
        name=errand.actor.name,
        text=text,
        mode=Mode.NOTE,
        handed_over=handed_over,
    )
    return message_log.append(errand.transaction, errand.case, line)
