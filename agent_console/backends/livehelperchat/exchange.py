"""One request to LiveHelperChat and its answer: limits, and what a failure means."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from agent_console.backends.livehelperchat.failure import (
    DeniedError,
    MalformedError,
    ShutOutError,
    TooLargeError,
    UnansweredError,
)
from agent_console.backends.livehelperchat.server_time import ServerTime
from agent_console.config.address import loopback
from agent_console.texts import _
from agent_console.wire import strict_json
from agent_console.wire.error import FrameError

LARGEST_ANSWER = 8 * 1024 * 1024
"""Bytes that are read of one answer."""
KEPT_SECONDS = 4
"""How long a connection may lie idle: less than web servers keep it, so that none dies under a request."""
UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
"""Failures before the first byte left."""
SHUT_OUT = ("authorization failed", "authorization header is missing", "use rest api directly")
"""The beginning of what the system says to an agent whom it does not let in, whatever the status."""

Form = Mapping[str, str]


class Exchange:
    """Asks one LiveHelperChat as one operator."""

    def __init__(self, url: str, username: str, key: str, timeout: timedelta, clock: ServerTime) -> None:
        """`timeout` is for a whole answer; `clock` learns the server's time from each."""
        self._timeout = timeout.total_seconds()
        self._clock = clock
        self._client = httpx.AsyncClient(
            base_url=f"{url.rstrip('/')}/restapi/",
            auth=httpx.BasicAuth(username, key),
            timeout=httpx.Timeout(self._timeout),
            follow_redirects=False,
            trust_env=not loopback(httpx.URL(url).host),
            headers={"Accept": "application/json", "Accept-Encoding": "identity"},
            # A session's cookie would have the system answer one request after the other.
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            limits=httpx.Limits(max_connections=8, keepalive_expiry=KEPT_SECONDS),
        )

    async def get(self, path: str, query: Form | None = None) -> object:
        """Ask for something."""
        return await self._ask(self._client.build_request("GET", path, params=query))

    async def post(self, path: str, form: Form) -> object:
        """Have something done."""
        return await self._ask(self._client.build_request("POST", path, data=form))

    async def put(self, path: str, columns: Mapping[str, str | int]) -> object:
        """Change columns of a row."""
        return await self._ask(self._client.build_request("PUT", path, json=columns))

    async def aclose(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def _ask(self, request: httpx.Request) -> object:
        """Return the answer; raises `UnansweredError`, `ShutOutError` and `DeniedError`."""
        try:
            async with asyncio.timeout(self._timeout):
                status, body = await self._fetch(request)
        except TimeoutError:
            raise UnansweredError(_("LiveHelperChat does not answer in time"), left=True) from None
        except httpx.HTTPError as error:
            reason = _("LiveHelperChat cannot be reached ({error})").format(error=type(error).__name__)
            raise UnansweredError(reason, left=not isinstance(error, UNSENT)) from None
        _check(status)
        return _admitted(_parsed(body))

    async def _fetch(self, request: httpx.Request) -> tuple[int, bytes]:
        response = await self._client.send(request, stream=True)
        try:
            self._clock.learn(_date(response))
            if response.headers.get("Content-Encoding", "identity") != "identity":
                raise MalformedError("it is compressed, though that was not asked for")
            body = bytearray()
            async for block in response.aiter_bytes():
                body += block
                if len(body) > LARGEST_ANSWER:
                    raise TooLargeError(f"it is longer than {LARGEST_ANSWER:,} bytes")
            return response.status_code, bytes(body)
        finally:
            await response.aclose()


def _date(response: httpx.Response) -> float | None:
    """Return the server's time in seconds since 1970; None when it does not say."""
    try:
        return parsedate_to_datetime(response.headers.get("Date", "")).timestamp()
    except (ValueError, OverflowError, OSError):
        return None


def _check(status: int) -> None:
    """Raise what a status alone means; in 200 and 400 the body has the answer."""
    if status in (401, 403):
        raise shut_out()
    if 300 <= status < 400:
        reason = _("LiveHelperChat sends elsewhere ({status}), which is not followed; check the address")
        raise UnansweredError(reason.format(status=status), left=True)
    if status == 429:
        raise UnansweredError(_("LiveHelperChat is asked too often; it is tried again"), left=False)
    if status == 404:
        raise MalformedError(_("there is no REST interface at this address"))
    if status >= 500:
        reason = _("LiveHelperChat is out of order ({status}); it is tried again")
        raise UnansweredError(reason.format(status=status), left=True)


def _parsed(body: bytes) -> object:
    try:
        return strict_json.parse(body.decode())
    except UnicodeDecodeError:
        raise MalformedError("it is not UTF-8") from None
    except FrameError as error:
        raise MalformedError(str(error)) from None


def _admitted(answer: object) -> object:
    """Return an answer that is no refusal; lists never are."""
    if not isinstance(answer, dict) or answer.get("error") not in (True, "true", "t", 1):
        return answer
    told = next((answer[name] for name in ("result", "r", "msg") if isinstance(answer.get(name), str)), "")
    if any(words in told.casefold() for words in SHUT_OUT):
        raise shut_out()
    raise DeniedError(told)


def shut_out() -> ShutOutError:
    """Return the failure of an agent who is not let in, with what to do."""
    return ShutOutError(
        _(
            "LiveHelperChat does not let this agent in: check `username` and the REST key; a password works "
            "only for operators who may use the REST interface directly, and neither may hold a colon"
        )
    )
