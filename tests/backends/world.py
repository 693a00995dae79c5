"""Chat systems as the contract suite plays them: customers, cuts, restarts, whatever the backend."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import httpx

from agent_console.backends.hub import HubBackend
from agent_console.backends.memory import MemoryBackend, MemoryWorld
from agent_console.domain.chat import ConversationId, Message, Presence
from agent_console.domain.outbox import Refused
from agent_console.ports import ChatBackend
from tests.backends.console import Console
from tests.backends.guest import Guest
from tests.hub.host import HubHost
from tests.hub.ledger_case import new_place


class World(Protocol):
    """What a test can do to a chat system."""

    def backend(self, agent: str, device: str = "device") -> ChatBackend:
        """Return a backend that signs in as that agent."""
        ...

    async def customer_says(self, name: str, text: str) -> ConversationId:
        """Let a customer write, who comes new when the name is; returns when it is committed."""
        ...

    async def customer_tries(self, name: str, text: str) -> str:
        """Let a customer write what may be refused; returns the code of the refusal, or nothing."""
        ...

    async def heard(self, name: str, count: int) -> list[str]:
        """Return the texts that a customer sees, once there are that many."""
        ...

    async def sees(self, name: str, *texts: str) -> tuple[Message, ...]:
        """Return the messages that a customer sees, once they are these, edited and deleted ones included."""
        ...

    async def customer_reads(self, name: str) -> None:
        """Let a customer read everything."""
        ...

    async def customer_types(self, name: str) -> None:
        """Let a customer write without sending."""
        ...

    async def customer_leaves(self, name: str) -> None:
        """Let a customer end the chat."""
        ...

    async def sees_typing(self, name: str) -> None:
        """Return once a customer has been told that the agent writes."""
        ...

    async def sees_read(self, name: str, count: int) -> None:
        """Return once a customer has been told that the agent has read that many messages."""
        ...

    async def fetch(self, address: str) -> bytes:
        """Return a file."""
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

    def refuse(self, reason: str) -> None:
        """Let nobody in any more."""
        self._world.refuse(reason)

    async def customer_tries(self, name: str, text: str) -> str:
        """Let a customer write what may be refused."""
        try:
            await self.customer_says(name, text)
        except PermissionError:
            return "blocked"
        return ""

    async def heard(self, name: str, count: int) -> list[str]:
        """Return the texts that a customer sees."""
        texts = [message.text for message in self._world.transcript(self._customers[name])]
        assert len(texts) >= count
        return texts

    async def sees(self, name: str, *texts: str) -> tuple[Message, ...]:
        """Return the messages that a customer sees."""
        seen = self._world.transcript(self._customers[name])
        assert [message.text for message in seen] == list(texts)
        return seen

    async def customer_reads(self, name: str) -> None:
        """Let a customer read everything."""
        self._world.read(self._customers[name])

    async def customer_types(self, name: str) -> None:
        """Let a customer write without sending."""
        self._world.type(self._customers[name])

    async def customer_leaves(self, name: str) -> None:
        """Let a customer end the chat."""
        self._world.appear(self._customers[name], Presence.LEFT)

    async def sees_typing(self, name: str) -> None:
        """Check that a customer was told."""
        assert self._customers[name] in self._world.typed

    async def sees_read(self, name: str, count: int) -> None:
        """Check how far the agent has read, as the customer counts."""
        chat = self._world.chats[self._customers[name]]
        read = [message for message, _at in chat.arrivals[: chat.seen] if message in chat.heard()]
        assert len(read) == count

    async def fetch(self, address: str) -> bytes:
        """Return a file."""
        return next(whole for kept, whole in self._world.files.values() if kept.address == address)

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
        self._guests: dict[str, Guest] = {}

    @property
    def url(self) -> str:
        """Where the hub is, behind the cable."""
        return self._host.url

    def token(self, agent: str) -> str:
        """Return an agent's token."""
        if agent not in self._tokens:
            self._tokens[agent] = self._host.token(agent)
        return self._tokens[agent]

    def backend(self, agent: str, device: str = "device") -> ChatBackend:
        """Return a backend that signs in as that agent."""
        return HubBackend(self._host.url, self.token(agent), device)

    async def customer_says(self, name: str, text: str) -> ConversationId:
        """Let a customer write."""
        assert await self.customer_tries(name, text) == ""
        return self._guests[name].customer.conversation

    async def customer_tries(self, name: str, text: str) -> str:
        """Let a customer write what may be refused."""
        if name not in self._guests:
            self._guests[name] = await self._stack.enter_async_context(Guest(self._host.url, name))
        result = await self._guests[name].customer.send(text)
        return result.code if isinstance(result, Refused) else ""

    async def heard(self, name: str, count: int) -> list[str]:
        """Return the texts that a customer sees, once there are that many."""
        guest = self._guests[name]
        await guest.until(lambda: len(guest.shown) >= count)
        return [message.text for message in guest.shown]

    async def sees(self, name: str, *texts: str) -> tuple[Message, ...]:
        """Return the messages that a customer sees, once they are these."""
        guest = self._guests[name]
        await guest.until(lambda: [message.text for message in guest.shown] == list(texts))
        return guest.shown

    async def customer_reads(self, name: str) -> None:
        """Let a customer read everything."""
        await self._guests[name].customer.seen()

    async def customer_types(self, name: str) -> None:
        """Let a customer write without sending."""
        await self._guests[name].customer.typing()

    async def customer_leaves(self, name: str) -> None:
        """Let a customer end the chat."""
        assert await self._guests[name].customer.leave() is None

    async def sees_typing(self, name: str) -> None:
        """Return once a customer has been told that the agent writes."""
        guest = self._guests[name]
        await guest.until(lambda: guest.typing > 0)

    async def sees_read(self, name: str, count: int) -> None:
        """Return once a customer has been told that the agent has read that many messages."""
        guest = self._guests[name]
        await guest.until(lambda: guest.read == count)

    async def fetch(self, address: str) -> bytes:
        """Return a file."""
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.get(address)
        return answer.raise_for_status().content

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
async def hub_world(folder: Path) -> AsyncIterator[HubWorld]:
    """Play a hub."""
    async with _hub_world(HubHost(folder)) as world:
        yield world


@asynccontextmanager
async def postgres_hub_world(folder: Path) -> AsyncIterator[World]:
    """Play a hub that keeps its conversations in PostgreSQL."""
    with new_place("postgres", folder) as place:
        async with _hub_world(HubHost(folder, database=place)) as world:
            yield world


@asynccontextmanager
async def _hub_world(host: HubHost) -> AsyncIterator[HubWorld]:
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

    async def open(self, agent: str, device: str = "") -> Console:
        """Open a console that signs in as that agent, by default on the agent's own device."""
        console = Console(self._world.backend(agent, device or f"{agent}'s device"))
        self._consoles.append(console)
        await console.online()
        return console

    async def close(self) -> None:
        """Close every console."""
        await asyncio.gather(*(console.close() for console in self._consoles))


async def taken(world: World, console: Console, name: str = "Karen Doe") -> ConversationId:
    """Have a customer write, and the agent take the conversation."""
    conversation = await world.customer_says(name, "hello")
    assert await console.backend.take(conversation) == conversation
    await console.holds(conversation)
    return conversation
