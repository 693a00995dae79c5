"""What the tests of the connectors share."""

from collections.abc import AsyncIterator

import pytest

from tests.connectors.system import System, running
from tests.fakes import FrozenClock


@pytest.fixture
async def system() -> AsyncIterator[System]:
    async with running() as system:
        yield system


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()
