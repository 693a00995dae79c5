"""Whether customers are there: who is connected, and who has been gone for a while."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from agent_console.domain.chat import ConversationId, Presence
from agent_console.hub.clock import HubClock
from agent_console.hub.command import Appear, Command
from agent_console.hub.live.vigil import Vigil, unfinished
from agent_console.hub.store import Store


class Attendance:
    """Tells the store when a customer comes, and when one has had no connection for too long."""

    def __init__(self, store: Store, clock: HubClock, seconds: float) -> None:
        self._store = store
        self._seconds = seconds
        self._connections: Counter[ConversationId] = Counter()
        self._vigil: Vigil[ConversationId] = Vigil(store, clock, self._appear)

    @contextmanager
    def present(self, conversation: ConversationId) -> Iterator[None]:
        """Count a connection of the conversation's customer, while this lasts."""
        self._connections[conversation] += 1
        if self._connections[conversation] == 1:
            self._vigil.deadlines.set(conversation, 0)
        try:
            yield
        finally:
            self._connections[conversation] -= 1
            if not self._connections[conversation]:
                del self._connections[conversation]
                self._vigil.deadlines.set(conversation, self._seconds)

    async def run(self) -> None:
        """Watch until cancelled; who was there before the hub began may come back as after any loss."""
        async for holding in unfinished(self._store):
            facts = holding.facts
            if facts.presence is Presence.HERE and facts.id not in self._connections:
                self._vigil.deadlines.set(facts.id, self._seconds)
        await self._vigil.run()

    def _appear(self, conversation: ConversationId) -> Command:
        here = conversation in self._connections
        return Appear(conversation, Presence.HERE if here else Presence.LEFT)
