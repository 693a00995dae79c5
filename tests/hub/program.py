"""A hub as a program of its own: the first argument is the database, the second the port file."""

import asyncio
import sys
from pathlib import Path

from agent_console.hub.server import serve
from agent_console.hub.settings import HubSettings

if __name__ == "__main__":
    settings = HubSettings(
        Path(sys.argv[1]), port=0, port_file=Path(sys.argv[2]), customer_rate=10_000, customer_burst=10_000
    )
    asyncio.run(serve(settings))
