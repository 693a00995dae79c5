"""A hub with its REST interface for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.hub.rest.host import RestHost


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[RestHost]:
    hub = RestHost(tmp_path)
    async with hub.running():
        yield hub
