"""An agent who owns nothing and sends into everybody's conversations, with every fact right but ownership."""

import asyncio
import random
import uuid

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from agent_console.domain.chat import ClientId, ConversationId
from agent_console.domain.customer import CustomerId
from agent_console.wire import codec
from agent_console.wire.frame import AgentHello, Refusal, Send
from agent_console.wire.limit import CLIENT_FRAME_BYTES
from benchmarks.storage import Storage

SECONDS_BETWEEN_TRIES = 0.01
SECONDS_TO_COME_BACK = 0.2


class Trespasser:
    """Reads customers and fences from the hub's own database, and tries them, until cancelled."""

    def __init__(self, url: str, token: str, storage: Storage) -> None:
        self.tries = 0
        self.refused = 0
        self._url = url
        self._token = token
        self._storage = storage

    async def work(self) -> None:
        """Try, and come back whenever the hub was away."""
        while True:
            try:
                async with connect(
                    self._url, compression=None, max_size=CLIENT_FRAME_BYTES, proxy=None
                ) as socket:
                    await socket.send(codec.encode(AgentHello(self._token, uuid.uuid4().hex)))
                    await self._try_all(socket)
            except* (OSError, ConnectionClosed, InvalidHandshake):
                await asyncio.sleep(SECONDS_TO_COME_BACK)

    async def _try_all(self, socket: ClientConnection) -> None:
        async with asyncio.TaskGroup() as group:
            listening = group.create_task(self._listen(socket))
            try:
                while not listening.done():
                    for target in await self._targets():
                        await socket.send(codec.encode(target))
                        self.tries += 1
                        await asyncio.sleep(SECONDS_BETWEEN_TRIES)
                    await asyncio.sleep(SECONDS_BETWEEN_TRIES)
            finally:
                listening.cancel()

    async def _listen(self, socket: ClientConnection) -> None:
        async for data in socket:
            self.refused += isinstance(codec.decode(data), Refusal)

    async def _targets(self) -> list[Send]:
        """Return a send for some conversations: under the fence of now, of before, or of next."""
        rows = await self._storage.rows(
            "SELECT id, customer, fence FROM conversation ORDER BY random() LIMIT 20"
        )
        return [
            Send(
                ConversationId(conversation),
                CustomerId(customer),
                max(0, fence + random.choice((0, 0, 0, -1, 1))),
                ClientId(uuid.uuid4().hex),
                1,
                "from somebody else",
            )
            for conversation, customer, fence in rows
        ]
