"""The socket of a Chatwoot: Rails' ActionCable, as an agent of one account."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final, NoReturn

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus, InvalidURI
from websockets.typing import Origin, Subprotocol

from agent_console.backends.chatwoot import push
from agent_console.backends.chatwoot.fault import ChatwootError
from agent_console.backends.chatwoot.field import Fields
from agent_console.backends.chatwoot.record import Profile
from agent_console.texts import _

OPEN_SECONDS: Final = 10.0
MOST_BYTES: Final = 1024 * 1024
"""Of one frame; a conversation with its newest message has some 10 kB."""


class Socket:
    """One connection that the server has let the agent in on."""

    def __init__(self, connection: ClientConnection, identifier: str, silence: float) -> None:
        self._connection = connection
        self._identifier = identifier
        self._silence = silence

    async def subscribe(self) -> None:
        """Ask for the account's news, and wait until they come; raises `ChatwootError` when they do not."""
        await self._until("welcome")
        await self._say({"command": "subscribe", "identifier": self._identifier})
        await self._until("confirm_subscription")

    async def listen(self, on_news: Callable[[Fields], None]) -> NoReturn:
        """Pass the news on; ends by raising `ChatwootError`."""
        while True:
            heard = await self._hear()
            if not heard.type and heard.identifier == self._identifier:
                on_news(heard.news)

    async def be_present(self) -> None:
        """Tell that the agent is there."""
        action = json.dumps({"action": "update_presence"})
        await self._say({"command": "message", "identifier": self._identifier, "data": action})

    async def _until(self, wanted: str) -> None:
        while (heard := await self._hear()).type != wanted:
            if heard.type == "reject_subscription":
                raise ChatwootError(_("Chatwoot does not let this agent listen; it is tried again"))

    async def _hear(self) -> push.Signal:
        try:
            async with asyncio.timeout(self._silence):
                heard = push.signal(await self._connection.recv())
        except TimeoutError:
            raise ChatwootError(_("Chatwoot's connection fell silent")) from None
        except ConnectionClosed:
            raise ChatwootError(_("the connection to Chatwoot was lost")) from None
        if heard.type == "disconnect":
            raise ChatwootError(
                _("Chatwoot closed the connection ({reason})").format(reason=heard.reason[:40] or "-")
            )
        return heard

    async def _say(self, command: dict[str, str]) -> None:
        try:
            await self._connection.send(json.dumps(command))
        except ConnectionClosed:
            raise ChatwootError(_("the connection to Chatwoot was lost")) from None


@asynccontextmanager
async def opened(url: str, origin: str, profile: Profile, silence: float) -> AsyncIterator[Socket]:
    """Connect and subscribe; raises `ChatwootError`. The token travels in the first frame, never in `url`."""
    identifier = json.dumps(
        {
            "channel": "RoomChannel",
            "pubsub_token": profile.pubsub_token,
            "account_id": profile.account,
            "user_id": profile.id,
        }
    )
    try:
        connection = await connect(
            url,
            origin=Origin(origin),
            subprotocols=[Subprotocol("actioncable-v1-json")],
            open_timeout=OPEN_SECONDS,
            close_timeout=1,
            max_size=MOST_BYTES,
            ping_interval=None,
            proxy=None,
            compression=None,
        )
    except InvalidStatus as error:
        words = _("{url} answers, but not as a Chatwoot's socket (HTTP {status})")
        raise ChatwootError(words.format(url=url, status=error.response.status_code)) from None
    except (OSError, TimeoutError, InvalidHandshake, InvalidURI):
        raise ChatwootError(_("{url} cannot be reached").format(url=url)) from None
    try:
        socket = Socket(connection, identifier, silence)
        await socket.subscribe()
        yield socket
    finally:
        await connection.close()
