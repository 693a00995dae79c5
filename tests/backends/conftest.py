"""Each chat system in turn, for the tests that every one of them must pass."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.backends.world import Desks, World, hub_world, memory_world

WORLDS = {"memory": memory_world, "hub": hub_world}


@pytest.fixture(params=WORLDS)
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    """A chat system without customers."""
    async with WORLDS[request.param](tmp_path) as played:
        yield played


@pytest.fixture
async def desks(world: World) -> AsyncIterator[Desks]:
    """The consoles of one test, none open yet."""
    consoles = Desks(world)
    yield consoles
    await consoles.close()
