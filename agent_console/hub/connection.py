"""One client's socket: what goes out waits in a bounded queue, what comes in is decoded and answered."""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from dataclasses import dataclass

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from agent_console.domain.chat import ConversationId
from agent_console.wire import codec
from agent_console.wire.close_code import CloseCode
from agent_console.wire.error import FrameError
from agent_console.wire.frame import Facts, Frame, Heads, Messages, Opened, Trouble

QUEUE = 200
"""Frames that may wait for one client."""
SLOW_SECONDS = 3.0
"""How long one frame may take to leave before the client is cut off."""
HEARTBEAT_SECONDS = 1.5
"""About the time between two `Heads`; each is moved by up to a quarter, so that they spread."""
STRIKES = 3
"""Frames that are not understood, until the connection is closed."""
AT_ONCE = 32
"""Frames of one client that are worked on at the same time."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CatchUp:
    """Stands in the queue for a conversation's messages after a sequence, read when their turn comes."""

    conversation: ConversationId
    after: int = 0


Handler = Callable[[Frame], Awaitable[None]]
Job = Callable[[], Coroutine[None, None, None]]
Fetch = Callable[[CatchUp], AsyncIterator[Frame]]


class SlowClientError(Exception):
    """The client does not read; it may come back and resume where it was."""


class Connection:
    """A client who has said hello."""

    def __init__(self, socket: ServerConnection, fetch: Fetch) -> None:
        """`fetch` turns a `CatchUp` into frames."""
        self._socket = socket
        self._fetch = fetch
        self._waiting: asyncio.Queue[Frame | CatchUp] = asyncio.Queue(QUEUE)
        self._heads: dict[str, int] = {}
        self._overflowed = False
        self._strikes = 0
        self._slots = asyncio.Semaphore(AT_ONCE)

    def put(self, item: Frame | CatchUp) -> None:
        """Have something sent in its turn; a client whose queue is full is cut off instead."""
        self._follow(item)
        try:
            self._waiting.put_nowait(item)
        except asyncio.QueueFull:
            self._overflowed = True

    def forget(self, conversation: ConversationId) -> None:
        """Leave a conversation out of the heartbeat from now on."""
        self._heads.pop(conversation, None)

    async def send(self, item: Frame | CatchUp) -> None:
        """Send something now; raises `SlowClientError` when the client does not take it."""
        if isinstance(item, CatchUp):
            async for frame in self._fetch(item):
                self._follow(frame)
                await self._transmit(frame)
        else:
            await self._transmit(item)

    async def hang_up(self, code: CloseCode, reason: str) -> None:
        """End the connection; `run` returns."""
        await self._socket.close(code, reason)

    async def run(self, handle: Handler, *beside: Job) -> None:
        """Serve the client, and run some jobs beside, until the connection ends."""
        try:
            async with asyncio.TaskGroup() as group:
                helpers = [group.create_task(job()) for job in (self._drain, self._beat, *beside)]
                await self._read(handle, group)
                for helper in helpers:
                    helper.cancel()
        except* SlowClientError:
            logger.info("a client read too slowly and was cut off")
            await self.hang_up(CloseCode.LATER, "the client reads too slowly; come back and resume")
        except* ConnectionClosed:
            pass  # the far end has gone; whatever it missed, it resumes

    async def _read(self, handle: Handler, group: asyncio.TaskGroup) -> None:
        async for data in self._socket:
            await self._slots.acquire()
            # Tasks start in the order they are made, and a command has its place before its first wait.
            group.create_task(self._answer(data, handle))

    async def _answer(self, data: str | bytes, handle: Handler) -> None:
        try:
            await handle(codec.decode(data))
        except FrameError as error:
            await self._complain(str(error))
        finally:
            self._slots.release()

    async def _complain(self, reason: str) -> None:
        self.put(Trouble(reason))
        self._strikes += 1
        if self._strikes >= STRIKES:
            await self.hang_up(CloseCode.POLICY, f"{STRIKES} frames were not understood")

    async def _drain(self) -> None:
        while True:
            await self.send(await self._waiting.get())

    async def _transmit(self, frame: Frame) -> None:
        try:
            async with asyncio.timeout(SLOW_SECONDS):
                await self._socket.send(codec.encode(frame))
        except TimeoutError:
            raise SlowClientError from None
        if self._overflowed:
            raise SlowClientError

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS * random.uniform(0.75, 1.25))
            self.put(Heads(dict(self._heads)))

    def _follow(self, item: Frame | CatchUp) -> None:
        """Remember the newest sequence of each conversation that the client should know."""
        match item:
            case Messages(conversation, (*_, last)) | Opened(Facts(id=conversation), (*_, last)):
                self._heads[conversation] = max(last.sequence, self._heads.get(conversation, 0))
            case _:
                pass  # everything else brings no messages
