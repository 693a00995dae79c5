"""Sends files to those who fetch them: past the socket library, without keeping them in memory."""

import asyncio
import logging
import socket
from dataclasses import dataclass
from functools import partial

from websockets.asyncio.server import ServerConnection

from agent_console.hub.files.upload import Stored

AT_ONCE = 64
"""Files that are on their way out at the same time; who comes then is told to come again."""
PIECE_BYTES = 256 * 1024
PIECE_SECONDS = 30.0
"""How long a reader may take for each piece: who does not read must not keep others from it."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file on its way out."""

    line: socket.socket
    head: bytes
    stored: Stored

    async def run(self) -> None:
        """Send head and content, and hang up; a reader who goes or hardly reads is let go."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(PIECE_SECONDS):
                await loop.sock_sendall(self.line, self.head)
            for place in range(0, self.stored.file.size, PIECE_BYTES):
                async with asyncio.timeout(PIECE_SECONDS):
                    await loop.sock_sendfile(self.line, self.stored.content, place, PIECE_BYTES)
            self.line.shutdown(socket.SHUT_WR)
        except TimeoutError:
            logger.info("a file was not fetched to its end: the reader was too slow")
        except OSError as error:
            logger.info("a file was not fetched to its end: %s", error)

    def close(self) -> None:
        """Let go of the connection and of the file."""
        self.line.close()
        self.stored.content.close()


class Deliveries:
    """Runs deliveries, as many as there may be."""

    def __init__(self) -> None:
        self._begun: asyncio.Queue[Delivery] = asyncio.Queue()
        self._under_way = 0
        self._ended = False

    async def begin(self, connection: ServerConnection, head: bytes, stored: Stored) -> bool:
        """Take a connection over from its library, and send a file on it; False when that cannot be.

        There may be too many on their way out, or the hub ends. The file is closed in any case.
        """
        line = self._line(connection)
        if line is None:
            stored.content.close()
            return False
        self._under_way += 1
        self._begun.put_nowait(Delivery(line, head, stored))
        # The library closes its own handle; the connection lives on by the other one.
        connection.transport.abort()
        await connection.wait_closed()
        return True

    async def run(self) -> None:
        """Send what is to be sent, until cancelled; to be run once, supervised."""
        try:
            async with asyncio.TaskGroup() as group:
                while True:
                    delivery = await self._begun.get()
                    task = group.create_task(delivery.run())
                    # Even a task that is cancelled before its first step ends here.
                    task.add_done_callback(partial(self._end, delivery))
        finally:
            self._ended = True
            while not self._begun.empty():
                self._end(self._begun.get_nowait())

    def _line(self, connection: ServerConnection) -> socket.socket | None:
        """Return a handle of our own on a connection, if a delivery may begin on it."""
        if self._ended or self._under_way >= AT_ONCE or connection.transport.is_closing():
            # A reader who went while the file was looked for has left a transport without a socket.
            return None
        line: socket.socket = connection.transport.get_extra_info("socket").dup()
        line.setblocking(False)
        return line

    def _end(self, delivery: Delivery, _task: asyncio.Task[None] | None = None) -> None:
        delivery.close()
        self._under_way -= 1
