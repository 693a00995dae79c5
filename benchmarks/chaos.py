"""A bad line between clients and a hub: it speaks WebSocket at both ends and spoils what passes.

What TCP never does to the bytes of one connection is done here to whole frames, because reconnecting,
resending and rereading look like that from outside: frames vanish, come twice, or come in another order.
"""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed, InvalidHandshake

MOST_BYTES = 4 * 1024 * 1024
HELD_SECONDS = 0.05
"""How long a frame that lets another one pass waits for it."""
HOLE_SECONDS = (0.3, 2.0)
"""How long a connection swallows everything before it breaks."""
WAITING = 64
"""Frames in one lane before whoever sends them has to wait."""

Socket = ServerConnection | ClientConnection


class Fault(StrEnum):
    """What was done to frames and connections; each is counted."""

    DELAYED = "delayed"
    SLICED = "sliced"
    DROPPED = "dropped"
    DUPLICATED = "duplicated"
    REORDERED = "reordered"
    SWALLOWED = "swallowed"
    CUTS = "cuts"
    HOLES = "holes"


@dataclass(frozen=True, slots=True)
class Weather:
    """How bad the line is; shares are of frames, from 0 to 1."""

    delay: tuple[float, float] = (0.0, 0.0)
    """Seconds that each frame is on its way, from and to; the order stays."""
    sliced: float = 0.0
    """Sent in many small fragments."""
    dropped: float = 0.0
    duplicated: float = 0.0
    reordered: float = 0.0
    cut_after: float = 0.0
    """Mean seconds after which a connection breaks; 0 for never."""
    hole_after: float = 0.0
    """Mean seconds after which a connection swallows everything for a while, and then breaks."""


CLEAR = Weather()
MODES: Mapping[str, Weather] = {
    "latency": Weather(delay=(0.02, 0.25), sliced=0.3),
    "drop": Weather(dropped=0.01),
    "duplicate": Weather(duplicated=0.05),
    "reorder": Weather(reordered=0.05),
    "cut": Weather(cut_after=2.0),
    "hole": Weather(hole_after=3.0),
    "all": Weather(
        delay=(0.0, 0.05),
        sliced=0.1,
        dropped=0.01,
        duplicated=0.05,
        reordered=0.05,
        cut_after=5.0,
        hole_after=8.0,
    ),
}


class Chaos:
    """The line: a port for clients that leads to the hub, the weather on it, and what it has done."""

    def __init__(self, target: str, weather: Weather, chance: random.Random) -> None:
        self.weather = weather
        """May change at any time."""
        self.faults: Counter[Fault] = Counter()
        self.frames = 0
        """Frames that entered, both ways."""
        self.url = ""
        """Where clients connect, once the line is up."""
        self._target = target
        self._chance = chance
        self._clients: set[ServerConnection] = set()

    def break_all(self) -> None:
        """Break every connection that there is now."""
        for client in self._clients:
            client.transport.abort()

    def clear_up(self) -> None:
        """End the bad weather: every connection breaks once more, and those that come now are good."""
        self.weather = CLEAR
        self.break_all()

    async def carry(self, near: ServerConnection) -> None:
        """Lead one client's connection to the hub until either end goes, or it breaks."""
        try:
            far = await connect(
                self._target,
                compression=None,
                ping_interval=None,
                max_size=MOST_BYTES,
                close_timeout=1,
                proxy=None,
            )
        except (OSError, InvalidHandshake, TimeoutError):
            near.transport.abort()
            return
        lanes = Lane(self, near, far), Lane(self, far, near)
        tasks = [asyncio.create_task(job) for lane in lanes for job in (lane.fill(), lane.empty())]
        tasks.append(asyncio.create_task(self._break(lanes)))
        self._clients.add(near)
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._clients.discard(near)
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            await _pass_on(near, far)
        for task in tasks:
            if not task.cancelled():
                task.result()

    def happens(self, share: float, fault: Fault) -> bool:
        """Whether a fault strikes now; it is counted when it does."""
        strikes = self._chance.random() < share
        self.faults[fault] += strikes
        return strikes

    def seconds(self, span: tuple[float, float]) -> float:
        """Return a chance length of time."""
        return self._chance.uniform(*span)

    async def _break(self, lanes: "tuple[Lane, Lane]") -> None:
        """End the connection by one of its faults, in time; the weather at its beginning counts."""
        cut, hole = (
            self._chance.expovariate(1 / mean) if mean else float("inf")
            for mean in (self.weather.cut_after, self.weather.hole_after)
        )
        if cut <= hole:
            await _sleep(cut)
            self.faults[Fault.CUTS] += 1
        else:
            await _sleep(hole)
            self.faults[Fault.HOLES] += 1
            for lane in lanes:
                lane.swallowing = True
            await asyncio.sleep(self.seconds(HOLE_SECONDS))
        for lane in lanes:
            lane.source.transport.abort()


