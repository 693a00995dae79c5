"""How much a hub carries: messages a second and their delay by kind of store, and what each customer costs.

    python -m benchmarks.scale --json
    python -m benchmarks.scale --quick --json
    python -m benchmarks.scale --synapse FOLDER/bin/python --json

Customers and agents are bare sockets in one process, on the same machine as the hubs and the database: what
they cost is missing from the throughput, as it would be nowhere else. `press` has customers who write their
next message as soon as the one before is acknowledged; `calm` has a steady rate that leaves room. Where there
are several hubs, each customer's agent is at another one than the customer. `growth` adds customers who are
connected and silent. FOLDER/bin/python is one that Synapse is installed for; else there is no such line.
"""

import argparse
import asyncio
import gc
import json
import math
import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from benchmarks import expense, postgres, synapse
from benchmarks.chaos import CLEAR
from benchmarks.load import Crowd, Customer, Sample
from benchmarks.site import Plan, Site, site
from benchmarks.storage import Kind, PostgresDatabase

AGENTS = 4
GROWN = (Plan(), Plan(Kind.POSTGRESQL, 1))
"""Where it is looked at what more customers cost."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    writers: int
    """Customers who write."""
    seconds: float
    """Of each measurement."""
    calm_rate: float
    """Messages a second of all writers together, where they do not write as fast as they can."""
    customers: Sequence[int]
    """How many are connected, in turn."""
    hubs: Sequence[int]
    """How many there are on PostgreSQL, in turn."""


FULL = Size(writers=40, seconds=10, calm_rate=50, customers=(10, 100, 1_000, 10_000), hubs=(1, 2, 4))
QUICK = Size(writers=10, seconds=1.5, calm_rate=20, customers=(100,), hubs=(2,))

Figures = dict[str, float | int | str]


class Measured:
    """A site with its people, and what its processes cost."""

    def __init__(self, scene: Site, crowd: Crowd) -> None:
        self.crowd = crowd
        self.connecting = 0.0
        """Seconds in which all customers came."""
        self._scene = scene
        self._urls = [hub.url for hub in scene.hubs]

    async def populate(self, customers: int, writers: int) -> Sequence[Customer]:
        """Bring everybody, and return the customers who write."""
        tokens = [await self._scene.hubs[0].add_agent(f"Agent {number}") for number in range(AGENTS)]
        await self.crowd.add_agents(self._urls, tokens)
        began = time.perf_counter()
        await self.crowd.add_customers(self._urls, customers)
        self.connecting = time.perf_counter() - began
        return await self.crowd.open_chats(min(writers, customers))

    def hubs(self) -> expense.Expense:
        """Return what the hubs have cost so far."""
        return expense.of(hub.process for hub in self._scene.hubs)

    def store(self) -> expense.Expense:
        """Return what the server of the database has cost so far; nothing where there is none."""
        place = self._scene.storage
        return expense.of([place.server.process] if isinstance(place, PostgresDatabase) else [])


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave this process's garbage where it is for as long as the block runs."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@asynccontextmanager
async def measured(plan: Plan) -> AsyncIterator[Measured]:
    """Run hubs, with nobody there yet, for as long as the block runs.

    This process looks for no garbage meanwhile: among 10,000 connections that takes seconds, in which nobody
    here would read what the hub has sent long ago.
    """
    gc.collect()
    with uncollected(), tempfile.TemporaryDirectory(prefix="agent-console-") as folder:
        async with site(Path(folder), plan, CLEAR, random.Random(1)) as scene, Crowd() as crowd:
            yield Measured(scene, crowd)


async def compare(plan: Plan, size: Size) -> Figures:
    """Measure one kind of store and number of hubs."""
    async with measured(plan) as there:
        writers = await there.populate(size.writers, size.writers)
        calm = await there.crowd.pace(writers, size.calm_rate, size.seconds)
        hubs, store = there.hubs(), there.store()
        pressed = await there.crowd.press(writers, size.seconds)
        messages = max(1, len(pressed.acknowledged))
        return {
            "place": str(plan),
            "acknowledged_a_second": round(len(pressed.acknowledged) / pressed.seconds),
            **_delays("press", pressed),
            **_delays("calm", calm),
            "hub_cpu_ms_a_message": round((there.hubs().seconds - hubs.seconds) / messages * 1000, 3),
            "store_cpu_ms_a_message": round((there.store().seconds - store.seconds) / messages * 1000, 3),
            "hub_megabytes": round(there.hubs().megabytes),
        }


async def grow(plan: Plan, customers: int, size: Size) -> Figures:
    """Measure what so many connected customers cost, while a few of them write."""
    async with measured(plan) as there:
        empty = there.hubs().megabytes
        writers = await there.populate(customers, size.writers)
        idle = there.hubs().seconds
        await asyncio.sleep(size.seconds)
        before = there.hubs().seconds
        calm = await there.crowd.pace(writers, size.calm_rate, size.seconds)
        after = there.hubs()
        at_rest, at_work = before - idle, after.seconds - before
        messages = max(1, len(calm.acknowledged))
        return {
            "place": str(plan),
            "customers": customers,
            "connected_a_second": round(customers / there.connecting),
            "hub_megabytes": round(after.megabytes, 1),
            "kilobytes_a_customer": round((after.megabytes - empty) * 1024 / customers, 1),
            "idle_cpu_percent": round(at_rest / size.seconds * 100, 1),
            "cpu_ms_a_message": round(max(0.0, at_work - at_rest) / messages * 1000, 3),
            **_delays("calm", calm),
        }


async def compare_synapse(python: Path, size: Size) -> Figures:
    """Measure a Synapse under the same press."""
    async with synapse.running(python) as server:
        scene = await synapse.populated(server, size.writers)
        before = expense.of([server.process])
        sample = await synapse.press(scene, size.seconds)
        after = expense.of([server.process])
        messages = max(1, len(sample.acknowledged))
        return {
            "place": "synapse on sqlite",
            "acknowledged_a_second": round(len(sample.acknowledged) / sample.seconds),
            **_delays("press", sample),
            "hub_cpu_ms_a_message": round((after.seconds - before.seconds) / messages * 1000, 3),
            "hub_megabytes": round(after.megabytes),
        }


def _delays(name: str, sample: Sample) -> Figures:
    """Return a sample's delays in milliseconds: until the acknowledgement, and until the agent saw it."""
    return {
        f"{name}_{kind}_{share}_ms": round(value * 1000, 1)
        for kind, delays in (("ack", sample.acknowledged), ("seen", sample.seen))
        for share, value in zip(("p50", "p99"), _shares(delays), strict=True)
    }


