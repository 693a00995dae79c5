"""Tells customers by itself how far the agent has read."""

import asyncio

from agent_console.domain.action import Deed, MarkRead
from agent_console.domain.chat import Author, ConversationId
from agent_console.domain.desk import Desk
from agent_console.domain.panes import Panes
from agent_console.ports import ChatBackend, Clock
from agent_console.services.attention import Attention

GLANCE = 0.25
"""Seconds between two looks for something that was read."""
EVERY = 2.0
"""Seconds between two marks in one conversation."""


class ReadMarks:
    """Marks a customer's newest line once it has been before the agent for long enough to be read."""

    def __init__(
        self, desk: Desk, panes: Panes, backend: ChatBackend, clock: Clock, attention: Attention
    ) -> None:
        self._desk = desk
        self._panes = panes
        self._backend = backend
        self._clock = clock
        self._attention = attention
        self._marked: dict[ConversationId, tuple[int, float]] = {}

    async def watch(self) -> None:
        """Mark what is read; runs until it is cancelled."""
        while True:
            await self.mark()
            await asyncio.sleep(GLANCE)

    async def mark(self) -> None:
        """Mark once what was read since the last time; a mark that does not arrive is made again."""
        for conversation in self._panes.slots:
            if conversation is not None and conversation in self._desk and self._possible(conversation):
                await self._mark(conversation)

    def _possible(self, conversation: ConversationId) -> bool:
        marks = Deed.MARK_READ in self._backend.capabilities_of(conversation).deeds
        return marks and self._desk.online(conversation)

    async def _mark(self, conversation: ConversationId) -> None:
        now = self._clock.monotonic()
        head, at = self._marked.get(conversation, (0, float("-inf")))
        newest = self._desk[conversation].last_from(Author.CUSTOMER)
        if newest is None or newest.sequence <= head or now - at < EVERY:
            return
        if self._attention.unread(conversation, 0, now):
            return
        self._marked[conversation] = (newest.sequence, now)
        fence = self._desk[conversation].fence
        if await self._backend.perform(conversation, fence, MarkRead(newest.sequence)) is not None:
            self._marked[conversation] = (head, now)
