"""Lets many agents race for the same customers, stops and kills some of them, and counts who answered whom.

    python -m benchmarks.ownership --agents 16 --customers 200 --seconds 120 --json
    python -m benchmarks.ownership --quick --json
    python -m benchmarks.ownership --rounds 20 --keep results.jsonl --json
    python -m benchmarks.ownership --store postgresql --hubs 2 --agents 8 --json

Agents are whole consoles in a few processes. Now and then a process is paused, with its line cut, for longer
than the hub leaves an absent agent their customers; or killed, and started again on the same journals. So
stale owners come back and send. Beside them somebody who owns nothing tries every conversation. Promised: a
conversation has one owner; nobody else's reply is committed; and a reply that showed as accepted is
committed once, or back in a draft.
"""

import argparse
import asyncio
import json
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

from agent_console.customer.client import HubCustomer
from agent_console.domain.chat import Author
from agent_console.storage.journal import SqliteJournal
from benchmarks import storage
from benchmarks.chaos import CLEAR, Chaos, Weather, chaos
from benchmarks.child import Child
from benchmarks.rounds import keep, kept, totals
from benchmarks.site import Plan, Site, site
from benchmarks.storage import Storage
from benchmarks.tenure import Evidence, Judgement, Move, Reply, Submission, judge, returned
from benchmarks.trespasser import Trespasser

LEASE_SECONDS = 1.0
SECONDS_AWAY = (1.5, 3.0)
"""How long a paused process is away; longer than the lease."""
SECONDS_BETWEEN_FAULTS = (1.0, 5.0)
SECONDS_TO_DRAIN = 6
"""For coming back, and for what was accepted to be committed or refused."""
FAR = Weather(delay=(0.02, 0.3))
"""Of the line between agents and hub: what is slow is often under way when its sender loses everything."""
KILL_EVERY = 4
"""So many of a process's faults are one kill; the others are pauses."""
SECONDS_BETWEEN_MESSAGES = (0.5, 4.0)

CONFIG = f"hub:\n  lease: {LEASE_SECONDS}s\n  customer_connections: 100000\n"


@dataclass(frozen=True, slots=True)
class Options:
    """How large a race is."""

    agents: int
    processes: int
    """That the agents are spread over."""
    customers: int
    seconds: float
    plan: Plan = field(default_factory=Plan)


FULL = Options(agents=16, processes=4, customers=200, seconds=120)
QUICK = Options(agents=6, processes=3, customers=40, seconds=12)


class Team:
    """Some agents in one process, behind a line of their own."""

    def __init__(self, line: Chaos, tokens: dict[str, str], directory: Path) -> None:
        directory.mkdir()
        file = directory / "tokens"
        file.write_text("\n".join(f"{name}\t{token}" for name, token in tokens.items()), encoding="utf-8")
        self._line = line
        self._journals = [directory / name for name in tokens]
        self.process = Child("benchmarks.ownership_agent", directory, line.url, file)

    async def pause(self, seconds: float) -> None:
        """Stop it, like a laptop that is shut: its connections break, and it knows of nothing."""
        self.process.tell(signal.SIGSTOP)
        self._line.break_all()
        await asyncio.sleep(seconds)
        self.process.tell(signal.SIGCONT)

    async def kill(self) -> None:
        """End it without a chance to tidy up, and start it again on what its journals hold."""
        await self.process.end(signal.SIGKILL)
        await self.process.start()

    def submissions(self) -> list[Submission]:
        """Return what its agents sent, in their order."""
        rows = self.process.rows()
        accepted = {row["accepted"] for row in rows if "accepted" in row}
        return [
            Submission(
                row["submitted"], row["conversation"], row["fence"], row["text"], row["submitted"] in accepted
            )
            for row in rows
            if "submitted" in row
        ]

    async def kept(self) -> list[str]:
        """Return the texts that its agents' journals hold, after its end."""
        texts: list[str] = []
        for directory in self._journals:
            journal = SqliteJournal(directory)
            texts += [draft.text for draft in journal.drafts()]
            texts += [intent.text for intent, _reason in journal.rejected()]
            texts += [intent.text for intent in journal.outstanding()]
            await journal.aclose()
        return texts


