"""The waiting customers, shown to every agent; a burst of changes is read once."""

from collections.abc import Callable

from agent_console.hub.clock import HubClock
from agent_console.hub.live.refresh import Refresh
from agent_console.hub.store import Holding, Store
from agent_console.wire.frame import Frame, Place, Queue

SHOWN = 100
"""Customers that are shown; the rest of a longer queue wait behind them."""
MOST_CHARACTERS = 200
"""Of each thing that a waiting customer said: strangers must not make the frame too large for agents."""


class QueueBoard:
    """Reads the queue when it has changed."""

    def __init__(self, store: Store, clock: HubClock, show: Callable[[Frame], None]) -> None:
        self._store = store
        self._clock = clock
        self._show = show
        self._refresh = Refresh(self._read)
        self.changed = self._refresh.changed
        self.run = self._refresh.run

    async def frame(self) -> Queue:
        """Return the queue as it is now."""
        return Queue(tuple(self._place(holding) for holding in await self._store.queue(SHOWN)))

    async def _read(self) -> None:
        self._show(await self.frame())

    def _place(self, holding: Holding) -> Place:
        facts, topic = holding.facts, holding.facts.topic
        said = (facts.profile.name, topic.concern, topic.queue)
        name, concern, queue = (text[:MOST_CHARACTERS] for text in said)
        age_ms = self._clock.age_ms(holding.waiting_since_ms)
        return Place(facts.id, name, concern, queue, age_ms, topic.channel, facts.priority)
