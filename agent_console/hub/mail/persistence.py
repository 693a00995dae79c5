"""Commands that are carried out in the end, however long the disk is in trouble."""

import asyncio

from agent_console.hub.command import Command
from agent_console.hub.outcome import BUSY, Outcome, Rejected
from agent_console.hub.store import Store

PAUSE_SECONDS = 1.0


async def carried_out(store: Store, command: Command) -> Outcome:
    """Return what became of a command; while the store is busy, it is asked again."""
    while True:
        outcome = await store.commit(command)
        if not isinstance(outcome, Rejected) or outcome.code != BUSY:
            return outcome
        await asyncio.sleep(PAUSE_SECONDS)
