"""Waiting for what other hubs bring about."""

import asyncio
from collections.abc import Callable

PATIENCE_SECONDS = 20


async def until(condition: Callable[[], bool]) -> None:
    """Wait until a condition holds."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not condition():  # noqa: ASYNC110 (no event of this task tells)
            await asyncio.sleep(0.01)
