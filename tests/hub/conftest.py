"""A hub, or its store alone, for each test of the hub."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.hub.host import HubHost
from tests.hub.ledger_case import StoreCase, opened


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[HubHost]:
    hub = HubHost(tmp_path)
    await hub.start()
    yield hub
    await hub.close()


@pytest.fixture
async def case(tmp_path: Path) -> AsyncIterator[StoreCase]:
    async with opened(tmp_path / "hub.db") as ready:
        yield ready