class Lane:
    """One direction of a connection."""

    def __init__(self, chaos: Chaos, source: Socket, sink: Socket) -> None:
        self.source = source
        self.swallowing = False
        self._chaos = chaos
        self._sink = sink
        self._way: asyncio.Queue[tuple[float, str | bytes]] = asyncio.Queue(WAITING)
        self._held: str | bytes | None = None

    async def fill(self) -> None:
        """Take frames in and spoil them, until their source has gone."""
        with suppress(ConnectionClosed):
            while True:
                await self._enter(await self._next())

    async def empty(self) -> None:
        """Let frames out when they are due, until their sink has gone."""
        loop = asyncio.get_running_loop()
        with suppress(ConnectionClosed):
            while True:
                due, frame = await self._way.get()
                await asyncio.sleep(max(0.0, due - loop.time()))
                if self.swallowing:
                    self._chaos.faults[Fault.SWALLOWED] += 1
                elif self._chaos.happens(self._chaos.weather.sliced, Fault.SLICED):
                    await self._sink.send(_slices(frame))
                else:
                    await self._sink.send(frame)

    async def _next(self) -> str | bytes | None:
        """Return the next frame; None when a held one has waited for it long enough."""
        if self._held is None:
            return await self.source.recv()
        try:
            async with asyncio.timeout(HELD_SECONDS):
                return await self.source.recv()
        except TimeoutError:
            return None

    async def _enter(self, frame: str | bytes | None) -> None:
        weather, held, self._held = self._chaos.weather, self._held, None
        if frame is not None:
            self._chaos.frames += 1
            if self._chaos.happens(weather.dropped, Fault.DROPPED):
                pass
            elif held is None and self._chaos.happens(weather.reordered, Fault.REORDERED):
                self._held = frame
            else:
                await self._send_off(frame)
                if self._chaos.happens(weather.duplicated, Fault.DUPLICATED):
                    await self._send_off(frame)
        if held is not None:
            await self._send_off(held)

    async def _send_off(self, frame: str | bytes) -> None:
        delay = self._chaos.seconds(self._chaos.weather.delay)
        self._chaos.faults[Fault.DELAYED] += delay > 0
        await self._way.put((asyncio.get_running_loop().time() + delay, frame))


@asynccontextmanager
async def chaos(target: str, weather: Weather, chance: random.Random) -> AsyncIterator[Chaos]:
    """Run a line to a hub for as long as the block runs."""
    line = Chaos(target, weather, chance)
    server = await serve(
        line.carry, "127.0.0.1", 0, compression=None, ping_interval=None, max_size=MOST_BYTES, close_timeout=1
    )
    line.url = f"ws://127.0.0.1:{_port(server)}"
    try:
        yield line
    finally:
        server.close()
        await server.wait_closed()


async def _pass_on(near: ServerConnection, far: ClientConnection) -> None:
    """End both connections the way the first one ended."""
    for one, other in ((near, far), (far, near)):
        if one.close_code is not None and one.close_code != 1006:
            await other.close(one.close_code, one.close_reason or "")
    for socket in (near, far):
        socket.transport.abort()


async def _sleep(seconds: float) -> None:
    """Sleep; for ever, too."""
    with suppress(TimeoutError):
        async with asyncio.timeout(None if seconds == float("inf") else seconds):
            await asyncio.Event().wait()


def _slices(frame: str | bytes) -> list[str] | list[bytes]:
    """Cut a frame into small pieces."""
    if isinstance(frame, str):
        return [frame[start : start + 16] for start in range(0, len(frame), 16)]
    return [frame[start : start + 16] for start in range(0, len(frame), 16)]


def _port(server: Server) -> int:
    port: int = server.sockets[0].getsockname()[1]
    return port
