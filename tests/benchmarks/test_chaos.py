"""The bad line does to frames what it counts, and nothing else."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from benchmarks.chaos import CLEAR, MODES, Chaos, Fault, Weather, chaos

FRAMES = 400
END = "end"


@dataclass
class Hub:
    """Notes what arrives."""

    url: str = ""
    heard: list[str] = field(default_factory=list)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def receive(self, socket: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            async for frame in socket:
                if frame == "go away":
                    await socket.close(4401, "not you")
                elif frame == END:
                    self.over.set()
                else:
                    self.heard.append(str(frame))


@pytest.fixture
async def hub() -> AsyncIterator[Hub]:
    hub = Hub()
    async with serve(hub.receive, "127.0.0.1", 0, ping_interval=None) as server:
        hub.url = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield hub


async def spoken(hub: Hub, weather: Weather) -> tuple[Chaos, list[str]]:
    """Say numbers over a bad line, then wait in clear weather until all that was on its way is there."""
    said = [str(number) for number in range(FRAMES)]
    async with (
        chaos(hub.url, weather, random.Random(7)) as line,
        connect(line.url, ping_interval=None) as client,
    ):
        for frame in said:
            await client.send(frame)
        async with asyncio.timeout(20):
            while line.frames < FRAMES:
                await (await client.ping())  # until everything has entered
            line.weather = CLEAR
            while not hub.over.is_set():
                await client.send(END)
                await asyncio.sleep(0.01)
    return line, said


async def test_clear_weather_changes_nothing(hub: Hub) -> None:
    line, said = await spoken(hub, CLEAR)
    assert hub.heard == said
    assert not +line.faults


async def test_what_is_dropped_is_missing(hub: Hub) -> None:
    line, said = await spoken(hub, Weather(dropped=0.1))
    assert line.faults[Fault.DROPPED] == FRAMES - len(hub.heard) > 0
    assert hub.heard == [frame for frame in said if frame in set(hub.heard)]


async def test_what_is_duplicated_comes_twice(hub: Hub) -> None:
    line, said = await spoken(hub, Weather(duplicated=0.1))
    assert line.faults[Fault.DUPLICATED] >= len(hub.heard) - FRAMES > 0
    assert list(dict.fromkeys(hub.heard)) == said


async def test_what_is_reordered_lets_the_next_one_pass(hub: Hub) -> None:
    line, said = await spoken(hub, Weather(reordered=0.1))
    passed = sum(int(one) > int(other) for one, other in zip(hub.heard, hub.heard[1:], strict=False))
    assert sorted(hub.heard, key=int) == said
    assert line.faults[Fault.REORDERED] >= passed > 0


async def test_what_is_late_or_in_pieces_is_whole_and_in_order(hub: Hub) -> None:
    line, said = await spoken(hub, Weather(delay=(0.0, 0.002), sliced=0.5))
    assert hub.heard == said
    assert line.faults[Fault.DELAYED] >= FRAMES
    assert line.faults[Fault.SLICED] > 0


@pytest.mark.parametrize(
    ("weather", "fault"),
    [(Weather(cut_after=0.05), Fault.CUTS), (Weather(hole_after=0.05), Fault.HOLES)],
)
async def test_a_connection_breaks_without_goodbye(hub: Hub, weather: Weather, fault: Fault) -> None:
    async with chaos(hub.url, weather, random.Random(7)) as line, connect(line.url) as client:
        with pytest.raises(ConnectionClosed) as ended:
            await ask(client)
        assert ended.value.rcvd is None
        assert line.faults[fault] == 1
        assert bool(line.faults[Fault.SWALLOWED]) == (fault is Fault.HOLES)


async def ask(client: ClientConnection) -> None:
    """Say something again and again."""
    while True:
        await client.send("are you there")
        await asyncio.sleep(0.005)


async def test_the_reason_why_the_hub_hangs_up_gets_through(hub: Hub) -> None:
    async with chaos(hub.url, CLEAR, random.Random(7)) as line, connect(line.url) as client:
        await client.send("go away")
        await client.wait_closed()
        assert (client.close_code, client.close_reason) == (4401, "not you")


async def test_while_no_hub_is_there_connections_fail() -> None:
    async with chaos("ws://127.0.0.1:9", CLEAR, random.Random(7)) as line, connect(line.url) as client:
        with pytest.raises(ConnectionClosed):
            await client.recv()


def test_the_worst_weather_has_every_fault() -> None:
    worst = MODES["all"]
    assert all(getattr(worst, name) not in (0.0, (0.0, 0.0)) for name in Weather.__slots__)
