"""A socket that says what a test scripts, where a real hub would never say it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from websockets.asyncio.server import ServerConnection, serve

from agent_console.domain.chat import AgentId, ConversationId
from agent_console.wire import codec
from agent_console.wire.frame import AgentWelcome, Frame

Script = Callable[["Caller"], Awaitable[None]]


class Caller:
    """The console, as the scripted hub sees it."""

    def __init__(self, socket: ServerConnection) -> None:
        self.socket = socket

    async def hear(self) -> Frame:
        """Return the console's next frame."""
        return codec.decode(await self.socket.recv())

    async def say(self, *frames: Frame | str) -> None:
        """Send frames, or text as it is."""
        for frame in frames:
            await self.socket.send(frame if isinstance(frame, str) else codec.encode(frame))

    async def welcome(self, *held: str) -> Frame:
        """Take the hello and let the agent in; returns the hello."""
        hello = await self.hear()
        await self.say(AgentWelcome(AgentId("ann"), "Ann", True, tuple(ConversationId(h) for h in held)))
        return hello


@asynccontextmanager
async def scripted(script: Script) -> AsyncIterator[str]:
    """Run the script for each connection, which then lasts until the console goes; yield the address."""

    async def receive(socket: ServerConnection) -> None:
        await script(Caller(socket))
        await socket.wait_closed()

    async with serve(receive, "127.0.0.1", 0, compression=None, close_timeout=0.1) as server:
        yield f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
