"""The town of the demonstration: its people come to the chat one after the other, for ever."""

import asyncio
from collections import deque
from collections.abc import Iterable
from datetime import UTC, datetime

from agent_console.demo.encounter import encounter
from agent_console.demo.fact import facts_of
from agent_console.demo.pace import Pace
from agent_console.demo.person import Person
from agent_console.demo.prologue import Identities

CROWD = 9
"""The most people who are in the chat at once."""

_FIRST_COMERS = 6
_SECONDS_BETWEEN_FIRST_COMERS = 0.1
"""Outside; the desk is to be full at once, at any pace."""
_SECONDS_BETWEEN_OTHERS = 20.0
"""In town."""


class Town:
    """Sends people to a hub: some at once, more every now and then, and again once everybody has been."""

    def __init__(self, hub: str, people: Iterable[Person], pace: Pace, identities: Identities) -> None:
        """`identities` are what the hub knows them by, each time they come."""
        self._hub = hub
        self._identities = identities
        self._pace = pace
        self._at_home = deque(people)
        self._places = asyncio.Semaphore(min(CROWD, len(self._at_home)))

    async def live(self) -> None:
        """Go on until cancelled; raises an ExceptionGroup when the hub turns somebody away."""
        async with asyncio.TaskGroup() as group:
            arrived = 0
            while True:
                await self._places.acquire()
                group.create_task(self._visit(self._at_home.popleft()))
                arrived += 1
                await asyncio.sleep(self._until_next(arrived))

    async def _visit(self, person: Person) -> None:
        facts, identity = facts_of(person, datetime.now(UTC)), self._identities[person.email]
        await encounter(self._hub, person, facts, self._pace, identity)
        self._at_home.append(person)
        self._places.release()

    def _until_next(self, arrived: int) -> float:
        if arrived < _FIRST_COMERS:
            return _SECONDS_BETWEEN_FIRST_COMERS
        return self._pace.outside(_SECONDS_BETWEEN_OTHERS)
