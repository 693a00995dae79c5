"""A company whose widget is tried; a test whose browser is absent says so."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.story.conftest import pytest_runtest_setup
from tests.widget.company import Company

__all__ = ["company", "pytest_runtest_setup"]


@pytest.fixture
async def company(tmp_path: Path) -> AsyncIterator[Company]:
    async with Company(tmp_path) as opened:
        yield opened
