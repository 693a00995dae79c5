"""What an agent's console puts into rooms; each call waits for the place in the room's order."""

import asyncio
import hashlib
import uuid
from collections.abc import Mapping

from agent_console.backends.matrix.api import Api
from agent_console.backends.matrix.chat import Chat
from agent_console.backends.matrix.event import ASIDE, CLIENT_ID, MESSAGE
from agent_console.backends.matrix.line import Line
from agent_console.backends.matrix.trouble import OutageError
from agent_console.domain.chat import ClientId
from agent_console.texts import _

_SECONDS_TO_APPEAR = 60
Facts = Mapping[str, object]


class Posting:
    """Raises `OutageError` when nobody knows whether the homeserver has an event, and `RefusalError`."""

    def __init__(self, api: Api, line: Line) -> None:
        self._api = api
        self._line = line

    async def message(self, chat: Chat, content: Facts, transaction: str = "") -> str:
        """Write what everybody in the room sees; returns the event."""
        return await self._append(chat, MESSAGE, {**content, "m.mentions": {}}, transaction)

    async def mark(
        self, chat: Chat, kind: str, content: Facts, aside: Facts | None = None, transaction: str = ""
    ) -> str:
        """Give what agents alone understand a place in the room; its `aside` is for agents alone to see.

        The aside goes first, so that whoever sees the place finds it; one without a place counts for nothing.
        """
        pointer: Facts = {}
        if aside is not None:
            told = {"room": chat.id, **aside}
            pointer = {"aside": await self._api.send(self._line.team_room, ASIDE, _own(transaction), told)}
        return await self._append(chat, kind, {**content, **pointer}, transaction)

    async def redact(self, chat: Chat, event: str, reason: str = "") -> None:
        """Take a message's words away; everybody in the room can read the reason."""
        await self._appear(chat, await self._api.redact(chat.id, event, _own(""), reason))

    async def redact_aside(self, aside: str) -> None:
        """Take the words of an aside away."""
        await self._api.redact(self._line.team_room, aside, _own(""))

    async def _append(self, chat: Chat, kind: str, content: Facts, transaction: str) -> str:
        event = await self._api.send(chat.id, kind, _own(transaction), content)
        await self._appear(chat, event)
        return event

    async def _appear(self, chat: Chat, event: str) -> None:
        """Wait until the room's order is known as far as an event."""

        def settled() -> bool:
            gone = self._line.office is None or self._line.office.chats.get(chat.id) is not chat
            return gone or event in chat.transcript

        try:
            async with asyncio.timeout(_SECONDS_TO_APPEAR):
                known = await self._line.seen(settled)
        except TimeoutError:
            raise OutageError(_("the homeserver took it, but does not show it")) from None
        if not known or event not in chat.transcript:
            raise OutageError(self._line.down or _("you are not in this customer's room any more"))


def transaction(client_id: ClientId) -> str:
    """Return the transaction of a message, the same whenever it is sent."""
    return hashlib.sha256(client_id.encode(errors="surrogatepass")).hexdigest()[:40]


def named(content: Facts, client_id: ClientId) -> dict[str, object]:
    """Return a content that carries its writer's id, for when the transaction is forgotten."""
    return {**content, CLIENT_ID: client_id}


def _own(transaction: str) -> str:
    return transaction or uuid.uuid4().hex
