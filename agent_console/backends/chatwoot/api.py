"""Chatwoot's REST: one client, limited in bytes and time, that follows no redirect."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import IO, Final

import httpx

from agent_console.backends.chatwoot.fault import (
    ChatwootError,
    MalformedError,
    RefusedError,
    ThrottledError,
    UnansweredError,
)
from agent_console.texts import _
from agent_console.wire import strict_json
from agent_console.wire.error import FrameError

MOST_BYTES: Final = 8 * 1024 * 1024
"""Of one answer; a page of conversations or messages has some 200 kB."""
ANSWER_SECONDS: Final = 15.0
BYTES_A_SECOND: Final = 64 * 1024
"""How fast a file leaves at the least."""
LONGEST_PAUSE: Final = 60.0
"""Seconds for which a server that asks for a pause is left alone at most."""
MOST_REASON: Final = 200
Upload = tuple[str, IO[bytes], str]
"""A file's name, content and MIME type."""
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


class Api:
    """Requests as one agent; every failure is a `ChatwootError`."""

    def __init__(self, base: str, token: str, monotonic: Callable[[], float] = time.monotonic) -> None:
        """`base` is the server's address without a slash behind it, `token` the agent's access token."""
        self._client = httpx.AsyncClient(
            base_url=base,
            headers={"api_access_token": token, "Accept": "application/json"},
            follow_redirects=False,
            timeout=ANSWER_SECONDS,
            trust_env=False,
        )
        self.base = base
        self._account = ""
        self._monotonic = monotonic
        self._free_at = 0.0
        self._ahead = 0.0

    def join(self, account: int) -> None:
        """Name the account that the paths of `get` and the others are in."""
        self._account = f"/api/v1/accounts/{account}"

    def now(self) -> float:
        """Return the server's time in seconds since 1970, as far as it is known."""
        return time.time() + self._ahead

    async def profile(self) -> object:
        """Return who the agent is."""
        return await self._ask(self._client.build_request("GET", "/api/v1/profile"))

    async def avail(self, body: Mapping[str, object]) -> object:
        """Set the agent's availability."""
        return await self._ask(self._client.build_request("POST", "/api/v1/profile/availability", json=body))

    async def get(self, path: str, **query: str | int) -> object:
        """Read something of the account."""
        return await self._ask(self._client.build_request("GET", f"{self._account}/{path}", params=query))

    async def post(self, path: str, body: Mapping[str, object]) -> object:
        """Do something in the account."""
        return await self._ask(self._client.build_request("POST", f"{self._account}/{path}", json=body))

    async def post_file(self, path: str, body: Mapping[str, str], file: Upload, size: int) -> object:
        """Do something with a file of so many bytes, which is closed afterwards."""
        parts = {"attachments[]": file}
        request = self._client.build_request("POST", f"{self._account}/{path}", data=body, files=parts)
        return await self._ask(request, ANSWER_SECONDS + size / BYTES_A_SECOND)

    async def delete(self, path: str) -> object:
        """Take something away."""
        return await self._ask(self._client.build_request("DELETE", f"{self._account}/{path}"))

    async def aclose(self) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def _ask(self, request: httpx.Request, seconds: float = ANSWER_SECONDS) -> object:
        if (pause := self._free_at - self._monotonic()) > 0:
            raise ThrottledError(_asked_to_wait(pause), pause)
        try:
            async with asyncio.timeout(seconds):
                status, headers, body = await self._exchange(request)
        except NOT_SENT:
            raise UnansweredError(_("{url} cannot be reached").format(url=self.base), left=False) from None
        except (httpx.TransportError, TimeoutError):
            raise UnansweredError(_("{url} does not answer").format(url=self.base), left=True) from None
        self._read_clock(headers.get("Date", ""))
        if fault := self._fault(status, headers, body):
            raise fault
        return _parsed(body)

    async def _exchange(self, request: httpx.Request) -> tuple[int, httpx.Headers, bytes]:
        body = bytearray()
        answer = await self._client.send(request, stream=True)
        try:
            async for block in answer.aiter_bytes():
                body += block
                if len(body) > MOST_BYTES:
                    raise MalformedError(_("Chatwoot's answer is too long"))
        finally:
            await answer.aclose()
        return answer.status_code, answer.headers, bytes(body)

    def _fault(self, status: int, headers: httpx.Headers, body: bytes) -> ChatwootError | None:
        """Return what a status says besides yes."""
        if status < 300:
            return None
        if status == 429:
            pause = min(_seconds(headers.get("Retry-After", "")), LONGEST_PAUSE)
            self._free_at = self._monotonic() + pause
            return ThrottledError(_asked_to_wait(pause), pause)
        if status < 400:
            words = _("{url} leads elsewhere (HTTP {status}); put the address behind that into the settings")
            return RefusedError(words.format(url=self.base, status=status), status)
        if status >= 500:
            return UnansweredError(
                _("Chatwoot has an error of its own (HTTP {status})").format(status=status), left=True
            )
        words = _("Chatwoot refuses it (HTTP {status}): {why}")
        return RefusedError(words.format(status=status, why=_why(body) or "-"), status)

    def _read_clock(self, date: str) -> None:
        """Take over the server's time, which it tells in whole seconds."""
        try:
            told = parsedate_to_datetime(date).timestamp()
        except (TypeError, ValueError, OverflowError):
            return
        here = time.time()
        ahead = told - here
        if (
            not ahead <= self._ahead <= ahead + 1
        ):  # what is known lies within the second that is told, or moves
            self._ahead = 0.0 if ahead <= 0 <= ahead + 1 else ahead + 0.5


def _parsed(body: bytes) -> object:
    if not body.strip():
        return None
    try:
        return strict_json.parse(body.decode())
    except (FrameError, UnicodeDecodeError):
        raise MalformedError(_("Chatwoot's answer is not JSON; is it at this address?")) from None


def _why(body: bytes) -> str:
    """Return the words of a refusal, shortened."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    found = answer if isinstance(answer, dict) else {}
    said = found.get("message") or found.get("error") or found.get("description") or found.get("errors")
    if isinstance(said, list):
        said = next((word for word in said if isinstance(word, str)), "")
    return " ".join(said.split())[:MOST_REASON] if isinstance(said, str) else ""


def _seconds(written: str) -> float:
    """Return how long a server asks to be left alone; a second when it does not say."""
    if written.isascii() and written.isdigit() and len(written) < 9:
        return max(1.0, float(written))
    try:
        return max(1.0, parsedate_to_datetime(written).timestamp() - time.time())
    except (TypeError, ValueError, OverflowError):
        return 1.0


def _asked_to_wait(seconds: float) -> str:
    return _("Chatwoot asks to be left alone for {seconds} s; it is tried again").format(
        seconds=int(seconds) + 1
    )
