"""The whole demonstration in its own processes: it comes up, it lives, and nothing of it stays behind."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from agent_console.connectors.system_records import SystemRecords
from agent_console.demo.cast import CAST
from agent_console.demo.cast.english import KAREN
from agent_console.demo.child import Child
from agent_console.demo.launch import Demo, DemoError
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.record import Freshness
from tests.demo.agent import at_work
from tests.fakes import FrozenClock

ORPHAN_MAKER = """
import asyncio
from agent_console.demo.launch import Demo

async def main():
    async with Demo() as demo:
        print(demo.url, flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_an_agent_helps_a_customer_from_the_first_line_to_goodbye() -> None:
    async with Demo(pace=30.0) as demo, at_work(demo.url, demo.token) as agent:
        await agent.until_held(6)
        assert set(agent.held) >= {person.name for person in CAST[:6]}
        await agent.until_said(KAREN.name, KAREN.opening[-1])
        await agent.reply(KAREN.name, "Please accept a refund of the delivery costs.")
        await agent.until_said(KAREN.name, KAREN.manner.goodbye)


async def test_whoever_is_left_alone_nudges_through_the_real_hub() -> None:
    async with Demo(pace=50.0) as demo, at_work(demo.url, demo.token) as agent:
        await agent.until_said(KAREN.name, KAREN.manner.nudges[1])


async def test_the_console_reads_the_shops_records_as_they_are_meant() -> None:
    async with Demo() as demo, SystemRecords(demo.records, FrozenClock(), {}) as records:
        for person in CAST:
            customer = Customer(CustomerId("c-1"), person.name, email=person.email)
            record = await records.look_up(customer)
            if person.shop_fails_first:
                assert record.freshness is Freshness.FAILED
                record = await records.look_up(customer, anew=True)
            assert record.freshness is Freshness.FRESH, record.failure
            assert [order.number for order in record.orders] == [
                purchase.number for purchase in person.purchases
            ]
            order, purchase = record.orders[0], person.purchases[0]
            assert order.total is not None
            assert (order.total.amount, order.total.currency) == (purchase.total, purchase.currency)
            assert order.shipment.tracking_number == purchase.tracking
            assert len(order.further_shipments) == len(purchase.more_parcels)
            assert order.shipment.recipient == (purchase.recipient or person.name)
            assert order.payment == purchase.payment
            assert (order.refund is None) == (purchase.payback is None)
            assert [item.quantity for item in order.items] == [line.quantity for line in purchase.lines]
            assert {case.id for case in record.cases} == {case.id for case in person.cases}
            assert {case.last_line for case in record.cases} == {case.last_line for case in person.cases}
            assert all(len(case.lines) == 3 for case in record.cases)


async def test_nothing_stays_behind() -> None:
    async with Demo() as demo:
        directory, pids = demo.directory, demo.pids
        assert len(pids) == 2
        assert directory.stat().st_mode & 0o077 == 0
    assert not directory.exists()
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


async def test_a_part_that_dies_is_named() -> None:
    async with Demo() as demo:
        ended = asyncio.create_task(demo.ended())
        os.kill(demo.pids[0], signal.SIGKILL)
        assert (await ended).startswith("the hub was ended by signal 9")


async def test_a_start_that_fails_says_why_and_ends_what_had_started() -> None:
    demo = Demo(pace=-1.0)
    with pytest.raises(DemoError, match=r"ended with code 2(.|\n)*must be from 0.01 to 1000"):
        await demo.__aenter__()
    for pid in demo.pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert not demo.directory.exists()


async def test_a_child_that_cannot_start_says_its_last_words(tmp_path: Path) -> None:
    child = await Child.start("the shop", tmp_path / "log", "agent_console.no_such_module")
    with pytest.raises(DemoError, match=r"the shop ended with code 1(.|\n)*no_such_module"):
        await child.port(tmp_path / "port")
    await child.stop()


async def test_nothing_is_left_even_when_the_console_is_killed(tmp_path: Path) -> None:
    console = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", ORPHAN_MAKER), stdout=PIPE, env={**os.environ, "TMPDIR": str(tmp_path)}
    )
    assert console.stdout is not None
    url = (await console.stdout.readline()).decode().strip()
    console.kill()
    await console.wait()
    async with asyncio.timeout(60):
        await _deserted(int(url.rsplit(":", 1)[1]))
        while _left_in(tmp_path):  # noqa: ASYNC110 (another process removes it)
            await asyncio.sleep(0.05)


def _left_in(folder: Path) -> list[Path]:
    return list(folder.glob("agent-console-demo-*"))


async def _deserted(port: int) -> None:
    """Wait until nobody listens there any more."""
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except ConnectionRefusedError:
            return
        except ConnectionResetError:  # caught while it was closing
            continue
        writer.close()
        await writer.wait_closed()
        await asyncio.sleep(0.05)
