"""A Chatwoot without customers, for the tests of what is special to it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.backends.chatwoot.world import ChatwootWorld, chatwoot_world
from tests.backends.world import Desks


@pytest.fixture
async def chatwoot(tmp_path: Path) -> AsyncIterator[ChatwootWorld]:
    """A stand-in."""
    async with chatwoot_world(tmp_path) as played:
        yield played


@pytest.fixture
async def agents(chatwoot: ChatwootWorld) -> AsyncIterator[Desks]:
    """Its consoles, none open yet."""
    consoles = Desks(chatwoot)
    yield consoles
    await consoles.close()
