"""Which addresses of the network a host may lead to, and to which it does lead."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TypeAlias

from agent_console.config.address import loopback, plainly_written
from agent_console.connectors.failure import LookUpError
from agent_console.texts import _

Address: TypeAlias = IPv4Address | IPv6Address
Resolve: TypeAlias = Callable[[str, int], Awaitable[Sequence[str]]]
"""From a host's name and a port to its addresses; raises OSError when there are none."""

_METADATA = frozenset(map(ip_address, ("169.254.169.254", "100.100.100.200", "192.0.0.192", "fd00:ec2::254")))
"""Where clouds tell a machine its own secrets."""
_PRIVATE = tuple(
    map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"))
)
"""What companies number their own networks from."""
_NAT64 = IPv6Network("64:ff9b::/96")
_LOW_BITS = 0xFFFFFFFF


async def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses that this system knows for a name, the best first."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_other, address in found))


async def addresses(host: str, port: int, private: bool, resolve: Resolve) -> Sequence[str]:
    """Return the addresses to connect to; raise LookUpError unless each of them may be asked.

    A number that the settings write out, and this machine by its name, are what somebody has meant. Any
    other name must lead into the public network, or with `private` into a private one.
    """
    try:
        plainly_written(host)
    except ValueError as error:
        raise LookUpError(f"the address {error}") from error
    if literal(host):
        return [host]
    try:
        found = await resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise LookUpError(
            _("{host} cannot be found; check the name and the connection").format(host=host)
        ) from error
    for address in found:
        _check(host, address, private)
    return found


def literal(host: str) -> Address | None:
    """Return the address that a host is written as; None for a name."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


def _check(host: str, written: str, private: bool) -> None:
    address = literal(written.partition("%")[0])
    if address is None:
        raise LookUpError(
            _("{host} leads to {written}, which is no address").format(host=host, written=written[:60])
        )
    if loopback(host):
        if not address.is_loopback:
            raise LookUpError(
                _("{host} leads to {address}, which is not this machine; it is not asked").format(
                    host=host, address=address
                )
            )
        return
    for meant in _meanings(address):
        if reason := _forbidden(meant, private):
            raise LookUpError(reason.format(host=host, address=address))


def _meanings(address: Address) -> Sequence[Address]:
    """Return an address with those of IPv4 that are packed into it, which it ends up at."""
    if not isinstance(address, IPv6Address):
        return [address]
    if address in _NAT64:
        # What a network without IPv4 makes of every public server that has no other address.
        return [IPv4Address(int(address) & _LOW_BITS)]
    packed = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()))
    return [address, *(inner for inner in packed if inner is not None)]


def _forbidden(address: Address, private: bool) -> str:
    """Return what to say when a name may not lead to an address; empty when it may."""
    if address in _METADATA:
        return _("{host} leads to {address}, where clouds keep their secrets; it is not asked")
    if address.is_loopback or address.is_unspecified:
        return _("{host} leads to {address}, which is this machine; it is not asked")
    if any(address in network for network in _PRIVATE):
        if private:
            return ""
        return _(
            "{host} leads to {address}, in a private network (set `private: true` if that is yours);"
            " it is not asked"
        )
    site_local = isinstance(address, IPv6Address) and address.is_site_local
    if address.is_global and not (address.is_multicast or address.is_reserved or site_local):
        return ""
    return _("{host} leads to {address}, which is no server's; it is not asked")
