"""A team on a real Synapse."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.backends.matrix.world import MatrixWorld, matrix_world
from tests.backends.world import Desks


@pytest.fixture
async def matrix(tmp_path: Path) -> AsyncIterator[MatrixWorld]:
    """A homeserver without customers."""
    async with matrix_world(tmp_path) as world:
        yield world


@pytest.fixture
async def consoles(matrix: MatrixWorld) -> AsyncIterator[Desks]:
    """The consoles of one test, none open yet."""
    desks = Desks(matrix)
    yield desks
    await desks.close()
