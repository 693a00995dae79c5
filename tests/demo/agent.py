"""An agent for tests: takes whoever waits, reads everything, and replies through the real hub backend."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from agent_console.backends.hub import HubBackend
from agent_console.domain.chat import Author, ClientId, Conversation, Message, Mode
from agent_console.domain.events import ConversationOpened, Event, MessageArrived, QueueChanged
from agent_console.domain.outbox import Acknowledged, Intent

PATIENCE = 60
"""Seconds; far more than anything here takes, it only ends a test that would wait for ever."""


class Agent:
    """What an agent holds and has read, by the customer's name."""

    def __init__(self, backend: HubBackend) -> None:
        self._backend = backend
        self._news = asyncio.Condition()
        self._sent: dict[str, int] = {}
        self.held: dict[str, Conversation] = {}
        self.read: dict[str, list[str]] = {}
        self.seen: list[Event] = []
        """What was told besides messages."""

    async def until_said(self, name: str, text: str) -> None:
        """Wait until the customer has said that."""
        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait_for(lambda: text in self.read.get(name, []))

    async def until_held(self, people: int) -> None:
        """Wait until the agent holds that many conversations."""
        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait_for(lambda: len(self.held) >= people)

    async def until_seen(self, condition: Callable[[Event], bool]) -> None:
        """Wait until something else than a message has been told."""
        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait_for(lambda: any(condition(event) for event in self.seen))

    async def reply(self, name: str, text: str) -> None:
        """Reply to the customer."""
        conversation = self.held[name]
        self._sent[name] = self._sent.get(name, 0) + 1
        key, now = ClientId(uuid.uuid4().hex), datetime.now(UTC)
        target = (conversation.id, conversation.customer.id, conversation.fence)
        result = await self._backend.send(Intent(key, *target, Mode.REPLY, text, now, self._sent[name]))
        assert isinstance(result, Acknowledged), result

    async def work(self) -> None:
        """Take everybody who comes and read what they say."""
        async for event in self._backend.events():
            match event:
                case QueueChanged(waiting) if waiting:
                    await self._backend.take(waiting[0].conversation)
                case ConversationOpened(conversation, arrivals):
                    self.held[conversation.customer.name] = conversation
                    self._note(conversation, *(arrival.message for arrival in arrivals))
                case MessageArrived(held, message):
                    self._note(self._by_id(held), message)
                case _:
                    self.seen.append(event)
            async with self._news:
                self._news.notify_all()

    async def leave(self) -> None:
        """Go home; `work` ends."""
        await self._backend.aclose()

    def _by_id(self, wanted: str) -> Conversation:
        return next(conversation for conversation in self.held.values() if conversation.id == wanted)

    def _note(self, conversation: Conversation, *messages: Message) -> None:
        lines = self.read.setdefault(conversation.customer.name, [])
        lines.extend(message.text for message in messages if message.author is Author.CUSTOMER)


@asynccontextmanager
async def at_work(url: str, token: str) -> AsyncIterator[Agent]:
    """Have an agent at work while inside."""
    agent = Agent(HubBackend(url, token, device=uuid.uuid4().hex))
    async with asyncio.TaskGroup() as group:
        group.create_task(agent.work())
        try:
            yield agent
        finally:
            await agent.leave()
