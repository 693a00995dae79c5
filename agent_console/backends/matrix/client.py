"""Requests to a homeserver: limited in bytes and time, never redirected, and tried again when it says so."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from datetime import timedelta
from urllib.parse import urlsplit

import httpx

from agent_console.backends.matrix.trouble import OutageError, RefusalError, SignedOutError
from agent_console.backends.matrix.value import Content, number, text
from agent_console.config.address import loopback
from agent_console.texts import _
from agent_console.wire import strict_json
from agent_console.wire.error import FrameError

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 30.0
MOST_BYTES = 64 * 1024 * 1024
"""Of one answer; the first one of all a busy team's rooms has a few."""
_PATIENCE = timedelta(seconds=10)
"""A homeserver that asks for a longer pause counts as gone for that long."""
_ATTEMPTS = 4
_LONGEST_REASON = 200
_CONNECTIONS = 16


class Client:
    """One agent's way to the homeserver."""

    def __init__(self, homeserver: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        """`homeserver` is its address, without a slash at the end; `transport` is for tests."""
        # The proxy that the environment names leads to other machines, not to this one.
        here = loopback(urlsplit(homeserver).hostname or "")
        self._http = httpx.AsyncClient(
            base_url=homeserver,
            transport=transport,
            follow_redirects=False,
            trust_env=not here,
            limits=httpx.Limits(max_connections=_CONNECTIONS),
        )
        self.token = ""

    async def get(self, path: str, query: Mapping[str, str] | None = None, wait: float = 0.0) -> Content:
        """Return the answer of a request that changes nothing; it may take `wait` seconds longer."""
        return await self._insist("GET", path, query=query, wait=wait)

    async def put(self, path: str, body: object) -> Content:
        """Change what a path names; safe to be repeated."""
        return await self._insist("PUT", path, content=_encoded(body))

    async def post(self, path: str, body: object) -> Content:
        """Have something done."""
        return await self._insist("POST", path, content=_encoded(body))

    async def upload(
        self, path: str, content: AsyncIterator[bytes], size: int, kind: str, query: Mapping[str, str]
    ) -> Content:
        """Send a file of that many bytes, once."""
        headers = {"Content-Type": kind, "Content-Length": str(size)}
        return await self._once("POST", path, query=query, content=content, headers=headers)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    async def _insist(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        content: bytes | None = None,
        wait: float = 0.0,
    ) -> Content:
        for _attempt in range(_ATTEMPTS - 1):
            try:
                return await self._once(method, path, query=query, content=content, wait=wait)
            except OutageError as outage:
                if not timedelta() < outage.pause <= _PATIENCE:
                    raise
                await asyncio.sleep(outage.pause.total_seconds())
        return await self._once(method, path, query=query, content=content, wait=wait)

    async def _once(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        content: bytes | AsyncIterator[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
        wait: float = 0.0,
    ) -> Content:
        own = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        # Who waits for one of the connections waits for answers that have bounds of their own.
        timeout = httpx.Timeout(CONNECT_SECONDS, read=ANSWER_SECONDS + wait, pool=None)
        try:
            async with self._http.stream(
                method,
                path,
                params=query,
                content=content,
                headers={**own, **(headers or {})},
                timeout=timeout,
            ) as answer:
                whole = await _whole(answer)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise OutageError(_("the homeserver cannot be reached")) from error
        return _understood(answer, whole)


def _encoded(body: object) -> bytes:
    return json.dumps(body, separators=(",", ":")).encode()


async def _whole(answer: httpx.Response) -> bytes:
    whole = bytearray()
    async for piece in answer.aiter_bytes():
        whole += piece
        if len(whole) > MOST_BYTES:
            raise OutageError(_("the homeserver's answer is too long"))
    return bytes(whole)


def _understood(answer: httpx.Response, whole: bytes) -> Content:
    """Return what an answer says, or raise what it complains of."""
    said: Content = {}
    with suppress(FrameError, UnicodeDecodeError):
        parsed = strict_json.parse(whole.decode())
        said = parsed if isinstance(parsed, dict) else {}
        if answer.is_success and isinstance(parsed, dict):
            return said
    code, why = text(said.get("errcode")), text(said.get("error"))[:_LONGEST_REASON]
    match answer.status_code:
        case 429:
            pause = timedelta(milliseconds=min(number(said.get("retry_after_ms")) or 1000, 3_600_000))
            raise OutageError(_("the homeserver is asked too often"), pause)
        case status if status == 401 and code in ("M_UNKNOWN_TOKEN", "M_MISSING_TOKEN"):
            reason = _("the homeserver does not know this token any more; sign in anew and give the new one")
            raise SignedOutError(reason, status, code)
        case status if 300 <= status < 400:
            raise RefusalError(
                _("the homeserver's address leads elsewhere; give the one it leads to"), status
            )
        case status if 400 <= status < 500 and code:
            raise RefusalError(_("the homeserver refused it: {why}").format(why=why or code), status, code)
        case status if 400 <= status < 500:
            raise RefusalError(_("there is no Matrix homeserver at this address"), status)
        case _:
            raise OutageError(
                _("the homeserver is in trouble (HTTP {status})").format(status=answer.status_code)
            )
