"""A conversation's messages as frames, in pages that a client can take."""

import json
from collections.abc import AsyncIterator, Iterator, Sequence

from agent_console.domain.chat import AgentId, ConversationId
from agent_console.hub.clock import HubClock
from agent_console.hub.command import StoredMessage
from agent_console.hub.connection import CatchUp
from agent_console.hub.store import Store
from agent_console.wire.frame import Entry, Frame, Messages, Opened
from agent_console.wire.limit import PAGE_BYTES

ROWS = 200
"""Messages that are read from the store at once."""


class History:
    """Reads what a client has missed."""

    def __init__(self, store: Store, clock: HubClock) -> None:
        self._store = store
        self._clock = clock

    def entry(self, message: StoredMessage) -> Entry:
        """Return a message as it goes out now."""
        return Entry(
            sequence=message.sequence,
            client_id=message.client_id,
            author=message.author,
            name=message.name,
            text=message.text,
            sent_ms=message.sent_ms,
            age_ms=self._clock.age_ms(message.sent_ms),
        )

    async def for_agent(self, agent: AgentId, wanted: CatchUp) -> AsyncIterator[Frame]:
        """Yield a conversation with the messages after a sequence; nothing unless the agent owns it."""
        holding = await self._store.holding(wanted.conversation)
        if holding is None or holding.owner != agent:
            return
        opened = False
        async for page in self._pages(wanted):
            yield Messages(wanted.conversation, page) if opened else Opened(holding.facts, page)
            opened = True
        if not opened:
            yield Opened(holding.facts, ())

    async def for_customer(self, conversation: ConversationId, wanted: CatchUp) -> AsyncIterator[Frame]:
        """Yield the messages after a sequence; nothing unless it is the customer's conversation."""
        if wanted.conversation == conversation:
            async for page in self._pages(wanted):
                yield Messages(conversation, page)

    async def _pages(self, wanted: CatchUp) -> AsyncIterator[tuple[Entry, ...]]:
        after = wanted.after
        while rows := await self._store.history(wanted.conversation, after, ROWS):
            for page in _split(rows):
                yield tuple(self.entry(message) for message in page)
            after = rows[-1].sequence


def _split(messages: Sequence[StoredMessage]) -> Iterator[Sequence[StoredMessage]]:
    """Cut messages into runs of about `PAGE_BYTES`."""
    start, size = 0, 0
    for place, message in enumerate(messages):
        # As JSON: there a control character takes six times the room, in texts and in names.
        size += len(json.dumps((message.name, message.text), ensure_ascii=False).encode())
        if size >= PAGE_BYTES:
            yield messages[start : place + 1]
            start, size = place + 1, 0
    if start < len(messages):
        yield messages[start:]
