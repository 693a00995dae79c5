"""One delivery for each webhook, begun and ended as webhooks come and go."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from functools import partial

import httpx

from agent_console.config import WebhookSettings
from agent_console.hub.clock import HubClock
from agent_console.hub.rest.webhook.courier import carry, open_client
from agent_console.hub.rest.webhook.delivery import Delivery
from agent_console.hub.store import Store, UnreadableError

REVOKED_SECONDS = 0.5
"""Between two looks whether every webhook's program may still be told."""

logger = logging.getLogger(__name__)


class Dispatch:
    """Sends events to every webhook that is not dead."""

    def __init__(self, settings: WebhookSettings, store: Store, clock: HubClock) -> None:
        self._settings = settings
        self._store = store
        self._clock = clock
        self._changed = asyncio.Event()
        self._deliveries: dict[str, asyncio.Task[None]] = {}

    def changed(self) -> None:
        """Look at the webhooks again: one was made, removed or revived."""
        self._changed.set()

    async def run(self) -> None:
        """Send events until cancelled."""
        seconds = self._settings.timeout.total_seconds()
        async with open_client(seconds) as client, asyncio.TaskGroup() as group:
            while True:
                self._changed.clear()
                try:
                    await self._begin(group, client)
                except UnreadableError as error:
                    logger.warning("webhooks wait: %s", error)
                with suppress(TimeoutError):
                    async with asyncio.timeout(REVOKED_SECONDS):
                        await self._changed.wait()

    async def _begin(self, group: asyncio.TaskGroup, client: httpx.AsyncClient) -> None:
        """Begin a delivery for each living webhook that has none, and end those that are gone."""
        living = {webhook.id: webhook for webhook in await self._store.webhooks() if not webhook.dead}
        self._deliveries = {key: task for key, task in self._deliveries.items() if not task.done()}
        for gone in self._deliveries.keys() - living.keys():
            self._deliveries.pop(gone).cancel()
            logger.info("webhook %s: nothing more is sent", gone)
        for new in living.keys() - self._deliveries.keys():
            delivery = Delivery(
                living[new], self._store, self._clock, self._settings, partial(self._carry, client)
            )
            self._deliveries[new] = group.create_task(delivery.run())

    async def _carry(
        self, client: httpx.AsyncClient, url: str, headers: Mapping[str, str], body: bytes
    ) -> str:
        allowed, seconds = self._settings.networks, self._settings.timeout.total_seconds()
        return await carry(client, url, headers, body, allowed, seconds)
