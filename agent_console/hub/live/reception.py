"""Every client passes here: hello, admission, and then its side of the hub."""

import logging
from functools import partial

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from agent_console.hub.clock import HubClock
from agent_console.hub.files.upload import UploadDesk
from agent_console.hub.live import admission, remote
from agent_console.hub.live.admission import AdmissionError
from agent_console.hub.live.agent_side import AgentSide
from agent_console.hub.live.allowance import Allowance
from agent_console.hub.live.bucket import Buckets
from agent_console.hub.live.connection import Connection, CutOffError
from agent_console.hub.live.customer_side import Counter, CustomerSide
from agent_console.hub.live.floor import Floor
from agent_console.hub.live.headcount import CrowdedError, Headcount
from agent_console.hub.live.outlook import AgentOutlook, CustomerOutlook
from agent_console.hub.settings import HubSettings
from agent_console.hub.store import Store, UnreadableError
from agent_console.wire.close_code import CloseCode
from agent_console.wire.frame import AgentHello, CustomerHello

NEWCOMERS_A_SECOND, NEWCOMER_BURST = 1.0, 100
"""Customers whom nobody knew before, from one address: each of them is kept for ever."""
LONGEST_REASON = 123
"""Bytes that a WebSocket close reason may have."""

logger = logging.getLogger(__name__)


class Reception:
    """Receives the hub's sockets, each in a task of its own."""

    def __init__(
        self, settings: HubSettings, store: Store, clock: HubClock, files: UploadDesk, floor: Floor
    ) -> None:
        self._store = store
        self._labels = frozenset(settings.details)
        self._clock = clock
        self._files = files
        self._floor = floor
        self._proxies = remote.networks(settings.trusted_proxies)
        self._headcount = Headcount(settings.customer_connections)
        self._newcomers = Buckets(NEWCOMERS_A_SECOND, NEWCOMER_BURST)
        self._allowance = Allowance(settings, clock)
        self._counter = Counter(settings, store, floor.switchboard, files, self._allowance)

    async def receive(self, socket: ServerConnection) -> None:
        """Serve one client until it goes."""
        try:
            match await admission.hello(socket):
                case AgentHello() as hello:
                    await self._serve_agent(socket, hello)
                case CustomerHello() as hello:
                    source = self._source(socket)
                    with self._headcount.one_more(source):
                        await self._count_newcomer(hello, source)
                        await self._serve_customer(socket, hello)
        except AdmissionError as refusal:
            logger.info("turned away: %s", refusal.reason)
            await socket.close(refusal.code, _short(refusal.reason))
        except CrowdedError:
            logger.info("turned away: too many customers from one address")
            await socket.close(CloseCode.LATER, "too many connections from your address; come back later")
        except CutOffError as error:
            logger.info("a client was cut off: %s", error)
            await socket.close(CloseCode.LATER, str(error))
        except UnreadableError as error:
            logger.warning("a client was sent away: %s", error)
            await socket.close(CloseCode.LATER, "the hub cannot read at the moment; come back")
        except ConnectionClosed:
            logger.debug("a client went before it was in")

    async def _serve_agent(self, socket: ServerConnection, hello: AgentHello) -> None:
        account, floor = await admission.agent(self._store, hello), self._floor
        outlook = AgentOutlook(account.id, self._store, floor.history, self._clock)
        connection = Connection(socket, outlook.look)
        side = AgentSide(account, hello, connection, self._store, floor.switchboard, self._files)
        logger.info("agent %s came", account.name)
        # First heard, then read: what is committed in between waits in the connection's queue.
        with floor.agent(account.id, connection):
            await side.welcome(outlook, floor.board, floor.roster)
            await connection.run(side.handle, side.watch)
        logger.info("agent %s went", account.name)

    async def _count_newcomer(self, hello: CustomerHello, source: str) -> None:
        """Count a customer who is new; raises `CrowdedError` when too many come from one address."""
        if not source or await self._store.customer(hello.customer) is not None:
            return
        if self._newcomers.take(source, self._clock.seconds()):
            raise CrowdedError(source)

    async def _serve_customer(self, socket: ServerConnection, hello: CustomerHello) -> None:
        joined, floor = await admission.customer(self._store, hello, self._labels), self._floor
        outlook = CustomerOutlook(joined.conversation, floor.history, floor.standings)
        connection = Connection(socket, outlook.look, partial(self._allowance.size, joined.customer))
        side = CustomerSide(joined, hello.device, connection, self._counter)
        with floor.customer(joined.conversation, connection):
            await side.welcome(hello)
            await connection.run(side.handle)

    def _source(self, socket: ServerConnection) -> str:
        forwarded = socket.request.headers.get_all("X-Forwarded-For") if socket.request else ()
        return remote.source(str(socket.remote_address[0]), forwarded, self._proxies)


def _short(reason: str) -> str:
    """Cut a reason to what a close frame holds."""
    return reason.encode()[:LONGEST_REASON].decode(errors="ignore")
