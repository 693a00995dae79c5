"""A client that says exactly what a test tells it to, on a real socket."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from agent_console.domain.chat import ClientId
from agent_console.domain.customer import CustomerId
from agent_console.wire import codec
from agent_console.wire.frame import Ack, AgentHello, CustomerHello, Frame, Profile, Say
from agent_console.wire.limit import CLIENT_FRAME_BYTES

PATIENCE_SECONDS = 20

Kind = TypeVar("Kind")
Other = TypeVar("Other")


class RawClient:
    """One connection, without a memory and without reconnecting."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    async def say(self, *frames: Frame | str | bytes) -> None:
        """Send frames, or anything else as it is."""
        for frame in frames:
            await self.socket.send(frame if isinstance(frame, str | bytes) else codec.encode(frame))

    async def either(self, one: type[Kind], other: type[Other]) -> Kind | Other:
        """Return the next frame of one of two kinds; others are passed over."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not isinstance(frame := codec.decode(await self.socket.recv()), one | other):
                pass
        return frame

    async def hear(self, kind: type[Kind]) -> Kind:
        """Return the next frame of a kind; others are passed over."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not isinstance(frame := codec.decode(await self.socket.recv()), kind):
                pass
        return frame

    async def everything(self, last: type[object]) -> list[Frame]:
        """Return all frames that come, up to and with the next one of a kind."""
        frames: list[Frame] = []
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not frames or not isinstance(frames[-1], last):
                frames.append(codec.decode(await self.socket.recv()))
        return frames

    async def closed(self) -> tuple[int, str]:
        """Return the code and the reason with which the hub hangs up."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            with suppress(ConnectionClosed):
                while True:
                    await self.socket.recv()
        return self.socket.close_code or 0, self.socket.close_reason or ""


@asynccontextmanager
async def dialled(
    url: str, *first: Frame | str | bytes, origin: str = "", forwarded: str = ""
) -> AsyncIterator[RawClient]:
    """Connect and say something; what is too large for a real client is too large here.

    `forwarded` is the address for which a proxy would connect.
    """
    given = {"Origin": origin, "X-Forwarded-For": forwarded}
    headers = {name: value for name, value in given.items() if value}
    async with connect(
        url, additional_headers=headers, max_size=CLIENT_FRAME_BYTES, compression=None, proxy=None
    ) as socket:
        client = RawClient(socket)
        await client.say(*first)
        yield client


def customer_hello(name: str = "Karen Doe") -> CustomerHello:
    """Return a new customer's hello."""
    return CustomerHello(CustomerId(secrets.token_hex(16)), secrets.token_urlsafe(32), "phone", Profile(name))


def agent_hello(token: str) -> AgentHello:
    """Return an agent's hello."""
    return AgentHello(token, "console")


async def still_serves(url: str) -> None:
    """Check that the hub still does its work for a well-behaved customer."""
    async with dialled(url, customer_hello("Mira Holm"), Say(ClientId("m"), 1, "hello")) as customer:
        assert (await customer.hear(Ack)).sequence == 1


def say(number: int, text: str = "hello") -> Say:
    """Return a customer's message."""
    return Say(ClientId(f"m{number}"), number, text)
