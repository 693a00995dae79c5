"""A hub's customer who remembers everything that was shown."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Self

from agent_console.customer.client import HubCustomer
from agent_console.domain.chat import Conversation, ConversationId, Message
from agent_console.domain.customer import Customer, CustomerId
from agent_console.wire.backoff import Backoff
from tests.backends.console import PATIENCE_SECONDS


class Guest:
    """A customer inside `async with`; a hole or a repeat in what the hub sends fails in the fold."""

    def __init__(self, url: str, name: str) -> None:
        self.typing = 0
        """How often the customer was told that the agent writes."""
        self.customer = HubCustomer(
            url,
            name=name,
            backoff=Backoff(base=0.01, cap=0.1),
            on_standing=lambda _standing: self._stirred.set(),
            on_typing=lambda _typing: self._hear_typing(),
        )
        self._stirred = asyncio.Event()
        self._seen = Conversation(ConversationId("mine"), Customer(CustomerId("me"), name))

    @property
    def shown(self) -> tuple[Message, ...]:
        """What the customer sees."""
        return self._seen.shown

    @property
    def read(self) -> int:
        """How much the agent has read, as the hub said last."""
        standing = self.customer.standing
        return standing.read if standing is not None else 0

    async def __aenter__(self) -> Self:
        """Connect, and read on from here."""
        await self.customer.__aenter__()
        self._reading = asyncio.create_task(self._read())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave."""
        await self.customer.__aexit__(kind, error, trace)
        await self._reading

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until what came so far has brought something about."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not condition():
                self._stirred.clear()
                await self._stirred.wait()

    def _hear_typing(self) -> None:
        self.typing += 1
        self._stirred.set()

    async def _read(self) -> None:
        async for message in self.customer.messages():
            assert message.sequence == self._seen.head + 1
            self._seen = self._seen.arrived(message, at=0.0)
            self._stirred.set()
