"""How the customers of a practice come and go."""

import asyncio
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from typing import Final

from agent_console.demo.encounter import encounter
from agent_console.demo.fact import facts_of
from agent_console.demo.pace import Pace
from agent_console.demo.person import Person
from agent_console.demo.practice.diary import Diary
from agent_console.demo.practice.stage import Stage
from agent_console.demo.practice.visitor import Visitor
from agent_console.demo.prologue import Identities

_SECONDS_BETWEEN: Final = 3.0
"""Town seconds from one customer to the next, so that they do not all write in the same moment."""
_PATIENCE_AT_THE_END: Final = 120.0
"""Town seconds in which those who are still there can be served once nobody comes any more."""


class Course:
    """Keeps as many people in the chat as the stage says; whoever leaves is followed by the next."""

    def __init__(
        self, hub: str, people: Iterable[Person], pace: Pace, identities: Identities, diary: Diary
    ) -> None:
        """`people` have to be more than the largest crowd."""
        self._hub = hub
        self._everybody = tuple(people)
        self._at_home = deque(self._everybody)
        self._pace = pace
        self._identities = identities
        self._diary = diary
        self._visits = count(1)
        self._present: set[asyncio.Task[None]] = set()
        self._left = asyncio.Event()

    async def run(self, stages: Iterable[Stage]) -> None:
        """Go through the stages; raises an ExceptionGroup when the hub turns somebody away."""
        async with asyncio.TaskGroup() as group:
            for stage in stages:
                await self._play(stage, group)
            closing = asyncio.create_task(self._until_all_left())
            await asyncio.wait([closing], timeout=self._pace.outside(_PATIENCE_AT_THE_END))
            closing.cancel()
            self._diary.over()
            for visit in self._present:
                visit.cancel()

    async def _play(self, stage: Stage, group: asyncio.TaskGroup) -> None:
        end = self._pace.now() + stage.lasts
        while self._pace.now() < end:
            if len(self._present) < stage.crowd:
                self._present.add(group.create_task(self._visit(self._at_home.popleft(), stage)))
                await asyncio.sleep(self._pace.outside(_SECONDS_BETWEEN))
            else:
                await self._somebody_left(self._pace.outside(end - self._pace.now()))

    async def _somebody_left(self, patience: float) -> None:
        self._left.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._left.wait()

    async def _until_all_left(self) -> None:
        while self._present:
            self._left.clear()
            await self._left.wait()

    async def _visit(self, person: Person, stage: Stage) -> None:
        facts, identity = facts_of(person, datetime.now(UTC)), self._identities[person.email]
        others = [other for other in self._everybody if other is not person]
        visitor = Visitor(person, others, next(self._visits), stage, self._diary)
        await encounter(self._hub, person, facts, self._pace, identity, visitor)
        self._at_home.append(person)
        if (visit := asyncio.current_task()) is not None:
            self._present.discard(visit)
        self._left.set()
