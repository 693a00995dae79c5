"""Kills hub and console with messages under way, again and again, and counts what became of every message.

    python -m benchmarks.delivery --kills 50 --json
    python -m benchmarks.delivery --chaos all --quick --json
    python -m benchmarks.delivery --chaos each --kills 10000 --keep results.jsonl --json
    python -m benchmarks.delivery --store postgresql --hubs 2 --kills 200 --json

Customers and an agent write all the time; kill -9 hits the hub or the console at random moments, and with
`--chaos` the line between them and the hub is bad besides. With several hubs, which need PostgreSQL, all
customers are at the first one and the agent at the last, and kill -9 hits each of them, and the server of the
database with all its processes. Promised: a customer's message that was
acknowledged, and a reply that showed as accepted, is committed once, in its conversation, in its writer's
order, and both screens show it so. The long form runs in rounds and keeps each round's result in a file;
started again with that file, it goes on where it was.
"""

import argparse
import asyncio
import json
import random
import signal
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from contextlib import aclosing, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from agent_console.customer.client import HubCustomer
from agent_console.domain.chat import Author, ClientId
from agent_console.domain.outbox import Acknowledged
from agent_console.wire.backoff import for_agent
from benchmarks import storage
from benchmarks.chaos import CLEAR, MODES
from benchmarks.child import Child, until
from benchmarks.ledger import Book, Entry, Tally, compare
from benchmarks.rounds import keep, kept, totals
from benchmarks.site import Plan, Site, Struck, site
from benchmarks.stored import transcripts

CUSTOMERS = 6
QUICK_KILLS = 8
QUICK_KILLS_IN_CHAOS = 6
KILLS_A_ROUND = 50
SECONDS_BETWEEN_KILLS = (0.15, 0.6)
SECONDS_BETWEEN_KILLS_IN_CHAOS = (0.5, 2.5)
"""Longer, so that the line has its share of the trouble."""
SECONDS_BETWEEN_MESSAGES = 0.01
SECONDS_TO_DRAIN = 120
SECONDS_OF_QUIET = 4
"""Longer than coming back, and a heartbeat that shows what is missing, take together."""
NO_CHAOS = "none"
EACH = "each"
CONSOLE_SHARE = 0.3
"""How many of the kills hit the console; the others hit a hub, or the server of the database."""


@dataclass
class Customer:
    """One customer who writes all the time, what they sent, and what their screen shows."""

    client: HubCustomer
    silent: bool = False
    """Whether everything that was written has been acknowledged or refused."""
    said: list[Entry] = field(default_factory=list)
    screen: list[Entry] = field(default_factory=list)

    async def write(self, stop: asyncio.Event) -> None:
        """Write, one message after the other, until told to stop; what is acknowledged counts as sent."""
        number = 0
        while not stop.is_set():
            number += 1
            entry = Entry(uuid.uuid4().hex, f"question {number}")
            if isinstance(await self.client.send(entry.text, ClientId(entry.id)), Acknowledged):
                self.said.append(entry)
            await asyncio.sleep(SECONDS_BETWEEN_MESSAGES)
        self.silent = True

    async def watch(self) -> None:
        """Note what the screen shows."""
        async for message in self.client.messages():
            if message.author in (Author.CUSTOMER, Author.AGENT):
                self.screen.append(Entry(message.client_id, message.text))


@dataclass(frozen=True, slots=True)
class Round:
    """The figures of one round."""

    chaos: str
    """What was wrong with the line."""
    kills: int
    hub_kills: int
    console_kills: int
    messages: int
    lost: int
    duplicated: int
    reordered: int
    misrouted: int
    altered: int
    frames: int
    """That passed the bad line, both ways."""
    faults: dict[str, int]
    """What the line did to them, and how often."""
    drain_seconds: float
    """From the last word until every screen showed everything, on the same bad line."""
    seconds: float
    store_kills: int = 0
    place: str = str(Plan())
    """How many hubs there were, and on what."""

    @property
    def clean(self) -> bool:
        """Whether everything came through, and there was something to come through."""
        mistakes = (self.lost, self.duplicated, self.reordered, self.misrouted, self.altered)
        return self.messages > 0 and not any(mistakes)


