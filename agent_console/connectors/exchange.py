"""One request and its answer: no redirects, a size limit, and words for everything that goes wrong."""

import asyncio
import http.cookiejar
import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache

import httpx

from agent_console.connectors import network
from agent_console.connectors.failure import LookUpError, MissingError, RefusedError
from agent_console.connectors.network import Resolve
from agent_console.connectors.transport import PinnedTransport
from agent_console.texts import _

LARGEST_ANSWER = 1_000_000
"""Bytes; more than any customer's orders, and read in a moment."""
LONGEST_PAUSE = 3600.0
"""Seconds; a server that asks for a longer one gets this."""
_BUSY = (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE)


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, whatever its status."""

    response: httpx.Response
    """Status and headers; its body is read apart from it."""
    body: bytes
    """Empty where the status is none of success."""

    @property
    def host(self) -> str:
        """Who answered."""
        return self.response.request.url.host


def open_client(private: bool = False, resolve: Resolve = network.resolve) -> httpx.AsyncClient:
    """Return a client, to be closed at the end, which keeps no cookies and follows no redirects.

    `private` lets a host's name lead into a private network; `resolve` is how names become addresses.
    """
    # Both log what they send and get: addresses with customers' e-mail addresses, cookies of sessions.
    for library in ("httpx", "httpcore"):
        logging.getLogger(library).setLevel(logging.WARNING)
    none = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=()))
    return httpx.AsyncClient(transport=PinnedTransport(_tls(), private, resolve), cookies=none)


@cache
def _tls() -> ssl.SSLContext:
    """Return the one context for all; each would read all certificate authorities of the system."""
    return ssl.create_default_context()


async def fetch(client: httpx.AsyncClient, request: httpx.Request, limit: timedelta) -> bytes:
    """Return the body of a successful answer; raise LookUpError for everything else."""
    reply = await exchange_within(client, request, limit)
    check(reply)
    return reply.body


async def exchange_within(client: httpx.AsyncClient, request: httpx.Request, limit: timedelta) -> Reply:
    """Return the answer, whatever its status; raise LookUpError when none comes in time."""
    try:
        async with asyncio.timeout(limit.total_seconds()):
            return await exchange(client, request)
    except TimeoutError as error:
        raise LookUpError(
            _("{host} did not answer within {seconds} s").format(
                host=request.url.host, seconds=f"{limit.total_seconds():g}"
            )
        ) from error


async def exchange(client: httpx.AsyncClient, request: httpx.Request) -> Reply:
    """Return the answer, whatever its status; raise LookUpError when none comes, TimeoutError when late."""
    with _explained(request.url.host):
        response = await client.send(request, stream=True)
        try:
            return Reply(response, await _body(response) if response.is_success else b"")
        finally:
            await response.aclose()


def check(reply: Reply) -> None:
    """Raise LookUpError unless an answer is one of success, with words for why it is not."""
    host, status = reply.host, reply.response.status_code
    if reply.response.is_redirect:
        raise RefusedError(
            _("{host} points to another address, which is not followed; set `url` to that one").format(
                host=host
            )
        )
    if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        raise RefusedError(
            _("{host} does not accept the console (HTTP {status}); check `auth`").format(
                host=host, status=status
            )
        )
    if status == httpx.codes.TOO_MANY_REQUESTS:
        raise LookUpError(
            _("{host} was asked too often (HTTP {status}); try again in a while").format(
                host=host, status=status
            )
        )
    if status == httpx.codes.NOT_FOUND:
        raise MissingError(
            _("{host} answered with an error (HTTP {status}); check `url` and `path`").format(
                host=host, status=status
            )
        )
    if not reply.response.is_success:
        raise LookUpError(_("{host} answered with an error (HTTP {status})").format(host=host, status=status))


def pause(reply: Reply) -> float:
    """Return for how many seconds a server wants to be left alone; 0 when it does not say."""
    if reply.response.status_code not in _BUSY:
        return 0.0
    written = reply.response.headers.get("retry-after", "")
    if written.isdecimal():
        return min(float(written), LONGEST_PAUSE)
    try:
        until = parsedate_to_datetime(written)
    except ValueError:
        return 0.0
    left = (until.astimezone(UTC) - datetime.now(UTC)).total_seconds()
    return max(0.0, min(left, LONGEST_PAUSE))


@contextmanager
def _explained(host: str) -> Iterator[None]:
    try:
        yield
    except httpx.TimeoutException as error:
        raise TimeoutError from error
    except httpx.ConnectError as error:
        raise LookUpError(_("{host} cannot be reached: {error}").format(host=host, error=error)) from error
    except httpx.HTTPError as error:
        # Its text may quote what was sent; its name does not.
        raise LookUpError(
            _("{host} broke off the answer ({name})").format(host=host, name=type(error).__name__)
        ) from error


async def _body(response: httpx.Response) -> bytes:
    host = response.request.url.host
    if response.headers.get("content-encoding", "identity") != "identity":
        raise LookUpError(_("{host} compressed its answer although it was asked not to").format(host=host))
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > LARGEST_ANSWER:
            words = _("{host} sent more than {most} MB; ask for fewer rows")
            raise LookUpError(words.format(host=host, most=LARGEST_ANSWER // 1_000_000))
    return bytes(body)
