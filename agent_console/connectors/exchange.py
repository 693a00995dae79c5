"""One request and its answer: no redirects, one time limit over all, and a size limit."""

import asyncio
import logging
import ssl
from datetime import timedelta
from functools import cache

import httpx

from agent_console.connectors.failure import LookUpError

LARGEST_ANSWER = 1_000_000
"""Bytes; more than any customer's orders, and read in a moment."""

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def open_client() -> httpx.AsyncClient:
    """Return a client for all connectors, to be closed at the end; proxies are for other machines only."""
    # httpx logs every address that it asks, and addresses hold customers' e-mail addresses.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    tls = _tls()
    direct = {f"all://{host}": httpx.AsyncHTTPTransport(verify=tls) for host in _LOOPBACK}
    return httpx.AsyncClient(verify=tls, mounts=direct, follow_redirects=False)


@cache
def _tls() -> ssl.SSLContext:
    """Return the one context for all; each would read all certificate authorities of the system."""
    return ssl.create_default_context()


async def fetch(client: httpx.AsyncClient, request: httpx.Request, limit: timedelta) -> bytes:
    """Return the body of a successful answer; raise LookUpError for everything else."""
    host = request.url.host
    try:
        async with asyncio.timeout(limit.total_seconds()):
            return await _read(client, request)
    except (TimeoutError, httpx.TimeoutException) as error:
        raise LookUpError(f"{host} did not answer within {limit.total_seconds():g} s") from error
    except httpx.ConnectError as error:
        raise LookUpError(f"{host} cannot be reached: {error}") from error
    except httpx.HTTPError as error:
        # Its text may quote what was sent; its name does not.
        raise LookUpError(f"{host} broke off the answer ({type(error).__name__})") from error


async def _read(client: httpx.AsyncClient, request: httpx.Request) -> bytes:
    response = await client.send(request, stream=True)
    try:
        _check(response)
        return await _body(response)
    finally:
        await response.aclose()


def _check(response: httpx.Response) -> None:
    host, status = response.request.url.host, response.status_code
    if response.is_redirect:
        raise LookUpError(f"{host} points to another address, which is not followed; set `url` to that one")
    if status in (401, 403):
        raise LookUpError(f"{host} does not accept the console (HTTP {status}); check `auth`")
    if status == httpx.codes.TOO_MANY_REQUESTS:
        raise LookUpError(f"{host} was asked too often (HTTP {status}); try again in a while")
    if not response.is_success:
        raise LookUpError(f"{host} answered with an error (HTTP {status})")
    if response.headers.get("content-encoding", "identity") != "identity":
        raise LookUpError(f"{host} compressed its answer although it was asked not to")


async def _body(response: httpx.Response) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > LARGEST_ANSWER:
            size = f"{LARGEST_ANSWER // 1_000_000} MB"
            raise LookUpError(f"{response.request.url.host} sent more than {size}; ask for fewer rows")
    return bytes(body)
