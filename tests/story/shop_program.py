"""The demo's sample shop alone, as a program: `python -m tests.story.shop_program PORT_FILE TOKEN`."""

import asyncio
import sys
from pathlib import Path

from agent_console.demo import port_file
from agent_console.demo.cast import CAST
from agent_console.demo.shop import shop
from agent_console.demo.site import serving


async def main(port_path: Path, token: str) -> None:
    """Serve until killed."""
    async with serving(shop(CAST, token)) as port:
        port_file.write(port_path, port)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
