"""A console without a screen: folds one backend's events into a real desk."""

import asyncio
import itertools
import time
from collections.abc import Callable
from datetime import UTC, datetime

from agent_console.domain.chat import ClientId, ConversationId, Mode
from agent_console.domain.desk import Desk
from agent_console.domain.events import Event, Link
from agent_console.domain.outbox import Intent
from agent_console.ports import ChatBackend

PATIENCE_SECONDS = 20
"""Far more than anything takes; it ends a test that would wait for ever."""


class Console:
    """What an agent would see."""

    def __init__(self, backend: ChatBackend) -> None:
        self.backend = backend
        self.desk = Desk()
        self.seen: list[Event] = []
        self.running = asyncio.create_task(self._run())
        self._stirred = asyncio.Event()
        self._ids = itertools.count(1)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until the events so far have brought something about."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not condition():
                self._stirred.clear()
                await self._stirred.wait()

    async def online(self) -> None:
        """Wait for the connection."""
        await self.until(lambda: self.desk.link is Link.ONLINE)

    async def offline(self) -> None:
        """Wait for the connection's loss."""
        await self.until(lambda: self.desk.link is Link.OFFLINE)

    async def holds(self, conversation: ConversationId) -> None:
        """Wait until a conversation is on the desk."""
        await self.until(lambda: conversation in self.desk)

    async def reads(self, conversation: ConversationId, head: int) -> None:
        """Wait until a conversation has that many messages on the desk."""
        await self.until(lambda: conversation in self.desk and self.desk[conversation].head >= head)

    def typing(self, conversation: ConversationId) -> bool:
        """Whether the customer is seen to write."""
        return self.desk.typing(conversation, time.monotonic()) is not None

    def texts(self, conversation: ConversationId) -> list[str]:
        """Return what the transcript shows; a hole in it fails in the desk itself."""
        return [message.text for message in self.desk[conversation].messages]

    def intent(self, conversation: ConversationId, text: str, number: int, client_id: str = "") -> Intent:
        """Return a reply bound to a held conversation as it is now."""
        held = self.desk[conversation]
        return Intent(
            client_id=ClientId(client_id or f"reply-{next(self._ids)}-{id(self)}"),
            conversation=conversation,
            customer=held.customer.id,
            fence=held.fence,
            mode=Mode.REPLY,
            text=text,
            accepted_at=datetime.now(UTC),
            number=number,
        )

    async def close(self) -> None:
        """Leave; an error in the backend surfaces here."""
        await self.backend.aclose()
        await self.running

    async def _run(self) -> None:
        try:
            async for event in self.backend.events():
                self.desk.apply(event, time.monotonic())
                self.seen.append(event)
                self._stirred.set()
        finally:
            self._stirred.set()
