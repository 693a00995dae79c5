"""Brings one receiver everything that it wants, in order, until it takes nothing for too long."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence

from agent_console.config import WebhookSettings
from agent_console.hub.clock import HubClock
from agent_console.hub.command import UpdateWebhook
from agent_console.hub.rest.webhook import signature
from agent_console.hub.rest.webhook.event import Event
from agent_console.hub.rest.webhook.feed import Due, Feed
from agent_console.hub.store import Store, UnreadableError
from agent_console.hub.webhook import Webhook
from agent_console.wire.backoff import Backoff

LOOK_SECONDS = 0.5
"""Between two looks for what is new."""
LONGEST_WAIT_SECONDS = 600.0

Carry = Callable[[str, Mapping[str, str], bytes], Awaitable[str]]
"""Brings headers and a body to a url; returns why it was not taken, and nothing when it was."""

logger = logging.getLogger(__name__)


class Delivery:
    """Serves one webhook; the same event comes again until it is taken, and the next one only then."""

    def __init__(
        self, webhook: Webhook, store: Store, clock: HubClock, settings: WebhookSettings, carry: Carry
    ) -> None:
        self._webhook = webhook
        self._store = store
        self._clock = clock
        self._attempts = settings.attempts
        self._backoff = Backoff(base=settings.retry.total_seconds(), cap=LONGEST_WAIT_SECONDS)
        self._carry = carry
        self._failures = webhook.failures

    async def run(self) -> None:
        """Bring events until cancelled, or until the receiver is given up."""
        feed = Feed(self._store, self._webhook.id)
        while True:
            page = await self._page(feed)
            passed: dict[str, Due] = {}
            for due in page:
                if not self._wants(due.event):
                    passed[due.feed] = due
                elif await self._deliver(due.event):
                    await feed.told(due)
                else:
                    return
            for due in passed.values():
                await feed.told(due)
            if not page:
                await asyncio.sleep(LOOK_SECONDS)

    async def _page(self, feed: Feed) -> Sequence[Due]:
        try:
            return await feed.page()
        except UnreadableError as error:
            logger.warning("webhook %s waits: %s", self._webhook.id, error)
            return ()

    def _wants(self, event: Event) -> bool:
        return not self._webhook.events or event.type in self._webhook.events

    async def _deliver(self, event: Event) -> bool:
        """Bring an event, again and again if need be; returns whether it was taken in the end."""
        body = event.model_dump_json(exclude_none=True).encode()
        while failure := await self._attempt(event, body):
            self._failures += 1
            dead = self._failures >= self._attempts
            await self._store.commit(UpdateWebhook(self._webhook.id, self._failures, failure, dead))
            if dead:
                logger.warning("webhook %s is given up: %s", self._webhook.id, failure)
                return False
            await asyncio.sleep(self._backoff.delay())
        if self._failures:
            self._failures = 0
            await self._store.commit(UpdateWebhook(self._webhook.id, 0, "", dead=False))
        self._backoff.proved()
        return True

    async def _attempt(self, event: Event, body: bytes) -> str:
        seconds = self._clock.now_ms() // 1000
        headers = signature.headers(self._webhook.secret, event.id, seconds, body)
        return await self._carry(self._webhook.url, headers, body)
