"""Where events may be sent, and where not, whatever a name leads to."""

import asyncio
import socket
from collections.abc import Sequence
from ipaddress import ip_network

import pytest

from agent_console.hub.rest.webhook.target import TargetError, check, resolve


def leads(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Have every name lead to these addresses, as an attacker's own name server would."""

    async def look_up(host: str, port: int, **_: object) -> Sequence[tuple[object, ...]]:
        families = [socket.AF_INET6 if ":" in address else socket.AF_INET for address in addresses]
        return [
            (family, 1, 6, "", (address, port)) for family, address in zip(families, addresses, strict=True)
        ]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", look_up)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.1.2.3"),
        *("198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fd00::1", "fe80::1"),
        *(
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
        ),
        *("2002:a00:1::", "fe80::1%2"),
    ],
)
async def test_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    leads(monkeypatch, address)
    with pytest.raises(TargetError, match="not public"):
        await resolve("https://evil.example.com/", ())


async def test_one_address_inside_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    leads(monkeypatch, "93.184.216.34", "10.0.0.1")
    with pytest.raises(TargetError, match=r"10\.0\.0\.1"):
        await resolve("https://evil.example.com/", ())


@pytest.mark.parametrize(
    ("url", "address", "connected"),
    [
        ("https://example.com/a?b=c", "93.184.216.34", "https://93.184.216.34:443/a?b=c"),
        ("https://example.com:8443/", "2606:2800:220:1::1", "https://[2606:2800:220:1::1]:8443/"),
    ],
)
async def test_the_connection_goes_to_the_checked_address(
    monkeypatch: pytest.MonkeyPatch, url: str, address: str, connected: str
) -> None:
    leads(monkeypatch, address)
    target = await resolve(url, ())
    assert (target.url, target.host) == (connected, "example.com")
    assert target.authority == url.split("/")[2]


async def test_a_private_network_can_be_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    leads(monkeypatch, "10.20.0.5")
    allowed = [ip_network("10.20.0.0/16")]
    assert (await resolve("https://desk.example.com/", allowed)).url == "https://10.20.0.5:443/"
    leads(monkeypatch, "10.21.0.5")
    with pytest.raises(TargetError):
        await resolve("https://desk.example.com/", allowed)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9000/", "http://localhost:9000/", "http://[::1]:9000/"])
async def test_this_machine_can_be_named_openly(url: str) -> None:
    check(url)
    assert (await resolve(url, ())).authority == url.split("/")[2]


@pytest.mark.parametrize(
    "url",
    [
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://[::ffff:7f00:1]/",
    ],
)
async def test_another_spelling_of_this_machine_leads_nowhere(url: str) -> None:
    with pytest.raises(TargetError):
        await resolve(url, ())


@pytest.mark.parametrize(
    "url", ["http://example.com/", "https://example.com/#part", "https://example.com:99999/"]
)
def test_what_is_no_address_of_a_receiver_is_told(url: str) -> None:
    with pytest.raises(TargetError, match="the url"):
        check(url)
