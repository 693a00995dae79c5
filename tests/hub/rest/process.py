"""A hub with its REST interface as operators run it, in a process that a test can kill."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

SETTINGS = "hub: {port: 0, rest: {port: 0, webhooks: {retry: 1ms}}}\n"
LISTENS = re.compile(rb"REST on (http://\S+:\d+)/")
START_SECONDS = 60


@asynccontextmanager
async def served(folder: Path, database: Path) -> AsyncIterator[str]:
    """Run a hub while inside and give its interface's address; in the end it is killed."""
    config = folder / "config.yaml"
    config.write_text(SETTINGS, encoding="utf-8")
    hub = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "agent_console", "--config", config, "serve", "--database", database),
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        assert hub.stderr is not None
        async with asyncio.timeout(START_SECONDS):
            async for line in hub.stderr:
                if found := LISTENS.search(line):
                    break
            else:
                raise AssertionError("the hub ended before it listened")
        yield found[1].decode()
    finally:
        hub.kill()
        await hub.communicate()
