"""Whether customers are there: who is connected, and who has been gone for a while."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from agent_console.domain.chat import ConversationId, Presence
from agent_console.hub.clock import HubClock
from agent_console.hub.command import Appear, Command
from agent_console.hub.live.refresh import Refresh
from agent_console.hub.live.vigil import Vigil, unfinished
from agent_console.hub.neighbour.neighbourhood import Neighbours
from agent_console.hub.store import Store

SECOND_LOOK_SECONDS = 1.0
"""After which somebody who was told to have left is looked for once more, where there are other hubs."""


class Attendance:
    """Tells the store when a customer comes, and when one has had no connection to any hub for too long."""

    def __init__(self, store: Store, clock: HubClock, seconds: float, neighbours: Neighbours) -> None:
        self._store = store
        self._seconds = seconds
        self._neighbours = neighbours
        self._connections: Counter[ConversationId] = Counter()
        self._doubted: set[ConversationId] = set()
        """Who was told to have left and may have come to another hub in that very moment."""
        self._vigil: Vigil[ConversationId] = Vigil(store, clock, self._plan)
        self._recount = Refresh(self._count_down)
        self._recount.changed()
        self.neighbour_lost = self._recount.changed

    @contextmanager
    def present(self, conversation: ConversationId) -> Iterator[None]:
        """Count a connection of the conversation's customer, while this lasts."""
        self._connections[conversation] += 1
        if self._connections[conversation] == 1:
            self._neighbours.customer_came(conversation)
            self._vigil.deadlines.set(conversation, 0)
        try:
            yield
        finally:
            self._connections[conversation] -= 1
            if not self._connections[conversation]:
                del self._connections[conversation]
                self._neighbours.customer_went(conversation)
                self._vigil.deadlines.set(conversation, self._seconds)

    async def run(self) -> None:
        """Watch until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._recount.run())
            group.create_task(self._vigil.run())

    async def _count_down(self) -> None:
        """Give all the time again to those whose hub is gone: this one before it began, or a neighbour."""
        async for holding in unfinished(self._store):
            facts = holding.facts
            counted = facts.id in self._connections or facts.id in self._vigil.deadlines
            if facts.presence is Presence.HERE and not counted:
                self._vigil.deadlines.set(facts.id, self._seconds)

    async def _plan(self, conversations: Sequence[ConversationId]) -> Mapping[ConversationId, Command]:
        here = [conversation for conversation in conversations if conversation in self._connections]
        gone = [conversation for conversation in conversations if conversation not in self._connections]
        if here:
            # Whoever still takes one of them for gone must see this before they are said to be here.
            await self._neighbours.settled()
        elsewhere = await self._neighbours.elsewhere(gone) if gone else frozenset()
        planned = {conversation: _appear(conversation, Presence.HERE) for conversation in here}
        for conversation in gone:
            second = conversation in self._doubted
            self._doubted.discard(conversation)
            if conversation not in elsewhere:
                planned[conversation] = _appear(conversation, Presence.LEFT)
                if not second:
                    self._look_again(conversation)
            elif second:
                planned[conversation] = _appear(conversation, Presence.HERE)
        return planned

    def _look_again(self, conversation: ConversationId) -> None:
        if self._neighbours.possible:
            self._doubted.add(conversation)
            self._vigil.deadlines.set(conversation, SECOND_LOOK_SECONDS)


def _appear(conversation: ConversationId, presence: Presence) -> Command:
    return Appear(conversation, presence)
