"""Kills hub and console with messages under way, again and again, and counts what became of every message.

    python -m benchmarks.delivery --kills 50 --json
    python -m benchmarks.delivery --kills 10000 --keep results.jsonl --json

Customers and an agent write all the time; kill -9 hits the hub or the console at random moments. Promised: a
customer's message that was acknowledged, and a reply that showed as accepted, is committed once, in its
conversation, in its writer's order, and both screens show it so. The long form runs in rounds and keeps each
round's result in a file; started again with that file, it goes on where it was.
"""

import argparse
import asyncio
import json
import os
import random
import signal
import sys
import tempfile
import time
import uuid
from asyncio.subprocess import DEVNULL, Process
from dataclasses import asdict, dataclass, field
from pathlib import Path

from agent_console.customer.client import HubCustomer
from agent_console.domain.chat import Author, ClientId
from agent_console.domain.outbox import Acknowledged
from agent_console.wire.backoff import for_agent
from benchmarks import station
from benchmarks.ledger import Book, Entry, Tally, compare
from benchmarks.stored import transcripts

CUSTOMERS = 6
QUICK_KILLS = 8
KILLS_A_ROUND = 50
SECONDS_BETWEEN_KILLS = (0.15, 0.6)
SECONDS_BETWEEN_MESSAGES = 0.01
SECONDS_TO_DRAIN = 60
SECONDS_TO_START = 60
CONSOLE_SHARE = 0.3
"""How many of the kills hit the console; the others hit the hub."""


@dataclass
class Customer:
    """One customer who writes all the time, what they sent, and what their screen shows."""

    client: HubCustomer
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

    async def watch(self) -> None:
        """Note what the screen shows."""
        async for message in self.client.messages():
            if message.author in (Author.CUSTOMER, Author.AGENT):
                self.screen.append(Entry(message.client_id, message.text))


class Console:
    """The agent's process; killed and started again on the same journal."""

    def __init__(self, url: str, token_file: Path, directory: Path) -> None:
        self._arguments = (url, str(token_file), str(directory))
        self._said = directory / "said.jsonl"
        self._starts = 0
        self._log = directory / "console.log"
        self._process: Process | None = None

    async def start(self) -> None:
        """Start it and wait until it works, so that each kill hits an agent who is replying."""
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "benchmarks.delivery_agent", *self._arguments, stdin=DEVNULL, stderr=log
            )
        self._starts += 1
        async with asyncio.timeout(SECONDS_TO_START):
            await self._started()

    async def _started(self) -> None:
        while self._starts_written() < self._starts:  # noqa: ASYNC110 (another process writes the file)
            await asyncio.sleep(0.02)

    def _starts_written(self) -> int:
        return self._said.read_text(encoding="utf-8").count("started") if self._said.exists() else 0

    def tell(self, signal_number: signal.Signals) -> Process:
        """Send it a signal; raises RuntimeError when it had ended by itself, which it must not."""
        process = self._process
        if process is None or process.returncode is not None:
            raise RuntimeError(f"the console ended by itself:\n{self._log.read_text(encoding='utf-8')}")
        os.kill(process.pid, signal_number)
        return process

    async def end(self, with_signal: signal.Signals) -> None:
        """End it and wait until it is gone."""
        process = self.tell(with_signal)
        async with asyncio.timeout(SECONDS_TO_DRAIN):
            await process.wait()


@dataclass(frozen=True, slots=True)
class Round:
    """The figures of one round."""

    kills: int
    hub_kills: int
    console_kills: int
    messages: int
    lost: int
    duplicated: int
    reordered: int
    misrouted: int
    altered: int
    seconds: float

    @property
    def clean(self) -> bool:
        """Whether everything came through, and there was something to come through."""
        mistakes = (self.lost, self.duplicated, self.reordered, self.misrouted, self.altered)
        return self.messages > 0 and not any(mistakes)