async def play_round(plan: Plan, mode: str, kills: int, chance: random.Random) -> Round:
    """Run hubs, console and customers in a new directory, kill, let everything drain, and count."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="agent-console-") as name:
        folder = Path(name)
        async with site(folder, plan, MODES.get(mode, CLEAR), chance) as scene:
            token_file = folder / "token"
            token_file.write_text(await scene.hubs[0].add_agent("Delivery"), encoding="utf-8")
            console = Child("benchmarks.delivery_agent", folder, scene.last, token_file, str(CUSTOMERS))
            customers = [_customer(scene.first, number) for number in range(CUSTOMERS)]
            async with aclosing(console):
                struck, drain = await _write_and_kill(scene, console, customers, kills, chance)
            tally = _tally(folder, await transcripts(scene.storage), console, customers)
    return Round(
        chaos=mode,
        kills=kills,
        hub_kills=struck[Struck.HUB],
        store_kills=struck[Struck.STORE],
        console_kills=kills - struck.total(),
        place=str(plan),
        frames=scene.frames,
        faults={fault: count for fault, count in scene.faults.items() if count},
        drain_seconds=round(drain, 1),
        seconds=round(time.monotonic() - began, 1),
        **asdict(tally),
    )


def _tally(
    folder: Path, stored: dict[str, list[Entry]], console: Child, customers: Sequence[Customer]
) -> Tally:
    """Compare what was said with what the store and all screens hold."""
    replies, submitted = _said_by_agent(console)
    screens = {
        "store": stored,
        "console": _read_desk(folder / "desk.json"),
        "customers": {str(c.client.conversation): c.screen for c in customers},
    }
    questions = {str(c.client.conversation): c.said for c in customers}
    return _worst(questions, screens) + _worst(_with_seen(replies, submitted, screens["store"]), screens)


def _customer(url: str, number: int) -> Customer:
    # The short back-off of agents: the benchmark is about what survives, not about crowds.
    return Customer(HubCustomer(url, name=f"Customer {number}", backoff=for_agent()))


async def _write_and_kill(
    scene: Site, console: Child, customers: Sequence[Customer], kills: int, chance: random.Random
) -> tuple[Counter[Struck], float]:
    """Let everybody write while processes are killed; return what but the console was hit, and the drain."""
    stop, drained = asyncio.Event(), asyncio.Event()
    struck: Counter[Struck] = Counter()
    calm = scene.lines[0].weather == CLEAR
    pauses = SECONDS_BETWEEN_KILLS if calm else SECONDS_BETWEEN_KILLS_IN_CHAOS
    async with asyncio.TaskGroup() as people:
        for customer in customers:
            people.create_task(_live(customer, stop, drained))
        await console.start()
        for _ in range(kills):
            await asyncio.sleep(chance.uniform(*pauses))
            if chance.random() < CONSOLE_SHARE:
                await console.end(signal.SIGKILL)
                await console.start()
            else:
                struck[await scene.strike(chance)] += 1
        console.tell(signal.SIGUSR1)
        stop.set()
        drain = await _drain(scene.storage, console, customers)
        scene.clear_up()
        await asyncio.sleep(SECONDS_OF_QUIET)
        drained.set()
    await console.end(signal.SIGTERM)
    return struck, drain


async def _live(customer: Customer, stop: asyncio.Event, drained: asyncio.Event) -> None:
    """Write until told to stop, and watch until everything has come."""
    async with customer.client:
        watching = asyncio.create_task(customer.watch())
        await customer.write(stop)
        await drained.wait()
        watching.cancel()


async def _drain(place: storage.Storage, console: Child, customers: Sequence[Customer]) -> float:
    """Wait until nothing is under way and every customer sees all there is; return the seconds it took."""
    began = time.monotonic()
    with suppress(TimeoutError):  # what is missing then, the tally tells
        async with asyncio.timeout(SECONDS_TO_DRAIN):
            await until(
                lambda: bool(console.written("silent")) and all(customer.silent for customer in customers)
            )
            stored = await transcripts(place)
            await until(
                lambda: all(
                    len(c.screen) >= len(stored.get(str(c.client.conversation), ())) for c in customers
                )
            )
    return time.monotonic() - began


def _said_by_agent(console: Child) -> tuple[dict[str, list[Entry]], dict[str, list[Entry]]]:
    """Return the replies that showed as accepted, and all that were submitted, by conversation."""
    accepted: set[str] = set()
    submitted: dict[str, list[Entry]] = {}
    for row in console.rows():
        if "accepted" in row:
            accepted.add(row["accepted"])
        elif "submitted" in row:
            submitted.setdefault(row["conversation"], []).append(Entry(row["submitted"], row["text"]))
    return {c: [e for e in entries if e.id in accepted] for c, entries in submitted.items()}, submitted


def _with_seen(accepted: Book, submitted: Book, store: Book) -> dict[str, list[Entry]]:
    """Add the replies that were killed before they showed as accepted, yet came through: once is right."""
    wanted = {e.id for book in (accepted, store) for entries in book.values() for e in entries}
    return {c: [e for e in entries if e.id in wanted] for c, entries in submitted.items()}


def _read_desk(path: Path) -> dict[str, list[Entry]]:
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {conversation: [Entry(*row) for row in entries] for conversation, entries in rows.items()}


def _worst(said: Book, screens: dict[str, dict[str, list[Entry]]]) -> Tally:
    """Return every mistake that any of the screens shows, over the number of messages said."""
    tallies = [compare(said, screen) for screen in screens.values()]
    sums = {name: sum(asdict(tally)[name] for tally in tallies) for name in asdict(Tally())}
    return Tally(**{**sums, "messages": tallies[0].messages})


def main() -> int:
    """Run from the command line; the exit code is 1 when anything was lost, doubled, moved or misrouted."""
    options = _options()
    plan, kills = Plan(options.store, options.hubs), options.kills
    if options.quick:
        kills = QUICK_KILLS if options.chaos == NO_CHAOS else QUICK_KILLS_IN_CHAOS
    modes = list(MODES) if options.chaos == EACH else [options.chaos]
    rounds = kept(options.keep, Round)
    while (done := sum(r.kills for r in rounds)) < kills:
        chance = random.Random(f"{options.seed}:{len(rounds)}")
        mode = modes[len(rounds) % len(modes)]
        share = KILLS_A_ROUND if options.chaos != EACH else max(1, KILLS_A_ROUND // len(modes))
        rounds.append(asyncio.run(play_round(plan, mode, min(share, kills - done), chance)))
        keep(options.keep, rounds[-1])
        if not options.json:
            print(rounds[-1])
    longest = max((one.drain_seconds for one in rounds), default=0.0)
    print(
        json.dumps({"chaos": options.chaos, "place": str(plan), **totals(rounds), "drain_seconds": longest})
    )
    return int(not rounds or not all(r.clean for r in rounds))


def _options() -> argparse.Namespace:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--kills", type=int, default=KILLS_A_ROUND, help="how many (default %(default)s)")
    ask.add_argument(
        "--chaos",
        choices=[NO_CHAOS, *MODES, EACH],
        default=NO_CHAOS,
        help="what is wrong with the line; `all` at once, or `each` in its turn (default %(default)s)",
    )
    ask.add_argument(
        "--store",
        type=storage.Kind,
        choices=list(storage.Kind),
        default=storage.Kind.SQLITE,
        help="where the hubs keep everything (default %(default)s)",
    )
    ask.add_argument("--hubs", type=int, default=1, help="on that store (default %(default)s)")
    ask.add_argument("--seed", type=int, default=1, help="of the moments (default %(default)s)")
    ask.add_argument("--keep", type=Path, metavar="FILE", help="keep each round here, and go on from it")
    ask.add_argument(
        "--quick", action="store_true", help=f"{QUICK_KILLS} kills, {QUICK_KILLS_IN_CHAOS} in chaos"
    )
    ask.add_argument("--json", action="store_true", help="print nothing but the result")
    options = ask.parse_args()
    if options.hubs > 1 and options.store is storage.Kind.SQLITE:
        ask.error("several hubs need --store postgresql: a file is one hub's")
    return options


if __name__ == "__main__":
    sys.exit(main())
