"""A hub that cannot read any more what others committed has its clients come back and read all of it."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

from agent_console.hub.outcome import Missed
from agent_console.hub.premises import Premises
from agent_console.wire.close_code import CloseCode
from tests.hub.host import HubHost
from tests.hub.neighbour.patience import until
from tests.hub.raw_client import agent_hello, dialled
from tests.hub.scene import agent, visitor

MOMENTS = 30
"""Of a welcome, a quarter of a millisecond apart, at which the hub misses something."""


async def test_everybody_is_sent_away_and_may_come_back(tmp_path: Path) -> None:
    host, inside = HubHost(tmp_path), list[Premises]()

    async def look_in(premises: Premises) -> None:
        inside.append(premises)

    host.companions = (look_in,)
    await host.start()
    try:
        async with visitor(host) as karen, agent(host) as ann:
            await until(lambda: bool(inside))
            await karen.write()
            inside[0].switchboard.publish(Missed())
            for client in (karen.client, ann.client):
                code, reason = await client.closed()
                assert code == CloseCode.LATER
                assert "come back and resume" in reason
            async with visitor(host, hello=karen.hello) as back, agent(host, token=ann.token) as again:
                assert (await again.take(back.conversation)).id == karen.conversation
    finally:
        await host.close()


async def test_who_is_just_being_welcomed_is_sent_away_the_same(tmp_path: Path) -> None:
    host, inside = HubHost(tmp_path), list[Premises]()

    async def look_in(premises: Premises) -> None:
        inside.append(premises)

    host.companions = (look_in,)
    await host.start()
    hello = agent_hello(host.token("Ann"))
    try:
        async with AsyncExitStack() as stack:
            clients = []
            for moment in range(MOMENTS):
                clients.append(await stack.enter_async_context(dialled(host.url, hello)))
                await asyncio.sleep(moment / 4000)
                inside[0].switchboard.publish(Missed())
            ends = asyncio.gather(*(client.closed() for client in clients))
            while not ends.done():
                await asyncio.sleep(0.01)
                inside[0].switchboard.publish(Missed())
            assert {code for code, _reason in await ends} == {CloseCode.LATER}
    finally:
        await host.close()
