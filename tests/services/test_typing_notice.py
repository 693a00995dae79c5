"""The customer is told that the agent writes: for replies only, and not with every key."""

import asyncio

from agent_console.domain.chat import Mode
from agent_console.domain.events import Link
from tests.services.office import Office


async def test_a_customer_hears_of_typing_every_three_seconds(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    for length in range(1, 6):
        office.write(ana, "x" * length)
    await office.until(lambda: office.world.typed == [ana])
    office.clock.advance(2.9)
    office.write(ana, "nearly")
    office.clock.advance(0.1)
    office.write(ana, "now")
    await office.until(lambda: office.world.typed == [ana, ana])


async def test_each_customer_hears_of_their_own(office: Office) -> None:
    ana, jonas = await office.serve("Ana", "hello"), await office.serve("Jonas", "hello")
    office.write(ana, "Dear")
    office.write(jonas, "Dear")
    await office.until(lambda: office.world.typed == [ana, jonas])


async def test_nobody_hears_of_a_note_or_of_deleting_everything(office: Office) -> None:
    ana, jonas = await office.serve("Ana", "hello"), await office.serve("Jonas", "hello")
    office.write(ana, "x")
    await office.until(lambda: office.world.typed == [ana])
    office.clock.advance(10)
    office.write(ana, "")
    office.workspace.drafts.switch(ana, Mode.NOTE)
    office.write(ana, "sounds cross")
    office.write(jonas, "Dear")
    await office.until(lambda: office.world.typed == [ana, jonas])


async def test_nothing_is_told_while_offline(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.cut()
    await office.until(lambda: office.workspace.desk.link is Link.OFFLINE)
    office.write(ana, "Dear")
    for _ in range(3):
        await asyncio.sleep(0)  # whatever was begun has its turn while nothing gets through
    office.world.restore()
    await office.until(lambda: office.workspace.desk.link is Link.ONLINE)
    office.write(ana, "Dear Ana")
    await office.until(lambda: office.world.typed == [ana])
