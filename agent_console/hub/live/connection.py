"""One client's socket: what goes out waits in a bounded queue, what comes in is decoded and answered."""

import asyncio
import logging
import math
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from agent_console.domain.action import QuestionId
from agent_console.domain.chat import ConversationId
from agent_console.hub.store import UnreadableError
from agent_console.wire import codec
from agent_console.wire.close_code import CloseCode
from agent_console.wire.error import FrameError
from agent_console.wire.frame import Facts, Frame, Heads, Messages, Opened, Trouble

QUEUE = 200
"""Frames that may wait for one client."""
HINTS = 20
"""Frames that may wait for a client who still gets what is only worth something at once."""
SLOW_SECONDS = 3.0
"""How long one frame may take to leave before the client is cut off."""
HEARTBEAT_SECONDS = 1.5
"""About the time between two `Heads`."""
BEAT_SPREAD = 0.25
"""The part of it by which each is moved at most, so that those of many clients spread."""
QUIET_BEATS = 2
"""Of `Heads` that say what the ones before did, only every so manieth goes out.

Most customers write and hear nothing for most of the time, and what they cost a hub is these. No client may
miss so many of them that it takes the hub for gone.
"""
STEP_SECONDS = 0.05
"""Between the moments at which heartbeats leave; those of one moment must not hold up a message for long."""
STRIKES = 3
"""Frames that are not understood, until the connection is closed."""
AT_ONCE = 32
"""Frames of one client that are worked on at the same time."""

TOO_SLOW = "the client reads too slowly; come back and resume"
DISMISSED = "the hub has missed something; come back and resume"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CatchUp:
    """Stands in the queue for a conversation's messages after a sequence, read when their turn comes."""

    conversation: ConversationId
    after: int = 0


@dataclass(frozen=True, slots=True)
class Update:
    """Stands in the queue for how a conversation is, besides its messages, when its turn comes."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class Consult:
    """Stands in the queue for a colleague's question."""

    question: QuestionId


Lookup = CatchUp | Update | Consult
Handler = Callable[[Frame], Awaitable[None]]
Job = Callable[[], Coroutine[None, None, None]]
Fetch = Callable[[Lookup], AsyncIterator[Frame]]
Pace = Callable[[Frame, int], float]


def at_once(frame: Frame, size: int) -> float:
    """Return that the next frame may come without a pause."""
    return 0.0


class CutOffError(Exception):
    """The client is sent away and told these words; it may come back and resume where it was."""


class Connection:
    """A client who has said hello."""

    def __init__(self, socket: ServerConnection, fetch: Fetch, pace: Pace = at_once) -> None:
        """`fetch` turns a lookup into frames.

        `pace` gets each frame with its size in bytes, and returns for how many seconds nothing more is
        read from the client.
        """
        self._socket = socket
        self._fetch = fetch
        self._pace = pace
        self._waiting: asyncio.Queue[Frame | Lookup] = asyncio.Queue(QUEUE)
        self._updates: set[Update] = set()
        """Those in the queue: what is read later serves every change before."""
        self._heads: dict[str, int] = {}
        self._overflowed = False
        self._dismissed = False
        self._strikes = 0
        self._slots = asyncio.Semaphore(AT_ONCE)

    def put(self, item: Frame | Lookup) -> None:
        """Have something sent in its turn; a client whose queue is full is cut off instead."""
        if isinstance(item, Update):
            if item in self._updates:
                return
            self._updates.add(item)
        self._follow(item)
        try:
            self._waiting.put_nowait(item)
        except asyncio.QueueFull:
            self._overflowed = True

    def hint(self, frame: Frame) -> None:
        """Have something sent that may be lost; a client who lags behind does not get it."""
        if self._waiting.qsize() < HINTS:
            self.put(frame)

    def dismiss(self) -> None:
        """Have the client come back, and read everything that it does not have yet."""
        self._dismissed = True
        self.put(Heads({}))

    def forget(self, conversation: ConversationId) -> None:
        """Leave a conversation out of the heartbeat from now on."""
        self._heads.pop(conversation, None)

    async def send(self, item: Frame | Lookup) -> None:
        """Send something now; raises `CutOffError` when the client does not take it or is dismissed."""
        if isinstance(item, Lookup):
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
        except* CutOffError as trouble:
            logger.info("a client was cut off: %s", trouble.exceptions[0])
            await self.hang_up(CloseCode.LATER, str(trouble.exceptions[0]))
        except* UnreadableError as trouble:
            logger.warning("a client was sent away: %s", trouble.exceptions[0])
            await self.hang_up(CloseCode.LATER, "the hub cannot read at the moment; come back and resume")
        except* ConnectionClosed:
            pass  # the far end has gone; whatever it missed, it resumes

    async def _read(self, handle: Handler, group: asyncio.TaskGroup) -> None:
        async for data in self._socket:
            try:
                frame = codec.decode(data)
            except FrameError as error:
                await self._complain(str(error))
                continue
            await self._slots.acquire()
            # Tasks start in the order they are made, and a command has its place before its first wait.
            group.create_task(self._answer(frame, handle))
            if pause := self._pace(frame, len(data.encode() if isinstance(data, str) else data)):
                await self._rest(pause)

    async def _rest(self, seconds: float) -> None:
        """Read nothing for a while, unless the connection ends before."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._socket.wait_closed()

    async def _answer(self, frame: Frame, handle: Handler) -> None:
        try:
            await handle(frame)
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
            item = await self._waiting.get()
            if isinstance(item, Update):
                self._updates.discard(item)
            await self.send(item)

    async def _transmit(self, frame: Frame) -> None:
        try:
            async with asyncio.timeout(SLOW_SECONDS):
                await self._socket.send(codec.encode(frame))
        except TimeoutError:
            raise CutOffError(TOO_SLOW) from None
        if self._overflowed:
            raise CutOffError(TOO_SLOW)
        if self._dismissed:
            raise CutOffError(DISMISSED)

    async def _beat(self) -> None:
        told: dict[str, int] | None = None
        repeated = 0
        while True:
            await in_step(HEARTBEAT_SECONDS * random.uniform(1 - BEAT_SPREAD, 1 + BEAT_SPREAD))
            repeated = repeated + 1 if told == self._heads else 0
            if repeated % QUIET_BEATS == 0:
                told = dict(self._heads)
                self.put(Heads(told))

    def _follow(self, item: Frame | Lookup) -> None:
        """Remember the newest sequence of each conversation that the client should know."""
        match item:
            case Messages(conversation, (*_, last)) | Opened(Facts(id=conversation), (*_, last)):
                self._heads[conversation] = max(last.sequence, self._heads.get(conversation, 0))
            case _:
                pass  # everything else brings no messages


async def in_step(seconds: float) -> None:
    """Sleep so long and up to a step more: all who wake in the same step cost the process one waking."""
    now = asyncio.get_running_loop().time()
    await asyncio.sleep(math.ceil((now + seconds) / STEP_SECONDS) * STEP_SECONDS - now)
