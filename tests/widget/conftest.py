"""A browser for all tests, and a company whose widget is tried."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.widget.company import Company
from tests.widget.visitor import chromium


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    """One Chromium for all: each visitor gets a context of its own, which has seen nothing yet."""
    async with chromium(tmp_path_factory.mktemp("chromium")) as started:
        yield started


@pytest_asyncio.fixture(loop_scope="session")
async def company(tmp_path: Path, browser: Browser) -> AsyncIterator[Company]:
    """A company with the usual settings."""
    async with Company(tmp_path, browser) as opened:
        yield opened
