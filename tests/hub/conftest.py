"""A hub, or its store alone, for each test of the hub."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from agent_console.hub.database.address import Place
from tests.hub.host import HubHost
from tests.hub.ledger_case import KINDS, StoreCase, new_place, opened
from tests.postgres import Postgres, running


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[HubHost]:
    hub = HubHost(tmp_path)
    await hub.start()
    yield hub
    await hub.close()


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """An empty database, of each kind in turn."""
    with new_place(request.param, tmp_path) as made:
        yield made


@pytest.fixture
def mortal() -> Iterator[Postgres]:
    """A PostgreSQL that the test may kill; it waits for the disk."""
    with running(durable=True) as server:
        yield server


@pytest.fixture
async def case(place: Place) -> AsyncIterator[StoreCase]:
    async with opened(place) as ready:
        yield ready
