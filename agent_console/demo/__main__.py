"""`python -m agent_console.demo`: the sample shop, its customers in the chat of a hub, and a colleague."""

import argparse
import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import closing
from pathlib import Path

from agent_console.customer.identity import Identity
from agent_console.demo import port_file
from agent_console.demo.cast import CAST
from agent_console.demo.colleague import Colleague
from agent_console.demo.pace import FASTEST, SLOWEST, Pace
from agent_console.demo.practice.course import Course
from agent_console.demo.practice.diary import Diary
from agent_console.demo.practice.stage import stages
from agent_console.demo.prologue import Identities, prologue
from agent_console.demo.shop import shop
from agent_console.demo.site import serving
from agent_console.demo.town import Town


def main(arguments: Sequence[str] | None = None) -> None:
    """Run until ended by a signal, or to the end of a practice."""
    options = _parser().parse_args(arguments)
    asyncio.run(_run(options, _token(options.colleague_token_file), Pace(options.pace)))


async def _run(options: argparse.Namespace, colleague_token: str, pace: Pace) -> None:
    identities = {person.email: Identity() for person in CAST}
    colleague = Colleague(options.hub, colleague_token, pace)
    async with serving(shop(CAST, _token(options.shop_token_file))) as port:
        await prologue(options.hub, colleague_token, CAST, identities)
        # Whoever waits for the port comes when all of that is over.
        port_file.write(options.shop_port_file, port)
        async with asyncio.TaskGroup() as group:
            work = group.create_task(colleague.work())
            await _customers(options, identities, pace)
            work.cancel()


def _customers(
    options: argparse.Namespace, identities: Identities, pace: Pace
) -> Coroutine[None, None, None]:
    """Return those who come: for ever, or as many as a practice wants."""
    if options.practice_diary is None:
        return Town(options.hub, CAST, pace, identities).live()
    return _practice(options, identities, pace)


async def _practice(options: argparse.Namespace, identities: Identities, pace: Pace) -> None:
    with closing(Diary(options.practice_diary)) as diary:
        course = Course(options.hub, CAST, pace, identities, diary)
        await course.run(stages(options.crowd, options.stage_seconds))


def _token(file: Path) -> str:
    return file.read_text(encoding="utf-8").strip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m agent_console.demo", description=main.__doc__)
    parser.add_argument("--hub", required=True, metavar="URL", help="where the customers chat")
    parser.add_argument("--shop-port-file", required=True, type=Path, metavar="FILE", help="gets its port")
    parser.add_argument("--shop-token-file", required=True, type=Path, metavar="FILE", help="holds its token")
    parser.add_argument(
        "--colleague-token-file", required=True, type=Path, metavar="FILE", help="holds another agent's token"
    )
    practice = parser.add_argument_group("practice", "as many customers at once as each stage has")
    practice.add_argument("--practice-diary", type=Path, metavar="FILE", help="gets what happens to them")
    practice.add_argument("--crowd", type=int, action="append", default=[], metavar="N", help="one stage")
    practice.add_argument("--stage-seconds", type=float, default=180.0, metavar="N", help="of each stage")
    parser.add_argument("--pace", type=_pace, default=1.0, help="how fast the customers live (default 1.0)")
    return parser


def _pace(written: str) -> float:
    pace = float(written)
    if not SLOWEST <= pace <= FASTEST:
        raise argparse.ArgumentTypeError(f"must be from {SLOWEST:g} to {FASTEST:g} (got {written})")
    return pace


if __name__ == "__main__":
    main()
