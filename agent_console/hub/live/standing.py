"""How customers' conversations stand, their places in the queue among it."""

import asyncio
import math
from collections.abc import Callable, Mapping, Sequence

from agent_console.domain.chat import ConversationId, Status
from agent_console.hub.clock import HubClock
from agent_console.hub.live.refresh import Refresh
from agent_console.hub.store import Holding, Spot, Store
from agent_console.wire.frame import Standing

SHORT_QUEUE = 100
"""Up to so many places are asked for one by one, before the whole queue is read again."""
ROUND_MS = 60_000
"""Waits are told in whole minutes: nobody can tell them closer, and every change is a frame."""
AGAIN_SECONDS = 60.0
"""How often the places are looked at without a change, because waits grow shorter by themselves."""
TOLD_A_SECOND = 1000
"""Customers who are told of a new place within a second, at most, when a long queue moves on."""


class Standings:
    """Tells what a customer may know, and has those looked at again whose place has changed."""

    def __init__(self, store: Store, clock: HubClock, look: Callable[[ConversationId], None]) -> None:
        """`look` has a customer who is connected told again."""
        self._store = store
        self._clock = clock
        self._look = look
        self._spots: Mapping[ConversationId, Spot] = {}
        self._paces: Mapping[str, int] = {}
        self._all_told = clock.seconds()
        self._refresh = Refresh(self._read, AGAIN_SECONDS)
        self._refresh.changed()  # how long people usually wait is known from before the hub began
        self.queue_changed = self._refresh.changed
        self.run = self._refresh.run

    async def of(self, conversation: ConversationId) -> Standing | None:
        """Return how a conversation stands; None when there is none."""
        holding = await self._store.holding(conversation)
        if holding is None:
            return None
        facts = holding.facts
        waits = facts.status is Status.WAITING
        return Standing(
            status=facts.status,
            agent=holding.owner_name,
            place=await self._place(conversation) if waits else 0,
            wait_ms=self._wait_ms(holding) if waits else 0,
            hold_until_ms=facts.hold_until_ms,
            promise=facts.promise,
            outcome=facts.outcome if facts.status is Status.CLOSED else "",
            read=holding.seen,
            rated=holding.rated,
            blocked=facts.blocked,
        )

    async def _place(self, conversation: ConversationId) -> int:
        spot = self._spots.get(conversation)
        if spot is None and len(self._spots) < SHORT_QUEUE:
            spot = await self._store.place(conversation)
        return 0 if spot is None else spot.place

    def _wait_ms(self, holding: Holding) -> int:
        """Return what is left of the usual wait; 0 when it is over, or not known."""
        usual = self._paces.get(holding.facts.topic.queue, 0)
        left = usual - self._clock.age_ms(holding.waiting_since_ms)
        return max(0, math.ceil(left / ROUND_MS) * ROUND_MS)

    async def _read(self) -> None:
        before = self._spots
        self._spots, self._paces = await self._store.places(), await self._store.paces()
        for told, conversation in enumerate(self._due(before), 1):
            self._look(conversation)
            if told % TOLD_A_SECOND == 0:
                await asyncio.sleep(1)

    def _due(self, before: Mapping[ConversationId, Spot]) -> Sequence[ConversationId]:
        """Return who has another place than before; now and then everybody, for the time that is left."""
        now = self._clock.seconds()
        if now - self._all_told >= AGAIN_SECONDS:
            self._all_told = now
            return list(self._spots)
        return [
            conversation
            for conversation, spot in self._spots.items()
            if conversation not in before or before[conversation].place != spot.place
        ]
