"""The agent's own messages in the transcript, before the chat system has them."""

from agent_console.domain.chat import Delivery
from agent_console.domain.desk import Change, Desk, Part
from agent_console.domain.outbox import Intent
from agent_console.services.changes import Changes


class Echoes:
    """Shows replies in their conversations; one that is not held shows nothing."""

    def __init__(self, desk: Desk, changes: Changes) -> None:
        self._desk = desk
        self._changes = changes

    def show(self, intent: Intent, delivery: Delivery, reason: str = "") -> None:
        """Show a reply, or how far it has come; `reason` explains a failure."""
        if intent.conversation not in self._desk:
            return
        name = self._desk.connection(intent.conversation).agent_name
        self._desk.echo(intent.conversation, intent.echo(name))
        self._desk.deliver(intent.conversation, intent.client_id, delivery, reason)
        self._changes.announce(Change(Part.TRANSCRIPT, intent.conversation))

    def withdraw(self, intent: Intent) -> None:
        """Take a reply off again, because its text goes back to the draft."""
        self._changes.announce(self._desk.withdraw(intent.conversation, intent.client_id))
