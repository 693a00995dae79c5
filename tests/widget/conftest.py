"""A company whose widget is tried."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.widget.company import Company


@pytest.fixture
async def company(tmp_path: Path) -> AsyncIterator[Company]:
    async with Company(tmp_path) as opened:
        yield opened
