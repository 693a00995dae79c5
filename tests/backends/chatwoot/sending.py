"""Sending as the console does it."""

import asyncio

from agent_console.domain.outbox import Intent, SendResult, Unreachable
from tests.backends.console import PATIENCE_SECONDS, Console


async def delivered(console: Console, intent: Intent) -> SendResult:
    """Send as the console's sender does: again and again while nobody knows."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            result = await console.backend.send(intent)
            if not isinstance(result, Unreachable):
                return result
            await asyncio.sleep(0.1)
