"""The earlier chats of the customer whom an agent serves, in pages that a console can take."""

import json

from agent_console.domain.chat import AgentId, ConversationId
from agent_console.domain.customer import CustomerId
from agent_console.hub.store import Store
from agent_console.wire.frame import Decline, Frame, Past, PastLine, PastLines, ReadPast, ReadPastLines
from agent_console.wire.limit import PAGE_BYTES

CHATS = 50
"""Chats that one `Past` has."""
LINES = 200
"""Lines that one `PastLines` has at most."""


class PastDesk:
    """Tells one agent what was before, and only of customers whose conversation the agent holds."""

    def __init__(self, agent: AgentId, store: Store) -> None:
        self._agent = agent
        self._store = store

    async def chats(self, asked: ReadPast) -> Frame:
        """Return the chats before one, newest first, without the present one."""
        customer = await self._customer(asked.conversation)
        if customer is None:
            return _not_yours(asked.request)
        found = await self._store.episodes(customer, asked.before or None, CHATS + 1, asked.conversation)
        chats = tuple(episode.chat for episode in found[:CHATS])
        return Past(asked.request, chats, more=len(found) > len(chats))

    async def lines(self, asked: ReadPastLines) -> Frame:
        """Return what was said in one of them after a sequence."""
        customer = await self._customer(asked.conversation)
        if customer is None:
            return _not_yours(asked.request)
        found = await self._store.episode_lines(customer, asked.chat, asked.after, LINES + 1)
        if found is None:
            return Decline(asked.request, "unknown", "this customer has no such chat")
        page = _first(tuple(found[:LINES]))
        return PastLines(asked.request, page, more=len(found) > len(page))

    async def _customer(self, conversation: ConversationId) -> CustomerId | None:
        """Return the customer of a conversation that the agent owns."""
        holding = await self._store.holding(conversation)
        return holding.facts.customer if holding is not None and holding.owner == self._agent else None


def _not_yours(request: int) -> Decline:
    return Decline(request, "fence", "you do not hold this conversation any more")


def _first(lines: tuple[PastLine, ...]) -> tuple[PastLine, ...]:
    """Return the first lines, as many as one page holds."""
    size = 0
    for place, line in enumerate(lines, 1):
        # As JSON, where a control character takes six times as much.
        size += len(json.dumps((line.name, line.text, line.file), ensure_ascii=False).encode())
        if size >= PAGE_BYTES:
            return lines[:place]
    return lines
