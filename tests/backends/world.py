"""Chat systems as the contract suite plays them: customers, cuts, restarts, whatever the backend."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from agent_console.backends.hub import HubBackend
from agent_console.backends.memory import MemoryBackend, MemoryWorld
from agent_console.customer.client import HubCustomer
from agent_console.domain.chat import ConversationId
from agent_console.domain.outbox import Acknowledged
from agent_console.ports import ChatBackend
from agent_console.wire.backoff import Backoff
from tests.backends.console import Console
from tests.hub.host import HubHost


class World(Protocol):
    """What a test can do to a chat system."""

    def backend(self, agent: str, device: str = "device") -> ChatBackend:
        """Return a backend that signs in as that agent."""
        ...

    async def customer_says(self, name: str, text: str) -> ConversationId:
        """Let a customer write, who comes new when the name is; returns when it is committed."""
        ...

    async def heard(self, name: str, count: int) -> list[str]:
        """Return the texts that a customer sees, once there are that many."""
        ...

    async def cut(self) -> None:
        """Break every connection until `restore`."""
        ...

    async def restore(self) -> None:
        """Let everybody connect again."""
        ...

    async def restart(self) -> None:
        """Stop the chat system and start it again."""
        ...


class SystemClock:
    """Real time."""

    def monotonic(self) -> float:
        """Return monotonic seconds."""
        return time.monotonic()

    def now(self) -> datetime:
        """Return the wall clock."""
        return datetime.now(UTC)


class InProcessWorld:
    """The memory backend's server."""

    def __init__(self) -> None:
        self._world = MemoryWorld(SystemClock())
        self._customers: dict[str, ConversationId] = {}

    def backend(self, agent: str, device: str = "device") -> ChatBackend:
        """Return a backend that signs in as that agent."""
        return MemoryBackend(self._world, agent, device)

    async def customer_says(self, name: str, text: str) -> ConversationId:
        """Let a customer write."""
        if name not in self._customers:
            self._customers[name] = self._world.join(name)
        self._world.say(self._customers[name], text)
        return self._customers[name]

    async def heard(self, name: str, count: int) -> list[str]:
        """Return the texts that a customer sees."""
        texts = [message.text for message in self._world.transcript(self._customers[name])]
        assert len(texts) >= count
        return texts

    async def cut(self) -> None:
        """Break every connection until `restore`."""
        self._world.cut()

    async def restore(self) -> None:
        """Let everybody connect again."""
        self._world.restore()

    async def restart(self) -> None:
        """Cut and restore: a process cannot stop inside itself."""
        self._world.cut()
        self._world.restore()


class HubWorld:
    """A real hub on a real socket and a real database."""

    def __init__(self, host: HubHost, stack: AsyncExitStack) -> None:
        self._host = host
        self._stack = stack
        self._tokens: dict[str, str] = {}
        self._customers: dict[str, HubCustomer] = {}
        self._read: dict[str, list[str]] = {}

    def backend(self, agent: str, device: str = "device") -> ChatBackend:
        """Return a backend that signs in as that agent."""
        if agent not in self._tokens:
            self._tokens[agent] = self._host.token(agent)
        return HubBackend(self._host.url, self._tokens[agent], device)

    async def customer_says(self, name: str, text: str) -> ConversationId:
        """Let a customer write."""
        if name not in self._customers:
            customer = HubCustomer(self._host.url, name=name, backoff=Backoff(base=0.01, cap=0.1))
            self._customers[name] = await self._stack.enter_async_context(customer)
            self._read[name] = []
        result = await self._customers[name].send(text)
        assert isinstance(result, Acknowledged), result
        return self._customers[name].conversation

    async def heard(self, name: str, count: int) -> list[str]:
        """Return the texts that a customer sees, once there are that many."""
        read = self._read[name]
        if len(read) < count:
            async for message in self._customers[name].messages():
                read.append(message.text)
                if len(read) >= count:
                    break
        return read

    async def cut(self) -> None:
        """Break every connection until `restore`."""
        self._host.cable.cut()

    async def restore(self) -> None:
        """Let everybody connect again."""
        self._host.cable.mend()

    async def restart(self) -> None:
        """Stop the hub and start it again on its database."""
        await self._host.stop()
        await self._host.start()


@asynccontextmanager
async def memory_world(folder: Path) -> AsyncIterator[World]:
    """Play the memory backend."""
    yield InProcessWorld()


@asynccontextmanager
async def hub_world(folder: Path) -> AsyncIterator[World]:
    """Play a hub."""
    host = HubHost(folder)
    await host.start()
    try:
        async with AsyncExitStack() as stack:
            yield HubWorld(host, stack)
    finally:
        await host.close()


class Desks:
    """The consoles of one test, closed in the end."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._consoles: list[Console] = []

    async def open(self, agent: str, device: str = "device") -> Console:
        """Open a console that signs in as that agent, and wait until it is in."""
        console = Console(self._world.backend(agent, device))
        self._consoles.append(console)
        await console.online()
        return console

    async def close(self) -> None:
        """Close every console."""
        await asyncio.gather(*(console.close() for console in self._consoles))
