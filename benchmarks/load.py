"""Many customers and some agents on bare sockets: how fast a hub acknowledges, and how soon agents see it."""

import asyncio
import itertools
import json
import secrets
import time
import uuid
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect

from agent_console.domain.chat import ClientId, ConversationId
from agent_console.domain.customer import CustomerId
from agent_console.wire import codec
from agent_console.wire.frame import AgentHello, CustomerHello, Profile, Say, Take
from agent_console.wire.limit import CLIENT_FRAME_BYTES

AT_ONCE = 50
"""Customers who connect at the same time."""
SECONDS_TO_ANSWER = 60
WARM_SECONDS = 0.5
"""Not measured: the first messages find everything cold."""


@dataclass
class Sample:
    """What was seen while it was measured; times are seconds from the customer's keypress."""

    acknowledged: list[float] = field(default_factory=list)
    """Until the hub said that it has the message for good."""
    seen: list[float] = field(default_factory=list)
    """Until the agent's console had it."""
    seconds: float = 0.0

    def clear(self) -> None:
        """Begin to measure."""
        self.acknowledged.clear()
        self.seen.clear()


class Customer:
    """One customer's socket."""

    def __init__(self, socket: ClientConnection, sample: Sample) -> None:
        self.conversation = ConversationId("")
        self._socket = socket
        self._sample = sample
        self._numbers = itertools.count(1)
        self._waiting: deque[tuple[float, asyncio.Future[None]]] = deque()

    async def come_in(self, name: str) -> None:
        """Introduce oneself, and wait for the welcome."""
        hello = CustomerHello(
            CustomerId(secrets.token_hex(16)), secrets.token_urlsafe(32), uuid.uuid4().hex, Profile(name)
        )
        await self._socket.send(codec.encode(hello))
        self.conversation = ConversationId(_read(await self._socket.recv())["conversation"])

    async def read(self) -> None:
        """Take answers, until cancelled; everything else only costs what reading it costs."""
        async for text in self._socket:
            if '"ack"' in str(text[:20]) and self._waiting:
                began, answer = self._waiting.popleft()
                self._sample.acknowledged.append(time.perf_counter() - began)
                if not answer.done():
                    answer.set_result(None)

    async def say(self) -> None:
        """Say something, and return when the hub has it for good."""
        began = time.perf_counter()
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((began, answer))
        line = Say(ClientId(uuid.uuid4().hex), next(self._numbers), f"sent at {began}")
        await self._socket.send(codec.encode(line))
        async with asyncio.timeout(SECONDS_TO_ANSWER):
            await answer


class Agent:
    """One agent's socket."""

    def __init__(self, socket: ClientConnection, sample: Sample) -> None:
        self._socket = socket
        self._sample = sample
        self._requests = itertools.count(1)
        self._held: set[str] = set()
        self._changed = asyncio.Event()

    async def come_in(self, token: str) -> None:
        """Sign in."""
        await self._socket.send(codec.encode(AgentHello(token, uuid.uuid4().hex)))
        await self._socket.recv()

    async def read(self) -> None:
        """Note when messages come, until cancelled."""
        async for text in self._socket:
            now = time.perf_counter()
            if '"messages"' in str(text[:24]):
                for message in _read(text)["messages"]:
                    self._sample.seen.append(now - float(message["text"].rpartition(" ")[2]))
            elif '"opened"' in str(text[:20]):
                self._held.add(_read(text)["facts"]["id"])
                self._changed.set()

    async def take(self, conversation: ConversationId) -> None:
        """Take a waiting customer."""
        await self._socket.send(codec.encode(Take(next(self._requests), conversation)))
        async with asyncio.timeout(SECONDS_TO_ANSWER):
            while conversation not in self._held:
                self._changed.clear()
                await self._changed.wait()


class Crowd:
    """Everybody who is connected; agents are at other hubs than their customers, where there are several."""

    def __init__(self) -> None:
        self.sample = Sample()
        self.customers: list[Customer] = []
        self._agents: list[Agent] = []
        self._stack = AsyncExitStack()
        self._readers: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        """Begin with nobody."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Let everybody go."""
        for reader in self._readers:
            reader.cancel()
        await self._stack.aclose()
        await asyncio.gather(*self._readers, return_exceptions=True)

    async def add_customers(self, urls: Sequence[str], count: int) -> None:
        """Let customers come, each to the next hub."""
        places = iter(range(count))

        async def bring() -> None:
            for place in places:
                socket = await self._stack.enter_async_context(_connected(urls[place % len(urls)]))
                customer = Customer(socket, self.sample)
                await customer.come_in(f"Customer {place}")
                self._readers.append(asyncio.create_task(customer.read()))
                self.customers.append(customer)

        async with asyncio.TaskGroup() as group:
            for _ in range(min(AT_ONCE, count)):
                group.create_task(bring())

    async def add_agents(self, urls: Sequence[str], tokens: Sequence[str]) -> None:
        """Let agents come, the first to the second hub."""
        for place, token in enumerate(tokens, 1):
            agent = Agent(
                await self._stack.enter_async_context(_connected(urls[place % len(urls)])), self.sample
            )
            await agent.come_in(token)
            self._readers.append(asyncio.create_task(agent.read()))
            self._agents.append(agent)

    async def open_chats(self, count: int) -> list[Customer]:
        """Have some customers begin a chat, and agents take them; returns these customers."""
        chosen = self.customers[:count]
        for place, customer in enumerate(chosen):
            await customer.say()
            await self._agents[place % len(self._agents)].take(customer.conversation)
        return chosen

    async def press(self, customers: Sequence[Customer], seconds: float) -> Sample:
        """Have customers write as fast as they get answers, one message at a time each, and measure."""
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(_endlessly(customer)) for customer in customers]
            sample = await self._measured(seconds)
            for task in tasks:
                task.cancel()
        return sample

    async def pace(self, customers: Sequence[Customer], rate: float, seconds: float) -> Sample:
        """Have customers write so many messages a second together, evenly, and measure."""
        async with asyncio.TaskGroup() as group:
            ticking = group.create_task(_tick(customers, rate))
            sample = await self._measured(seconds)
            ticking.cancel()
        return sample

    async def _measured(self, seconds: float) -> Sample:
        await asyncio.sleep(WARM_SECONDS)
        self.sample.clear()
        began = time.perf_counter()
        await asyncio.sleep(seconds)
        took = time.perf_counter() - began
        return Sample(list(self.sample.acknowledged), list(self.sample.seen), took)


async def _endlessly(customer: Customer) -> None:
    while True:
        await customer.say()


async def _tick(customers: Sequence[Customer], rate: float) -> None:
    """Let one customer after the other write, whether the one before has an answer or not."""
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as group:
        due = loop.time()
        for customer in itertools.cycle(customers):
            group.create_task(customer.say())
            due += 1 / rate
            await asyncio.sleep(max(0.0, due - loop.time()))


@asynccontextmanager
async def _connected(url: str) -> AsyncIterator[ClientConnection]:
    async with connect(
        url,
        compression=None,
        ping_interval=None,
        max_size=CLIENT_FRAME_BYTES,
        close_timeout=1,
        open_timeout=SECONDS_TO_ANSWER,
        proxy=None,
    ) as socket:
        try:
            yield socket
        finally:
            # Thousands of them would each wait for the other's goodbye.
            socket.transport.abort()


def _read(text: str | bytes) -> dict[str, Any]:
    frame: dict[str, Any] = json.loads(text)
    return frame
