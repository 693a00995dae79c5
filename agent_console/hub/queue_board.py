"""The waiting customers, shown to every agent; a burst of changes is read once."""

import asyncio
from collections.abc import Callable

from agent_console.hub.clock import HubClock
from agent_console.hub.store import Holding, Store
from agent_console.wire.frame import Frame, Place, Queue

SHOWN = 100
"""Customers that are shown; the rest of a longer queue wait behind them."""
MOST_CHARACTERS = 200
"""Of each thing that a waiting customer said: strangers must not make the frame too large for agents."""
PAUSE_SECONDS = 0.05
"""The shortest time between two readings."""


class QueueBoard:
    """Reads the queue when it has changed."""

    def __init__(self, store: Store, clock: HubClock) -> None:
        self._store = store
        self._clock = clock
        self._changed = asyncio.Event()

    def changed(self) -> None:
        """Have the queue read and shown again."""
        self._changed.set()

    async def run(self, show: Callable[[Frame], None]) -> None:
        """Show the queue after each change until cancelled; to be run once, supervised."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            show(await self.frame())
            await asyncio.sleep(PAUSE_SECONDS)

    async def frame(self) -> Queue:
        """Return the queue as it is now."""
        return Queue(tuple(self._place(holding) for holding in await self._store.queue(SHOWN)))

    def _place(self, holding: Holding) -> Place:
        facts = holding.facts
        said = (facts.profile.name, facts.topic.concern, facts.topic.queue)
        name, concern, queue = (text[:MOST_CHARACTERS] for text in said)
        return Place(facts.id, name, concern, queue, self._clock.age_ms(holding.waiting_since_ms))
