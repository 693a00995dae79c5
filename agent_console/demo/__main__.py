"""`python -m agent_console.demo`: the sample shop, and its customers in the chat of a hub."""

import argparse
import asyncio
from collections.abc import Sequence
from pathlib import Path

from agent_console.demo import port_file
from agent_console.demo.cast import CAST
from agent_console.demo.pace import FASTEST, SLOWEST, Pace
from agent_console.demo.shop import shop
from agent_console.demo.site import serving
from agent_console.demo.town import Town


def main(arguments: Sequence[str] | None = None) -> None:
    """Run until ended by a signal."""
    options = _parser().parse_args(arguments)
    token = options.shop_token_file.read_text(encoding="utf-8").strip()
    asyncio.run(_run(options.hub, options.pace, options.shop_port_file, token))


async def _run(hub: str, pace: float, shop_port_file: Path, token: str) -> None:
    async with serving(shop(CAST, token)) as port:
        port_file.write(shop_port_file, port)
        await Town(hub, CAST, Pace(pace)).live()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m agent_console.demo", description=main.__doc__)
    parser.add_argument("--hub", required=True, metavar="URL", help="where the customers chat")
    parser.add_argument("--shop-port-file", required=True, type=Path, metavar="FILE", help="gets its port")
    parser.add_argument("--shop-token-file", required=True, type=Path, metavar="FILE", help="holds its token")
    parser.add_argument("--pace", type=_pace, default=1.0, help="how fast the customers live (default 1.0)")
    return parser


def _pace(written: str) -> float:
    pace = float(written)
    if not SLOWEST <= pace <= FASTEST:
        raise argparse.ArgumentTypeError(f"must be from {SLOWEST:g} to {FASTEST:g} (got {written})")
    return pace


if __name__ == "__main__":
    main()