@dataclass(frozen=True, slots=True)
class Round:
    """The figures of one race."""

    agents: int
    customers: int
    pauses: int
    kills: int
    taken: int
    beaten: int
    """Customers whom somebody else had taken a moment before."""
    lapsed: int
    sends: int
    """Replies that agents sent."""
    committed: int
    returned: int
    """Replies that were refused and came back as drafts."""
    trespasses: int
    """Sends of somebody who owned nothing."""
    trespasses_refused: int
    two_owners: int
    fence_regressions: int
    from_strangers: int
    lost: int
    doubled: int
    misplaced: int
    reordered: int
    seconds: float

    @property
    def clean(self) -> bool:
        """Whether nothing went wrong, and everything happened that is to be survived."""
        mistakes = [getattr(self, field.name) for field in fields(Judgement)]
        trouble = (
            self.pauses,
            self.kills,
            self.lapsed,
            self.committed,
            self.returned,
            self.trespasses_refused,
        )
        return not any(mistakes) and all(trouble)


async def visit(url: str, number: int, chance: random.Random, stop: asyncio.Event) -> None:
    """Be a customer who writes now and then, and answers."""
    async with HubCustomer(url, name=f"Customer {number}") as customer:
        reading = asyncio.create_task(_read(customer))
        count = 0
        while not stop.is_set():
            count += 1
            await customer.send(f"question {count}")
            with suppress(TimeoutError):
                async with asyncio.timeout(chance.uniform(*SECONDS_BETWEEN_MESSAGES)):
                    await stop.wait()
        reading.cancel()


async def _read(customer: HubCustomer) -> None:
    async for message in customer.messages():
        if message.author is Author.SYSTEM:
            raise RuntimeError(f"a customer was told: {message.text}")


