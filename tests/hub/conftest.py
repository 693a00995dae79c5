"""A hub for each test of the hub."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.hub.host import HubHost


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[HubHost]:
    hub = HubHost(tmp_path)
    await hub.start()
    yield hub
    await hub.close()
