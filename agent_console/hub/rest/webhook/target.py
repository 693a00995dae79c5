"""Where events may be sent: to the outside, to this machine when its name says so, and nowhere else."""

import asyncio
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from agent_console.config.address import checked, loopback

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv6 addresses that lead to the IPv4 address in their last 32 bits."""
DEFAULT_PORTS = {"http": 80, "https": 443}


class TargetError(Exception):
    """An address to which nothing is sent; the message says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """A receiver at an address that was checked, to be connected to at exactly that address."""

    url: str
    """With the checked address in place of the host."""
    authority: str
    """The host, and port, as the receiver knows itself."""
    host: str
    """The name that its certificate must have."""


def check(url: str) -> None:
    """Raise TargetError for what can never be a receiver, whatever its name leads to."""
    try:
        parts = checked(url, "https", "http", insecure=False)
    except ValueError as error:
        raise TargetError(f"the url {error}") from None
    if parts.fragment:
        raise TargetError("the url must not have a fragment")


async def resolve(url: str, allowed: Iterable[Network]) -> Target:
    """Return where to connect for a url; raise TargetError when its name leads where nothing may be sent.

    The name is looked up once and the connection made to that very address, so that no second look-up
    can lead elsewhere. `allowed` are networks that may be sent to although they are not public.
    """
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme]
    addresses = await _addresses(host, port)
    for address in addresses:
        if not (_own(host, address) or _public(address) or any(address in network for network in allowed)):
            raise TargetError(
                f"{host} leads to {address}, which is not public; `hub.rest.networks` allows more"
            )
    first = addresses[0]
    shown = f"[{first}]" if isinstance(first, IPv6Address) else str(first)
    return Target(parts._replace(netloc=f"{shown}:{port}").geturl(), parts.netloc, host)


async def _addresses(host: str, port: int) -> list[Address]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TargetError(f"{host} cannot be found: {error}") from None
    # A scope, such as in fe80::1%eth0, is for addresses that are refused anyway.
    return [ip_address(str(address[0]).partition("%")[0]) for *_, address in found]


def _own(host: str, address: Address) -> bool:
    """Return whether this machine was named openly, and not by a name that happens to lead to it."""
    return loopback(host) and address.is_loopback


def _public(address: Address) -> bool:
    inner = _embedded(address)
    return address.is_global and not address.is_multicast and (inner is None or _public(inner))


def _embedded(address: Address) -> IPv4Address | None:
    """Return the IPv4 address to which an IPv6 address leads in the end."""
    if not isinstance(address, IPv6Address):
        return None
    if address in TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
