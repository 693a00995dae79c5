"""Agents and customers on raw sockets of one hub, for tests of what the hub tells whom."""

import itertools
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypedDict, Unpack

from agent_console.domain.action import Action
from agent_console.domain.chat import AgentId, ClientId, ConversationId, Mode
from agent_console.wire.frame import (
    Ack,
    Act,
    AgentWelcome,
    CustomerHello,
    CustomerWelcome,
    Decline,
    Done,
    Facts,
    Opened,
    Refusal,
    Send,
    Standing,
    Take,
    Topic,
)
from tests.hub.host import HubHost
from tests.hub.raw_client import RawClient, agent_hello, customer_hello, dialled, say


@dataclass
class Agent:
    """An agent at a console."""

    client: RawClient
    id: AgentId
    token: str

    def __post_init__(self) -> None:
        self._numbers: dict[ConversationId, Iterator[int]] = defaultdict(partial(itertools.count, 1))
        self._requests = itertools.count(100)

    async def take(self, conversation: ConversationId) -> Facts:
        """Take a waiting customer and return the facts."""
        await self.client.say(Take(next(self._requests), conversation))
        facts = (await self.client.hear(Opened)).facts
        await self.client.hear(Done)
        return facts

    async def order(self, facts: Facts, action: Action) -> int:
        """Ask for an action and return the request's number; what follows is for the test to hear."""
        request = next(self._requests)
        await self.client.say(Act(request, facts.id, facts.fence, action))
        return request

    async def act(self, facts: Facts, action: Action) -> Done | Decline:
        """Ask for an action and return the answer; what comes before it is passed over."""
        request = await self.order(facts, action)
        while (answer := await self.client.either(Done, Decline)).request != request:
            pass
        return answer

    async def send(self, facts: Facts, text: str, mode: Mode = Mode.REPLY, file: str = "") -> Ack | Refusal:
        """Send a message and return the answer."""
        number = next(self._numbers[facts.id])
        client_id = ClientId(f"{facts.id}-{number}")
        await self.client.say(
            Send(facts.id, facts.customer, facts.fence, client_id, number, text, mode, file)
        )
        return await self.client.either(Ack, Refusal)


@dataclass
class Visitor:
    """A customer at a widget."""

    client: RawClient
    hello: CustomerHello
    conversation: ConversationId

    async def write(self, number: int = 1, text: str = "hello") -> Ack | Refusal:
        """Say something and return the answer."""
        await self.client.say(say(number, text))
        return await self.client.either(Ack, Refusal)

    async def stands(self, **expected: object) -> Standing:
        """Wait for word that the chat stands so."""
        while not _has(standing := await self.client.hear(Standing), expected):
            pass
        return standing


def _has(standing: Standing, expected: dict[str, object]) -> bool:
    return all(getattr(standing, name) == value for name, value in expected.items())


@asynccontextmanager
async def agent(host: HubHost, name: str = "Ann", token: str = "") -> AsyncIterator[Agent]:
    """Sign an agent in."""
    token = token or host.token(name)
    async with dialled(host.url, agent_hello(token)) as client:
        yield Agent(client, (await client.hear(AgentWelcome)).agent, token)


@asynccontextmanager
async def visitor(
    host: HubHost, name: str = "Karen Doe", hello: CustomerHello | None = None, queue: str = ""
) -> AsyncIterator[Visitor]:
    """Have a customer come."""
    hello = hello or replace(customer_hello(name), topic=Topic(queue=queue))
    async with dialled(host.url, hello) as client:
        yield Visitor(client, hello, (await client.hear(CustomerWelcome)).conversation)


class Settings(TypedDict, total=False):
    """What tests set of a hub."""

    customer_rate: float
    left_seconds: float
    silent_seconds: float
    lease_seconds: float
    typing_preview: bool
    mail: bool
    customer_connections: int
    trusted_proxies: tuple[str, ...]
    queues: tuple[str, ...]
    details: tuple[str, ...]


@asynccontextmanager
async def hub_with(folder: Path, **settings: Unpack[Settings]) -> AsyncIterator[HubHost]:
    """Run a hub with settings of its own."""
    hub = HubHost(folder)
    hub.settings = replace(hub.settings, **settings)
    await hub.start()
    try:
        yield hub
    finally:
        await hub.close()