async def play_round(kills: int, chance: random.Random) -> Round:
    """Run hub, console and customers in a new directory, kill, let everything drain, and count."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="agent-console-") as name:
        folder = Path(name)
        async with station.hub(folder) as hub:
            token_file = folder / "token"
            token_file.write_text(await hub.add_agent("Delivery"), encoding="utf-8")
            console = Console(hub.url, token_file, folder)
            customers = [_customer(hub.url, number) for number in range(CUSTOMERS)]
            console_kills = await _write_and_kill(hub, console, customers, kills, chance)
        replies, submitted = _said_by_agent(folder / "said.jsonl")
        screens = {
            "store": transcripts(hub.database),
            "console": _read_desk(folder / "desk.json"),
            "customers": {str(c.client.conversation): c.screen for c in customers},
        }
    questions = {str(c.client.conversation): c.said for c in customers}
    total = _worst(questions, screens) + _worst(_with_seen(replies, submitted, screens["store"]), screens)
    figures = {name: value for name, value in asdict(total).items()}
    seconds = round(time.monotonic() - began, 1)
    return Round(kills, kills - console_kills, console_kills, seconds=seconds, **figures)


def _customer(url: str, number: int) -> Customer:
    # The short back-off of agents: the benchmark is about what survives, not about crowds.
    return Customer(HubCustomer(url, name=f"Customer {number}", backoff=for_agent()))


async def _write_and_kill(
    hub: station.Hub, console: Console, customers: list[Customer], kills: int, chance: random.Random
) -> int:
    """Let everybody write while processes are killed; return how often the console was hit."""
    stop = asyncio.Event()
    console_kills = 0
    async with asyncio.TaskGroup() as people:
        for customer in customers:
            people.create_task(_live(customer, stop))
        await console.start()
        for _ in range(kills):
            await asyncio.sleep(chance.uniform(*SECONDS_BETWEEN_KILLS))
            if chance.random() < CONSOLE_SHARE:
                console_kills += 1
                await console.end(signal.SIGKILL)
                await console.start()
            else:
                await hub.kill()
                await hub.start()
        stop.set()
        console.tell(signal.SIGUSR1)
    # Both sides have been quiet for longer than a heartbeat takes to show what is missing.
    await console.end(signal.SIGTERM)
    return console_kills


async def _live(customer: Customer, stop: asyncio.Event) -> None:
    """Write until told to stop, and watch until the screen has caught up."""
    async with customer.client:
        watching = asyncio.create_task(customer.watch())
        await customer.write(stop)
        await _settled(customer)
        watching.cancel()


async def _settled(customer: Customer) -> None:
    """Wait until a screen has shown nothing new for a while."""
    seen = -1
    while seen != len(customer.screen):
        seen = len(customer.screen)
        await asyncio.sleep(2.5)


def _said_by_agent(path: Path) -> tuple[dict[str, list[Entry]], dict[str, list[Entry]]]:
    """Return the replies that showed as accepted, and all that were submitted, by conversation."""
    accepted: set[str] = set()
    submitted: dict[str, list[Entry]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
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


def total(rounds: list[Round]) -> dict[str, object]:
    """Return the sums of all rounds."""
    sums = {name: sum(asdict(r)[name] for r in rounds) for name in asdict(rounds[0])} if rounds else {}
    return {**sums, "rounds": len(rounds)}


def _kept(path: Path | None) -> list[Round]:
    if path is None or not path.exists():
        return []
    return [Round(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> int:
    """Run from the command line; the exit code is 1 when anything was lost, doubled, moved or misrouted."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--kills", type=int, default=KILLS_A_ROUND, help="how many (default %(default)s)")
    ask.add_argument("--seed", type=int, default=1, help="of the moments (default %(default)s)")
    ask.add_argument("--keep", type=Path, metavar="FILE", help="keep each round here, and go on from it")
    ask.add_argument("--quick", action="store_true", help=f"{QUICK_KILLS} kills")
    ask.add_argument("--json", action="store_true", help="print nothing but the result")
    options = ask.parse_args()
    kills = QUICK_KILLS if options.quick else options.kills
    rounds = _kept(options.keep)
    while (done := sum(r.kills for r in rounds)) < kills:
        chance = random.Random(f"{options.seed}:{len(rounds)}")
        rounds.append(asyncio.run(play_round(min(KILLS_A_ROUND, kills - done), chance)))
        if options.keep:
            with options.keep.open("a", encoding="utf-8") as file:
                file.write(f"{json.dumps(asdict(rounds[-1]))}\n")
        if not options.json:
            print(rounds[-1])
    print(json.dumps(total(rounds)))
    return int(not rounds or not all(r.clean for r in rounds))


if __name__ == "__main__":
    sys.exit(main())