def _shares(delays: Sequence[float]) -> tuple[float, float]:
    if len(delays) < 2:
        return float("nan"), float("nan")
    hundredths = quantiles(delays, n=100, method="inclusive")
    return hundredths[49], hundredths[98]


async def run(size: Size, python: Path | None, say: bool) -> dict[str, object]:
    """Measure everything, one thing after the other."""
    load = round(os.getloadavg()[0], 1)
    places = [Plan(), *(Plan(Kind.POSTGRESQL, hubs) for hubs in size.hubs if postgres.installed())]
    compared: list[Figures] = []
    grown: list[Figures] = []
    for plan in places:
        compared.append(_told(await compare(plan, size), say))
    for customers in size.customers:
        for plan in GROWN if postgres.installed() else GROWN[:1]:
            grown.append(_told(await grow(plan, customers, size), say))
    if python is not None:  # at the end: it leaves the disk with much to write
        compared.append(_told(await compare_synapse(python, size), say))
    return {
        "machine": f"{os.cpu_count()} shared cores, {platform.machine()}, Python {platform.python_version()}",
        "load_before": load,
        "writers": size.writers,
        "agents": AGENTS,
        "compared": compared,
        "growth": grown,
    }


def _told(figures: Figures, say: bool) -> Figures:
    if say:
        print(figures, flush=True)
    return figures


def main() -> int:
    """Run from the command line; the exit code is 1 when messages did not come through."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--synapse", type=Path, metavar="PYTHON", help="one that Synapse is installed for")
    ask.add_argument("--quick", action="store_true", help="small and short: the figures mean little")
    ask.add_argument("--json", action="store_true", help="print nothing but the result")
    options = ask.parse_args()
    figures = asyncio.run(run(QUICK if options.quick else FULL, options.synapse, not options.json))
    print(json.dumps(figures))
    lines = [*_lines(figures["compared"]), *_lines(figures["growth"])]
    return int(not lines or any(_missing(value) for line in lines for value in line.values()))


def _missing(value: float | str) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _lines(figures: object) -> Sequence[Figures]:
    return figures if isinstance(figures, list) else ()


if __name__ == "__main__":
    sys.exit(main())