async def play_round(options: Options, chance: random.Random) -> Round:
    """Run a race in a new directory, let everything drain, and count."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="agent-console-") as name:
        folder = Path(name)
        async with AsyncExitStack() as stack:
            scene = await stack.enter_async_context(site(folder, options.plan, CLEAR, chance, CONFIG))
            stranger = await scene.hubs[0].add_agent("Trespasser")
            trespasser = Trespasser(scene.hubs[-1].url, stranger, scene.storage)
            teams = [team async for team in _teams(stack, scene, folder, options, chance)]
            faults = await _race(scene, teams, trespasser, options, chance)
            archive = await _archive(scene.storage)
        submissions = [submission for team in teams for submission in team.submissions()]
        drafts = [text for team in teams for text in await team.kept()]
        beaten = sum(team.process.written("beaten") for team in teams)
        evidence = Evidence(*archive, submissions, drafts)
    moves = Counter(move.kind for move in evidence.moves)
    return Round(
        agents=options.agents,
        customers=options.customers,
        pauses=faults["pauses"],
        kills=faults["kills"],
        taken=moves["taken"],
        beaten=beaten,
        lapsed=moves["lapsed"],
        sends=len(submissions),
        committed=len(evidence.replies),
        returned=returned(evidence),
        trespasses=trespasser.tries,
        trespasses_refused=trespasser.refused,
        seconds=round(time.monotonic() - began, 1),
        **asdict(judge(evidence)),
    )


async def _teams(
    stack: AsyncExitStack, scene: Site, folder: Path, options: Options, chance: random.Random
) -> AsyncIterator[Team]:
    """Yield processes, each with its share of the agents and a line of its own to one of the hubs."""
    names = [f"Agent {number}" for number in range(options.agents)]
    for place in range(options.processes):
        hub = scene.hubs[place % len(scene.hubs)]
        line = await stack.enter_async_context(chaos(hub.url, FAR, chance))
        tokens = {name: await hub.add_agent(name) for name in names[place :: options.processes]}
        team = Team(line, tokens, folder / f"team {place}")
        stack.push_async_callback(team.process.aclose)
        yield team


async def _race(
    scene: Site,
    teams: Sequence[Team],
    trespasser: Trespasser,
    options: Options,
    chance: random.Random,
) -> Counter[str]:
    """Let everybody at it; return how often processes were paused, and how often killed."""
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as people:
        for number in range(options.customers):
            hub = scene.hubs[number % len(scene.hubs)]
            people.create_task(visit(hub.url, number, chance, stop))
        trespassing = people.create_task(trespasser.work())
        await asyncio.gather(*(team.process.start() for team in teams))
        faults = await asyncio.gather(
            *(_disturb(team, place, options.seconds, chance) for place, team in enumerate(teams))
        )
        for team in teams:
            team.process.tell(signal.SIGUSR1)
        await asyncio.sleep(SECONDS_TO_DRAIN)
        trespassing.cancel()
        stop.set()
    for team in teams:
        await team.process.end(signal.SIGTERM)
    return sum(faults, Counter())


async def _disturb(team: Team, place: int, seconds: float, chance: random.Random) -> Counter[str]:
    """Pause and kill a process again and again; return how often each. The first one is killed first."""
    done: Counter[str] = Counter()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        await asyncio.sleep(chance.uniform(*SECONDS_BETWEEN_FAULTS))
        if (place + done.total()) % KILL_EVERY == 0:
            done["kills"] += 1
            await team.kill()
        else:
            done["pauses"] += 1
            await team.pause(chance.uniform(*SECONDS_AWAY))
    return done


async def _archive(place: Storage) -> tuple[list[Move], list[Reply]]:
    """Return what a hub's database holds of owners and of agents' replies, each in its order."""
    moves = await place.rows("SELECT conversation, move, agent, fence FROM history ORDER BY id")
    replies = await place.rows(
        "SELECT conversation, writer, client_id, text FROM message WHERE author = 'agent'"
        " ORDER BY conversation, sequence"
    )
    return [Move(*row) for row in moves], [Reply(*row) for row in replies]


def main() -> int:
    """Run from the command line; the exit code is 1 when anything went wrong, or was not put to the test."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--agents", type=int, default=FULL.agents, help="how many (default %(default)s)")
    ask.add_argument(
        "--processes", type=int, default=FULL.processes, help="they run in (default %(default)s)"
    )
    ask.add_argument("--customers", type=int, default=FULL.customers, help="how many (default %(default)s)")
    ask.add_argument("--seconds", type=float, default=FULL.seconds, help="of a race (default %(default)s)")
    ask.add_argument("--rounds", type=int, default=1, help="how many races (default %(default)s)")
    ask.add_argument(
        "--store",
        type=storage.Kind,
        choices=list(storage.Kind),
        default=storage.Kind.SQLITE,
        help="where the hubs keep everything (default %(default)s)",
    )
    ask.add_argument("--hubs", type=int, default=1, help="on that store (default %(default)s)")
    ask.add_argument("--seed", type=int, default=1, help="of the moments (default %(default)s)")
    ask.add_argument("--keep", type=Path, metavar="FILE", help="keep each race here, and go on from it")
    ask.add_argument("--quick", action="store_true", help="one small race")
    ask.add_argument("--json", action="store_true", help="print nothing but the result")
    asked = ask.parse_args()
    if asked.hubs > 1 and asked.store is storage.Kind.SQLITE:
        ask.error("several hubs need --store postgresql: a file is one hub's")
    options = QUICK if asked.quick else Options(asked.agents, asked.processes, asked.customers, asked.seconds)
    options = replace(options, plan=Plan(asked.store, asked.hubs))
    rounds = kept(asked.keep, Round)
    while len(rounds) < asked.rounds:
        chance = random.Random(f"{asked.seed}:{len(rounds)}")
        rounds.append(asyncio.run(play_round(options, chance)))
        keep(asked.keep, rounds[-1])
        if not asked.json:
            print(rounds[-1])
    people = {"agents": options.agents, "customers": options.customers, "place": str(options.plan)}
    print(json.dumps({**totals(rounds), **people}))
    return int(not all(one.clean for one in rounds))


if __name__ == "__main__":
    sys.exit(main())
