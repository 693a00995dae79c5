"""The calls of Matrix's client-server API that an agent's console makes."""

import json
import uuid
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from agent_console.backends.matrix.client import Client
from agent_console.backends.matrix.event import RoomEvent, decode, decode_all
from agent_console.backends.matrix.trouble import OutageError
from agent_console.backends.matrix.value import Content, name, number, text
from agent_console.texts import _

_CLIENT = "/_matrix/client/v3"
_TAIL = 100
"""How many events of a room an answer of `/sync` brings at most."""
_PAGE = 500
_TYPING_MS = 6000


@dataclass(frozen=True, slots=True)
class Page:
    """Events in the room's order, and where reading further back goes on; empty at the beginning."""

    events: tuple[RoomEvent, ...]
    before: str


class Api:
    """Raises `OutageError`, `RefusalError` and `SignedOutError`."""

    def __init__(self, client: Client) -> None:
        self._client = client
        nothing = {"types": [], "not_types": [uuid.uuid4().hex]}
        # What nobody else asks for is not answered out of a store that another console's question filled.
        shown = {"room": {"timeline": {"limit": _TAIL}, "account_data": nothing}, "account_data": nothing}
        self._filter = json.dumps(shown, separators=(",", ":"))

    async def log_in(self, user: str, password: str, device: str) -> str:
        """Return an access token of that device."""
        body = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": user},
            "password": password,
            "device_id": device,
            "initial_device_display_name": "agent-console",
        }
        return _given(text((await self._client.post(f"{_CLIENT}/login", body)).get("access_token")))

    async def who_am_i(self) -> str:
        """Return the Matrix ID that the token belongs to."""
        return _given(name((await self._client.get(f"{_CLIENT}/account/whoami")).get("user_id"), "@"))

    async def display_name(self, user: str) -> str:
        """Return what a user is called; empty when nothing is set."""
        answer = await self._client.get(f"{_CLIENT}/profile/{_path(user)}/displayname")
        return text(answer.get("displayname"))

    async def room_id(self, alias: str) -> str:
        """Return the id of a room by its alias, or its id as it is."""
        if alias.startswith("!"):
            return alias
        answer = await self._client.get(f"{_CLIENT}/directory/room/{_path(alias)}")
        return _given(name(answer.get("room_id"), "!"))

    async def join(self, room: str) -> None:
        """Enter a room; who is in it already stays."""
        await self._client.post(f"{_CLIENT}/join/{_path(room)}", {})

    async def sync(self, since: str, wait_ms: int) -> Content:
        """Return what is new, as soon as something is, or nothing after that long."""
        query = {"filter": self._filter, "timeout": str(wait_ms)} | ({"since": since} if since else {})
        return await self._client.get(f"{_CLIENT}/sync", query, wait_ms / 1000)

    async def back(self, room: str, before: str, until: str = "") -> Page:
        """Return a page of the events before a place, as far back as another one."""
        query = {"dir": "b", "from": before, "limit": str(_PAGE)} | ({"to": until} if until else {})
        answer = await self._client.get(f"{_CLIENT}/rooms/{_path(room)}/messages", query)
        events = tuple(decode_all(answer.get("chunk")))
        return Page(tuple(reversed(events)), text(answer.get("end")) if events else "")

    async def event(self, room: str, event: str) -> RoomEvent | None:
        """Return one event; None for what is none."""
        return decode(await self._client.get(f"{_CLIENT}/rooms/{_path(room)}/event/{_path(event)}"))

    async def send(self, room: str, kind: str, transaction: str, content: Mapping[str, object]) -> str:
        """Append an event to a room and return its id; the same transaction again gives the same one."""
        path = f"{_CLIENT}/rooms/{_path(room)}/send/{_path(kind)}/{_path(transaction)}"
        return _given(name((await self._client.put(path, content)).get("event_id"), "$"))

    async def redact(self, room: str, event: str, transaction: str, reason: str = "") -> str:
        """Take an event's content away; returns the id of the event that says so, and why."""
        path = f"{_CLIENT}/rooms/{_path(room)}/redact/{_path(event)}/{_path(transaction)}"
        why = {"reason": reason} if reason else {}
        return _given(name((await self._client.put(path, why)).get("event_id"), "$"))

    async def set_state(self, room: str, kind: str, key: str, content: Mapping[str, object]) -> None:
        """Set what is so in a room."""
        await self._client.put(f"{_CLIENT}/rooms/{_path(room)}/state/{_path(kind)}/{_path(key)}", content)

    async def read(self, room: str, event: str) -> None:
        """Tell a room that this user has read as far as an event."""
        await self._client.post(f"{_CLIENT}/rooms/{_path(room)}/receipt/m.read/{_path(event)}", {})

    async def type(self, room: str, user: str) -> None:
        """Tell a room that this user is writing, for a few seconds."""
        path = f"{_CLIENT}/rooms/{_path(room)}/typing/{_path(user)}"
        await self._client.put(path, {"typing": True, "timeout": _TYPING_MS})

    async def leave_desk(self, user: str) -> None:
        """Tell colleagues that this user is not there any more."""
        await self._client.put(f"{_CLIENT}/presence/{_path(user)}/status", {"presence": "offline"})

    async def largest_file(self) -> int | None:
        """Return how many bytes a file may have; None when the homeserver does not say."""
        answer = await self._client.get("/_matrix/client/v1/media/config")
        return number(answer.get("m.upload.size"))

    async def upload(self, file_name: str, kind: str, content: AsyncIterator[bytes], size: int) -> str:
        """Store a file and return its address, which begins with `mxc:`."""
        query = {"filename": file_name}
        answer = await self._client.upload("/_matrix/media/v3/upload", content, size, kind, query)
        return _given(text(answer.get("content_uri")))


def _path(part: str) -> str:
    return quote(part, safe="")


def _given(value: str) -> str:
    """Return what an answer must have."""
    if not value:
        raise OutageError(_("the homeserver's answer is none of Matrix's"))
    return value
