"""Offices: consoles at work, and ones opened again after the first has gone."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryWorld
from tests.fakes import FrozenClock
from tests.services.bystander import Bystander
from tests.services.office import Office

Opener = Callable[[], Office]


@pytest.fixture
def world(clock: FrozenClock) -> MemoryWorld:
    """A chat system without customers."""
    return MemoryWorld(clock)


@pytest.fixture
async def office(tmp_path: Path, clock: FrozenClock, world: MemoryWorld) -> AsyncIterator[Office]:
    """A console whose session runs."""
    office = Office(tmp_path / "profile", clock, world)
    office.open()
    await office.until(lambda: office.workspace.desk.agent_name == "Kim")
    yield office
    await office.leave()


@pytest.fixture
async def bob(tmp_path: Path, clock: FrozenClock, world: MemoryWorld) -> AsyncIterator[Bystander]:
    """A colleague whose session runs."""
    bob = Bystander(tmp_path / "colleague", clock, world)
    bob.open()
    await bob.until(lambda: bob.desk.agent_name == "Bob")
    yield bob
    await bob.leave()
