"""A client's line to a hub: it comes back by itself, and says in words why it is down."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import NoReturn

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus, InvalidURI
from websockets.uri import parse_uri

from agent_console.domain.events import Link, LinkChanged
from agent_console.texts import _
from agent_console.wire import codec
from agent_console.wire.backoff import Backoff
from agent_console.wire.close_code import CloseCode
from agent_console.wire.error import FrameError
from agent_console.wire.frame import AgentWelcome, CustomerWelcome, Frame
from agent_console.wire.limit import CLIENT_FRAME_BYTES

OPEN_SECONDS = 5.0
SILENCE_SECONDS = 6.0
"""A hub sends a heartbeat every four seconds at most; after this long without anything it counts as gone."""


class Line:
    """One client's connection to a hub, over any number of sockets."""

    def __init__(
        self,
        url: str,
        hello: Callable[[], Frame],
        on_frame: Callable[[Frame], Awaitable[None]],
        on_change: Callable[[LinkChanged], None],
        backoff: Backoff,
    ) -> None:
        """`url` may name several hubs on one store, with commas between them: each is tried in its turn.

        `hello` is asked for anew at each connection; `on_frame` gets every frame of the hub, in order.
        """
        self._urls = [one.strip() for one in url.split(",")]
        self._place = 0
        self._hello = hello
        self._on_frame = on_frame
        self._on_change = on_change
        self._backoff = backoff
        self._socket: ClientConnection | None = None
        self._said = LinkChanged(Link.CONNECTING)

    @property
    def online(self) -> bool:
        """Whether the hub has let the client in and the connection stands."""
        return self._socket is not None

    @property
    def url(self) -> str:
        """The address of the hub that the client is connected to, or tries."""
        return self._urls[self._place]

    async def run(self) -> None:
        """Stay connected until a hub refuses the client, or until cancelled."""
        for url in self._urls:
            if not _is_address(url):
                reason = _("{url} is no hub's address; it looks like wss://HOST:PORT").format(url=url)
                self._say(LinkChanged(Link.REFUSED, reason))
                return
        while True:
            change = await self._attempt()
            self._say(change)
            if change.link is Link.REFUSED:
                return
            self._place = (self._place + 1) % len(self._urls)
            await asyncio.sleep(self._backoff.delay())

    async def send(self, line: str) -> bool:
        """Send an encoded frame; False when the line is down."""
        if self._socket is None:
            return False
        try:
            await self._socket.send(line)
        except ConnectionClosed:
            return False
        return True

    async def _attempt(self) -> LinkChanged:
        """Connect, listen until the connection ends, and say how it ended."""
        try:
            async with connect(
                self.url,
                open_timeout=OPEN_SECONDS,
                close_timeout=1,
                max_size=CLIENT_FRAME_BYTES,
                compression=None,
                ping_interval=None,
                proxy=None,
            ) as socket:
                await socket.send(codec.encode(self._hello()))
                await self._listen(socket)
        except InvalidStatus as error:
            return LinkChanged(Link.OFFLINE, _no_hub(self.url, error.response.status_code))
        except ConnectionClosed as error:
            return _closed(error)
        except FrameError as error:
            words = _("the hub sent something that cannot be understood: {error}")
            return LinkChanged(Link.OFFLINE, words.format(error=error))
        except TimeoutError:
            return LinkChanged(Link.OFFLINE, _("{url} does not answer").format(url=self.url))
        except (OSError, InvalidHandshake, InvalidURI) as error:
            words = _("{url} cannot be reached: {reason}")
            return LinkChanged(Link.OFFLINE, words.format(url=self.url, reason=_cause(error)))
        finally:
            self._socket = None

    async def _listen(self, socket: ClientConnection) -> NoReturn:
        """Pass frames on; ends by raising."""
        while True:
            async with asyncio.timeout(SILENCE_SECONDS):
                data = await socket.recv()
            frame = codec.decode(data)
            if isinstance(frame, AgentWelcome | CustomerWelcome):
                self._socket = socket
                self._backoff.proved()
                self._say(LinkChanged(Link.ONLINE))
            await self._on_frame(frame)

    def _say(self, change: LinkChanged) -> None:
        if change != self._said:
            self._said = change
            self._on_change(change)


def _is_address(url: str) -> bool:
    """Whether a hub could be there: the right scheme, a port in range, a name that can be looked up."""
    try:
        parse_uri(url).host.encode("idna")
    except (InvalidURI, ValueError):
        return False
    return True


def _closed(error: ConnectionClosed) -> LinkChanged:
    if error.rcvd is None:
        return LinkChanged(Link.OFFLINE, _("the connection to the hub was lost"))
    try:
        code = CloseCode(error.rcvd.code)
    except ValueError:
        words = _("the hub closed the connection (code {code})")
        return LinkChanged(Link.OFFLINE, words.format(code=error.rcvd.code))
    reason = error.rcvd.reason or _("the hub closed the connection")
    return LinkChanged(Link.REFUSED if code.final else Link.OFFLINE, reason)


def _no_hub(url: str, status: int) -> str:
    return _("{url} answers, but not as a hub (HTTP {status})").format(url=url, status=status)


def _cause(error: Exception) -> str:
    if isinstance(error, ConnectionRefusedError):
        return _("nothing listens there; is the hub running?")
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
