"""Some hubs on one store, each behind a line of its own; any of it can be killed and comes back."""

import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from benchmarks import station, storage
from benchmarks.chaos import Chaos, Fault, Weather, chaos
from benchmarks.storage import PostgresDatabase, Storage

STORE_SHARE = 0.25
"""How many of the kills hit the store's server, where it has one; the others hit a hub."""


class Struck(StrEnum):
    """What was killed."""

    HUB = "hub"
    STORE = "store"


@dataclass(frozen=True, slots=True)
class Plan:
    """What kind of store, and how many hubs on it."""

    store: storage.Kind = storage.Kind.SQLITE
    hubs: int = 1

    def __str__(self) -> str:
        return f"{self.hubs} on {self.store}"


@dataclass(frozen=True, slots=True)
class Site:
    """All that runs beside the people."""

    storage: Storage
    hubs: Sequence[station.Hub]
    lines: Sequence[Chaos]

    @property
    def first(self) -> str:
        """The address of the first hub, behind its line."""
        return self.lines[0].url

    @property
    def last(self) -> str:
        """The address of the last hub: the first one's, where there is only that."""
        return self.lines[-1].url

    @property
    def frames(self) -> int:
        """How many frames entered the lines, both ways."""
        return sum(line.frames for line in self.lines)

    @property
    def faults(self) -> Counter[Fault]:
        """What the lines did to them."""
        return sum((line.faults for line in self.lines), Counter[Fault]())

    def clear_up(self) -> None:
        """End the bad weather on all lines."""
        for line in self.lines:
            line.clear_up()

    async def strike(self, chance: random.Random) -> Struck:
        """Kill a hub, or the store's server, and start it again."""
        if isinstance(self.storage, PostgresDatabase) and chance.random() < STORE_SHARE:
            await self.storage.server.kill()
            await self.storage.server.start()
            return Struck.STORE
        hub = chance.choice(self.hubs)
        await hub.kill()
        await hub.start()
        return Struck.HUB


@asynccontextmanager
async def site(
    folder: Path, plan: Plan, weather: Weather, chance: random.Random, config: str = ""
) -> AsyncIterator[Site]:
    """Run hubs for as long as the block runs; `config` is the text of their configuration file."""
    async with AsyncExitStack() as stack:
        place = await stack.enter_async_context(storage.opened(plan.store, folder))
        hubs = [
            await stack.enter_async_context(station.hub(folder, config, place, f"hub{number}"))
            for number in range(plan.hubs)
        ]
        lines = [await stack.enter_async_context(chaos(hub.url, weather, chance)) for hub in hubs]
        yield Site(place, hubs, lines)
