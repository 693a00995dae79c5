"""Carries one event to its receiver."""

import asyncio
import logging
import ssl
from collections.abc import Mapping, Sequence
from functools import cache

import httpx

from agent_console.hub.rest.webhook.target import Network, TargetError, resolve

USER_AGENT = "agent-console-webhook"


def open_client(seconds: float) -> httpx.AsyncClient:
    """Return a client for all receivers, to be closed at the end.

    It follows no redirect and asks no proxy: either would lead past the check of the address. It keeps no
    connection: one that was made for a certificate of one name would serve another name at that address.
    """
    # httpx logs every address that it asks, and a receiver's address may hold its secret.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    return httpx.AsyncClient(
        verify=_tls(),
        follow_redirects=False,
        trust_env=False,
        timeout=seconds,
        limits=httpx.Limits(max_keepalive_connections=0),
        headers={"User-Agent": USER_AGENT, "Content-Type": "application/json", "Accept-Encoding": "identity"},
    )


@cache
def _tls() -> ssl.SSLContext:
    """Return the one context for all; each would read all certificate authorities of the system."""
    return ssl.create_default_context()


async def carry(
    client: httpx.AsyncClient,
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    allowed: Sequence[Network],
    seconds: float,
) -> str:
    """Bring an event to its receiver; returns why it was not taken, and nothing when it was."""
    try:
        async with asyncio.timeout(seconds):
            target = await resolve(url, allowed)
            request = client.build_request(
                "POST",
                target.url,
                content=body,
                headers={**headers, "Host": target.authority},
                extensions={"sni_hostname": target.host},
            )
            return await _send(client, request)
    except TargetError as error:
        return str(error)
    except TimeoutError:
        return f"no answer within {seconds:g} s"
    except httpx.HTTPError as error:
        return f"it cannot be reached ({type(error).__name__}: {error})"


async def _send(client: httpx.AsyncClient, request: httpx.Request) -> str:
    response = await client.send(request, stream=True)
    # What the receiver has to say is not read: its status alone counts.
    await response.aclose()
    return "" if response.is_success else f"it answered with HTTP {response.status_code}"
