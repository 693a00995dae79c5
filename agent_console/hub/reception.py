"""Every client passes here: hello, admission, and then its side of the hub."""

import logging
from functools import partial

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from agent_console.hub import admission
from agent_console.hub.agent_side import AgentSide
from agent_console.hub.bucket import Buckets
from agent_console.hub.clock import HubClock
from agent_console.hub.connection import Connection, SlowClientError
from agent_console.hub.customer_side import CustomerSide
from agent_console.hub.files.upload import UploadDesk
from agent_console.hub.history import History
from agent_console.hub.queue_board import QueueBoard
from agent_console.hub.settings import HubSettings
from agent_console.hub.store import Store
from agent_console.hub.switchboard import Switchboard
from agent_console.wire.close_code import CloseCode
from agent_console.wire.frame import AgentHello, CustomerHello

LONGEST_REASON = 123
"""Bytes that a WebSocket close reason may have."""

logger = logging.getLogger(__name__)


class Reception:
    """Receives the hub's sockets, each in a task of its own."""

    def __init__(self, settings: HubSettings, store: Store, clock: HubClock, files: UploadDesk) -> None:
        self._store = store
        self._clock = clock
        self._files = files
        self._history = History(store, clock)
        self._buckets = Buckets(settings.customer_rate, settings.customer_burst)
        self.board = QueueBoard(store, clock)
        self.switchboard = Switchboard(self._history.entry, self.board.changed)

    async def receive(self, socket: ServerConnection) -> None:
        """Serve one client until it goes."""
        try:
            match await admission.hello(socket):
                case AgentHello() as hello:
                    await self._serve_agent(socket, hello)
                case CustomerHello() as hello:
                    await self._serve_customer(socket, hello)
        except admission.AdmissionError as refusal:
            logger.info("turned away: %s", refusal.reason)
            await socket.close(refusal.code, _short(refusal.reason))
        except SlowClientError:
            await socket.close(CloseCode.LATER, "the client reads too slowly; come back and resume")
        except ConnectionClosed:
            logger.debug("a client went before it was in")

    async def _serve_agent(self, socket: ServerConnection, hello: AgentHello) -> None:
        account = await admission.agent(self._store, hello)
        connection = Connection(socket, partial(self._history.for_agent, account.id))
        side = AgentSide(account, hello, connection, self._store)
        logger.info("agent %s came", account.name)
        # First heard, then read: what is committed in between waits in the connection's queue.
        with self.switchboard.agent(account.id, connection):
            await side.welcome(hello, self.board)
            await connection.run(side.handle, side.watch)
        logger.info("agent %s went", account.name)

    async def _serve_customer(self, socket: ServerConnection, hello: CustomerHello) -> None:
        joined = await admission.customer(self._store, hello)
        connection = Connection(socket, partial(self._history.for_customer, joined.conversation))
        side = CustomerSide(joined, hello.device, connection, self._store, self._buckets, self._clock)
        with self.switchboard.customer(joined.customer, connection):
            await side.welcome(hello)
            await connection.run(side.handle)


def _short(reason: str) -> str:
    """Cut a reason to what a close frame holds."""
    return reason.encode()[:LONGEST_REASON].decode(errors="ignore")
