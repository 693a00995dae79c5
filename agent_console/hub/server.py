"""The hub's program: sockets, store and tasks put together, started and stopped."""

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path

from websockets.asyncio.server import Server
from websockets.asyncio.server import serve as listen

from agent_console.hub.clock import HubClock
from agent_console.hub.database.opening import store_at
from agent_console.hub.doorway import Doorway
from agent_console.hub.files.caretaker import Caretaker
from agent_console.hub.files.delivery import Deliveries
from agent_console.hub.files.page import FilePage
from agent_console.hub.files.upload import UploadDesk
from agent_console.hub.live.floor import Floor
from agent_console.hub.live.reception import Reception
from agent_console.hub.neighbour.choice import neighbours_at
from agent_console.hub.premises import Companion, Page, Premises
from agent_console.hub.settings import HubSettings
from agent_console.wire.close_code import CloseCode
from agent_console.wire.limit import FRAME_BYTES

OPEN_SECONDS = 5
"""For the whole HTTP handshake, so that half handshakes do not pile up."""
CLOSE_SECONDS = 1
PING_SECONDS = 10.0
"""Between two pings of a client. They follow each client's own arrival, which is spread already."""
PONG_SECONDS = 10.0
"""How long a client may take to answer a ping, behind everything that was sent to it before.

A program that hangs while its connection stands is noticed by nothing else; it counts as connected, and its
lease does not begin to run, for the two together at most. A client that is only slow must not be cut: one
that is busy for longer than `SILENCE_SECONDS` takes the hub for gone itself, and each frame of a large
catch-up has to leave in `SLOW_SECONDS`; both are well below this.
"""
READ_AHEAD = 8
"""Frames that are read before the client's earlier ones are taken up."""

logger = logging.getLogger(__name__)


async def serve(
    settings: HubSettings, companions: Sequence[Companion] = (), pages: Sequence[Page] = ()
) -> None:
    """Run a hub until SIGTERM or SIGINT; clients are told that it restarts.

    Raises `StoreError` when the database cannot be used, and OSError when the port cannot.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with running(settings, companions, pages) as port:
        logger.info("hub on ws://%s:%d", settings.host, port)
        await stop.wait()
    logger.info("hub stopped")


@asynccontextmanager
async def running(
    settings: HubSettings, companions: Sequence[Companion] = (), pages: Sequence[Page] = ()
) -> AsyncIterator[int]:
    """Run a hub inside the caller's loop and yield its port; a failing task of the hub ends the caller."""
    clock = HubClock()
    with (
        store_at(settings.database, clock) as store,
        closing(UploadDesk(settings.file_folder, settings.files, clock, settings.database)) as files,
    ):
        neighbours = neighbours_at(settings.database)
        floor = Floor(settings, store, clock, neighbours)
        reception = Reception(settings, store, clock, files, floor)
        premises = Premises(settings, store, clock, floor.switchboard, files, neighbours)
        caretaker, deliveries = Caretaker(files, store), Deliveries()
        doorway = Doorway(settings.origins, pages, FilePage(files, caretaker, deliveries))
        server = await _listening(settings, reception, doorway)
        port = await _announced(settings.port_file, server)
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(store.run(floor.publish)),
                *(group.create_task(job()) for job in floor.jobs),
                group.create_task(caretaker.run()),
                group.create_task(deliveries.run()),
                *(group.create_task(companion(premises)) for companion in companions),
            ]
            try:
                yield port
            finally:
                # The store still commits while the connections end: what is under way gets its answer.
                server.close(code=CloseCode.RESTART, reason="the hub restarts")
                await server.wait_closed()
                for task in tasks:
                    task.cancel()


async def _listening(settings: HubSettings, reception: Reception, doorway: Doorway) -> Server:
    return await listen(
        reception.receive,
        settings.host,
        settings.port,
        process_request=doorway.answer,
        compression=None,
        open_timeout=OPEN_SECONDS,
        close_timeout=CLOSE_SECONDS,
        ping_interval=PING_SECONDS,
        ping_timeout=PONG_SECONDS,
        max_size=FRAME_BYTES,
        max_queue=READ_AHEAD,
        logger=_socket_logger(),
    )


async def _announced(port_file: Path | None, server: Server) -> int:
    """Return the port, and write it whole or not at all: whoever waits for the file reads it at once."""
    port: int = server.sockets[0].getsockname()[1]
    if port_file is not None:
        draft = port_file.with_name(f".{port_file.name}.{os.getpid()}")
        try:
            draft.write_text(f"{port}\n")
            draft.replace(port_file)
        except OSError as error:
            server.close()
            await server.wait_closed()
            raise OSError(error.errno, f"the port file {port_file}: {error.strerror}") from error
    return port


def _socket_logger() -> logging.Logger:
    """Return a logger for the socket library: no frames, and no traceback for a bad handshake."""
    quiet = logging.getLogger(f"{__name__}.socket")
    quiet.setLevel(logging.WARNING)
    quiet.addFilter(_brief)
    return quiet


def _brief(record: logging.LogRecord) -> bool:
    """Take the traceback off what a stranger at the port can cause."""
    if record.getMessage() == "opening handshake failed":
        record.exc_info = None
        record.levelno, record.levelname = logging.INFO, "INFO"
    return True
