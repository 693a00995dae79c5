"""Tells a customer that the agent is writing to them."""

from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft
from agent_console.ports import ChatBackend, Clock
from agent_console.services.crew import Crew

EVERY = 3.0
"""Seconds between two notices to one customer; each counts for a little longer at the other end."""


class TypingNotice:
    """Sends a notice when a reply grows, and never for a note."""

    def __init__(self, desk: Desk, backend: ChatBackend, clock: Clock, crew: Crew) -> None:
        self._desk = desk
        self._backend = backend
        self._clock = clock
        self._crew = crew
        self._told: dict[ConversationId, float] = {}

    def typed(self, draft: Draft) -> None:
        """Note that the agent changed a draft."""
        if draft.mode is Mode.REPLY and draft.text and self._possible(draft.conversation):
            self._told[draft.conversation] = self._clock.monotonic()
            self._crew.start(lambda: self._backend.typing(draft.conversation))

    def _possible(self, conversation: ConversationId) -> bool:
        since = self._clock.monotonic() - self._told.get(conversation, float("-inf"))
        there = conversation in self._desk and self._desk.online(conversation)
        return there and since >= EVERY and self._backend.capabilities_of(conversation).typing
