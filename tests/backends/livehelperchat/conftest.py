"""A stand-in, and consoles of every setting on it."""

from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from tests.backends.console import Console
from tests.backends.livehelperchat.world import LiveHelperChatWorld, livehelperchat_world

Open = Callable[..., Coroutine[Any, Any, Console]]


@pytest.fixture
async def lhc(tmp_path: Path) -> AsyncIterator[LiveHelperChatWorld]:
    """A LiveHelperChat without visitors."""
    async with livehelperchat_world(tmp_path) as world:
        yield world


@pytest.fixture
async def open_console(lhc: LiveHelperChatWorld) -> AsyncIterator[Open]:
    """Opens consoles, which are online then and closed in the end."""
    consoles: list[Console] = []

    async def opened(agent: str, **settings: object) -> Console:
        console = Console(lhc.console(agent, **settings))
        consoles.append(console)
        await console.online()
        return console

    yield opened
    for console in consoles:
        await console.close()
