"""Connections that go where a name was seen to lead when it was checked, and nowhere else."""

import ssl
from collections.abc import Mapping, Sequence
from typing import Self
from urllib.request import getproxies, proxy_bypass

import httpx

from agent_console.config.address import PORTS, loopback
from agent_console.connectors.network import Resolve, addresses, literal
from agent_console.texts import _


class PinnedTransport(httpx.AsyncBaseTransport):
    """Resolves and checks the host of each request itself, so that no second look-up can lead elsewhere.

    The proxy that the environment names is used for other machines than this one; it resolves names itself
    then, and where they lead is for it to check. Raises LookUpError for a host that may not be asked.
    """

    def __init__(self, tls: ssl.SSLContext, private: bool, resolve: Resolve) -> None:
        """`private` lets names lead into a private network."""
        self._tls = tls
        self._private = private
        self._resolve = resolve
        self._proxies: Mapping[str, str] = getproxies()
        # A connection belongs to the name that its certificate was checked for, not to an address alone.
        self._by_name: dict[str, httpx.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to where its host leads."""
        host = request.url.host
        proxy = self._proxy(request.url)
        if proxy and not literal(host):
            return await self._transport(proxy, proxy).handle_async_request(request)
        port = request.url.port or PORTS[request.url.scheme]
        found = await addresses(host, port, self._private, self._resolve)
        transport = self._transport(host, proxy)
        if literal(host):
            return await transport.handle_async_request(request)
        return await _first(transport, request, found)

    async def aclose(self) -> None:
        """Close all connections."""
        for transport in self._by_name.values():
            await transport.aclose()

    async def __aenter__(self) -> Self:
        return self

    def _proxy(self, url: httpx.URL) -> str | None:
        if loopback(url.host) or proxy_bypass(url.host):
            return None
        return self._proxies.get(url.scheme) or self._proxies.get("all")

    def _transport(self, name: str, proxy: str | None) -> httpx.AsyncHTTPTransport:
        if name not in self._by_name:
            self._by_name[name] = _opened(self._tls, proxy)
        return self._by_name[name]


def _opened(tls: ssl.SSLContext, proxy: str | None) -> httpx.AsyncHTTPTransport:
    try:
        return httpx.AsyncHTTPTransport(verify=tls, proxy=proxy)
    except (ImportError, ValueError) as error:
        raise httpx.ConnectError(_("the proxy that the environment names cannot be used")) from error


async def _first(
    transport: httpx.AsyncHTTPTransport, request: httpx.Request, found: Sequence[str]
) -> httpx.Response:
    """Return the answer of the first address that can be connected to."""
    *others, last = found
    for address in others:
        try:
            return await transport.handle_async_request(_pinned(request, address))
        except httpx.ConnectError:
            continue
    return await transport.handle_async_request(_pinned(request, last))


def _pinned(request: httpx.Request, address: str) -> httpx.Request:
    """Return a request to an address by number; the host that is meant stays in its header and in TLS."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )
