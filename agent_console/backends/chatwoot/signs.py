"""Signs of writing, both ways: a customer's are repeated while they count, the agent's are ended."""

import asyncio
import logging
import time
from collections.abc import Callable

from agent_console.backends.chatwoot.api import Api
from agent_console.backends.chatwoot.facts import conversation_id
from agent_console.backends.chatwoot.fault import ChatwootError
from agent_console.backends.chatwoot.pace import Pace
from agent_console.domain.events import CustomerTyping, Event

logger = logging.getLogger(__name__)


class Signs:
    """Who writes in which conversation, until they stop or are not heard of."""

    def __init__(self, api: Api, tell: Callable[[Event], None], pace: Pace) -> None:
        self._api = api
        self._tell = tell
        self._pace = pace
        self._customers: dict[int, float] = {}
        self._agent: dict[int, float] = {}
        self._stirred = asyncio.Event()

    def customer(self, conversation: int, on: bool) -> None:
        """Note that a customer began to write, or stopped."""
        if on:
            self._customers[conversation] = time.monotonic() + self._pace.typing_expiry
            self._tell(CustomerTyping(conversation_id(conversation)))
            self._stirred.set()
        else:
            self._customers.pop(conversation, None)

    async def agent(self, conversation: int) -> None:
        """Tell a customer that the agent writes; may be lost."""
        self._agent[conversation] = time.monotonic() + self._pace.typing_off
        self._stirred.set()
        await self._toggle(conversation, "on")

    def sent(self, conversation: int) -> None:
        """Note that the agent's message is there, which ends the sign by itself."""
        self._agent.pop(conversation, None)

    async def run(self) -> None:
        """Repeat and end signs until cancelled."""
        while True:
            if not self._customers and not self._agent:
                self._stirred.clear()
                await self._stirred.wait()
            await asyncio.sleep(self._pace.typing)
            now = time.monotonic()
            self._customers = {key: until for key, until in self._customers.items() if until > now}
            for conversation in self._customers:
                self._tell(CustomerTyping(conversation_id(conversation)))
            for conversation in [key for key, until in self._agent.items() if until <= now]:
                del self._agent[conversation]
                await self._toggle(conversation, "off")

    async def _toggle(self, conversation: int, status: str) -> None:
        body = {"typing_status": status, "is_private": False}
        try:
            await self._api.post(f"conversations/{conversation}/toggle_typing_status", body)
        except ChatwootError as error:
            logger.debug("a sign of writing was lost: %s", error.code)
