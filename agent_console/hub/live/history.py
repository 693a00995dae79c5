"""A conversation's messages as frames, in pages that a client can take."""

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace

from agent_console.domain.chat import AgentId, ConversationId
from agent_console.hub.clock import HubClock
from agent_console.hub.live.connection import CatchUp
from agent_console.hub.outcome import StoredMessage
from agent_console.hub.store import Store
from agent_console.wire.codec import LARGEST
from agent_console.wire.frame import Entry, Frame, HistoryLine, Messages, Opened
from agent_console.wire.limit import PAGE_BYTES

ROWS = 200
"""Messages that are read from the store at once."""


class History:
    """Reads what a client has missed."""

    def __init__(self, store: Store, clock: HubClock) -> None:
        self._store = store
        self._clock = clock

    def entry(self, message: StoredMessage) -> Entry:
        """Return a message as it goes out now to agents."""
        return Entry(
            sequence=message.sequence,
            client_id=message.client_id,
            author=message.author,
            name=message.name,
            text=message.text,
            sent_ms=message.sent_ms,
            age_ms=self._clock.age_ms(message.sent_ms),
            mode=message.mode,
            amends=message.amends,
            file=message.file,
            handed_over=message.handed_over,
        )

    def heard(self, message: StoredMessage) -> Entry:
        """Return a message as it goes out now to its customer, who counts only what is for them."""
        return replace(self.entry(message), sequence=message.heard, amends=message.amends_heard)

    async def for_agent(self, agent: AgentId, wanted: CatchUp) -> AsyncIterator[Frame]:
        """Yield a conversation with the messages after a sequence; nothing unless the agent owns it."""
        holding = await self._store.holding(wanted.conversation)
        if holding is None or holding.owner != agent:
            return
        opened = False
        async for page in self._pages(wanted):
            entries = tuple(self.entry(message) for message in page)
            yield Messages(wanted.conversation, entries) if opened else Opened(holding.facts, entries)
            opened = True
        if not opened:
            yield Opened(holding.facts, ())

    async def for_customer(self, conversation: ConversationId, wanted: CatchUp) -> AsyncIterator[Frame]:
        """Yield what the customer is told after a sequence; nothing unless it is their conversation."""
        if wanted.conversation != conversation:
            return
        after = wanted.after
        while rows := await self._store.heard(conversation, after, ROWS):
            for page in _split(rows):
                yield Messages(conversation, tuple(self.heard(message) for message in page))
            after = rows[-1].heard

    async def newest(self, conversation: ConversationId) -> tuple[Entry, ...]:
        """Return the newest messages, as many as one page holds."""
        rows = await self._store.earlier(conversation, LARGEST, ROWS)
        # From the end: the first page backwards is the last one of what happened.
        page = next(_split(rows[::-1]), ())
        return tuple(self.entry(message) for message in reversed(page))

    async def _pages(self, wanted: CatchUp) -> AsyncIterator[Sequence[StoredMessage]]:
        after = wanted.after
        while rows := await self._store.history(wanted.conversation, after, ROWS):
            for page in _split(rows):
                yield page
            after = rows[-1].sequence


def first_moves(lines: Sequence[HistoryLine]) -> tuple[HistoryLine, ...]:
    """Return the first moves, as many as one page holds."""
    size = 0
    for place, line in enumerate(lines, 1):
        size += _bytes(line.by, line.detail)
        if size >= PAGE_BYTES:
            return tuple(lines[:place])
    return tuple(lines)


def _split(messages: Sequence[StoredMessage]) -> Iterator[Sequence[StoredMessage]]:
    """Cut messages into runs of about `PAGE_BYTES`."""
    start, size = 0, 0
    for place, message in enumerate(messages):
        size += _bytes(message.client_id, message.name, message.text)
        if size >= PAGE_BYTES:
            yield messages[start : place + 1]
            start, size = place + 1, 0
    if start < len(messages):
        yield messages[start:]


def _bytes(*texts: str) -> int:
    """Return the room that texts take as JSON, where a control character takes six times as much."""
    return len(json.dumps(texts, ensure_ascii=False).encode())
