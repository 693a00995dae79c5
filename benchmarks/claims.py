"""Has agents race for the same customers on every chat system, and counts who believes to have won.

    python -m benchmarks.claims --chats 200 --agents 8 --json

Each system is played as the contract suite plays it, with the development install: the hub on SQLite and on
PostgreSQL, a real Synapse, the stand-ins of Chatwoot and LiveHelperChat. One whose program is not installed
says so and fails. With `--system` only the named ones are played. A zero among n chats bounds the true share
at about 3/n.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from tests.backends.race import race
from tests.backends.system import SYSTEMS, System
from tests.backends.world import Desks

CHATS, AGENTS = 200, 8
QUICK_CHATS = 10


async def played(system: System, chats: int, agents: int) -> dict[str, object]:
    """Return how the race on one system ended, and how long it took."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="agent-console-") as folder:
        async with system.play(Path(folder)) as world:
            desks = Desks(world)
            try:
                outcome = await race(world, desks, agents, chats)
            finally:
                await desks.close()
    return {**asdict(outcome), "seconds": round(time.monotonic() - began, 1)}


def faultless(outcome: dict[str, object]) -> bool:
    """Whether each chat had exactly one owner, and no other pane opened."""
    counted = ("owners_of_none", "several_owners", "opened_for_losers", "unopened_for_winners")
    return not any(outcome[name] for name in counted)


def main() -> int:
    """Play the systems one after the other."""
    names = [system.name for system in SYSTEMS]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.claims", description=__doc__.splitlines()[0])
    parser.add_argument("--chats", type=int, default=CHATS)
    parser.add_argument("--agents", type=int, default=AGENTS)
    parser.add_argument("--system", action="append", choices=names, help="by default, all of them")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_CHATS} chats")
    parser.add_argument("--json", action="store_true", help="print nothing but one JSON object")
    options = parser.parse_args()
    chats = QUICK_CHATS if options.quick else options.chats
    outcomes: dict[str, dict[str, object]] = {}
    for system in SYSTEMS:
        if not options.system or system.name in options.system:
            outcomes[system.name] = asyncio.run(played(system, chats, options.agents))
            if not options.json:
                sys.stderr.write(f"{system.name}: {outcomes[system.name]}\n")
    passed = all(map(faultless, outcomes.values()))
    sys.stdout.write(json.dumps({"agents": options.agents, "systems": outcomes, "passed": passed}) + "\n")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
