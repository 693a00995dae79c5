"""Where a client comes from, as far as that can be believed."""

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

IPV6_PREFIX = 64
"""One customer of an internet provider has a whole network of this length."""


def networks(names: Iterable[str]) -> tuple[Network, ...]:
    """Return the networks with these names; a single address is a network of one.

    Raises ValueError for a name that is neither.
    """
    return tuple(ip_network(name, strict=False) for name in names)


def source(peer: str, forwarded: Sequence[str], trusted: Sequence[Network]) -> str:
    """Return the address that connections are counted by; empty for this machine itself.

    `forwarded` are the `X-Forwarded-For` headers in their order. Each proxy appends whom it heard from, so
    they are read from the end, and only as long as it was a trusted proxy that wrote. Somebody on this
    machine who is no trusted proxy is a program of the operator, or a proxy that nobody named: all of its
    customers together must not count as one.
    """
    address = _address(peer)
    hops = [hop.strip() for header in forwarded for hop in header.split(",")]
    while address is not None and _within(address, trusted) and hops:
        earlier = _address(hops.pop())
        if earlier is None:
            break
        address = earlier
    if address is None:
        return peer
    return "" if address.is_loopback else _counted(address)


def _address(text: str) -> Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _within(address: Address, trusted: Sequence[Network]) -> bool:
    return any(address in network for network in trusted)


def _counted(address: Address) -> str:
    if isinstance(address, IPv4Address):
        return str(address)
    return str(ip_network((address, IPV6_PREFIX), strict=False))
