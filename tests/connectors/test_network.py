"""Where names may lead, and that connections go nowhere else; names are looked up by the test."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from ipaddress import IPv4Address

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response

from agent_console.connectors.exchange import exchange, open_client
from agent_console.connectors.failure import LookUpError
from agent_console.connectors.network import Resolve, addresses
from tests.connectors.system import System

PUBLIC = "93.184.216.34"
NAME = "shop.example.com"


def leading_to(*found: str) -> Resolve:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return found

    return resolve


async def allowed(host: str, *found: str, private: bool = False) -> Sequence[str]:
    return await addresses(host, 443, private, leading_to(*found))


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
async def test_a_name_may_lead_into_the_public_network(address: str) -> None:
    assert await allowed(NAME, address) == (address,)


@pytest.mark.parametrize("address", ["10.0.0.5", "172.16.0.1", "192.168.1.1", "100.64.0.1", "fd12:3456::1"])
async def test_a_name_may_lead_into_a_private_network_only_where_that_is_said(address: str) -> None:
    assert await allowed(NAME, address, private=True) == (address,)
    with pytest.raises(LookUpError, match="in a private network \\(set `private: true` if that is yours\\)"):
        await allowed(NAME, address)


@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "::1",
        str(IPv4Address(0)),
        "::",
        "169.254.169.254",
        "169.254.1.1",
        "100.100.100.200",
        "192.0.0.192",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "224.0.0.1",
        "ff02::1",
        "240.0.0.1",
        "255.255.255.255",
        "0.1.2.3",
        "192.0.2.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "nonsense",
        "127.1",
    ],
)
async def test_a_name_may_lead_nowhere_else(address: str, private: bool) -> None:
    with pytest.raises(LookUpError, match=f"^{NAME} leads to "):
        await allowed(NAME, address, private=private)


async def test_one_bad_address_among_good_ones_is_enough() -> None:
    with pytest.raises(LookUpError, match="which is this machine"):
        await allowed(NAME, PUBLIC, "127.0.0.1")


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.5", "::1", "[::1]", "169.254.169.254"])
async def test_a_number_that_is_written_out_is_meant(host: str) -> None:
    assert await allowed(host, "never asked") == [host]


@pytest.mark.parametrize("host", ["localhost", "shop.localhost"])
async def test_the_names_of_this_machine_lead_to_it_and_nowhere_else(host: str) -> None:
    assert await allowed(host, "127.0.0.1", "::1") == ("127.0.0.1", "::1")
    with pytest.raises(LookUpError, match="which is not this machine"):
        await allowed(host, PUBLIC)


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "127.1",
        "0x7f.1",
        "0x7f000001",
        "0177.0.0.1",
        "127.0.0.1.",
        f"{NAME}.",
        "１２７.0.0.1",
        "ⓢhop.example",
    ],
)
async def test_a_host_that_can_be_read_in_two_ways_is_refused(host: str) -> None:
    with pytest.raises(LookUpError, match=r"^the address has a "):
        await allowed(host, PUBLIC)


async def test_a_name_that_nobody_knows_is_told() -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        raise OSError("no such name")

    with pytest.raises(LookUpError, match=f"{NAME} cannot be found; check the name and the connection"):
        await addresses(NAME, 443, False, resolve)


async def ask(url: str, resolve: Resolve) -> int:
    async with aclosing(open_client(resolve=resolve)) as client:
        async with asyncio.timeout(10):
            return (await exchange(client, httpx.Request("GET", url))).response.status_code


async def test_the_connection_goes_to_the_address_that_was_checked(system: System) -> None:
    asked: list[str] = []

    async def changing(host: str, port: int) -> Sequence[str]:
        # Leads here when it is looked up first, and elsewhere ever after.
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else [PUBLIC]

    port = httpx.URL(system.address).port

    assert await ask(f"http://shop.localhost:{port}/orders", changing) == 200
    assert asked == ["shop.localhost"]
    assert system.requests[0].headers["host"] == f"shop.localhost:{port}"


async def test_a_name_that_leads_here_is_not_asked(system: System) -> None:
    port = httpx.URL(system.address).port

    with pytest.raises(LookUpError, match=r"shop.example.com leads to 127.0.0.1, which is this machine"):
        await ask(f"http://{NAME}:{port}/orders", leading_to("127.0.0.1"))
    assert system.requests == []


async def test_of_several_addresses_the_next_one_is_tried(system: System) -> None:
    port = httpx.URL(system.address).port

    # The system listens on the other one alone.
    assert await ask(f"http://localhost:{port}/orders", leading_to("127.0.0.9", "127.0.0.1")) == 200


async def test_a_proxy_is_asked_by_name_which_is_for_it_to_look_up(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[bytes] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    async def never(host: str, port: int) -> Sequence[str]:
        raise AssertionError(f"{host} was looked up")

    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    async with await asyncio.start_server(proxy, "127.0.0.1", 0) as server:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")

        assert await ask(f"http://{NAME}/orders", never) == 200

    assert heard[0].startswith(f"GET http://{NAME}/orders HTTP/1.1\r\n".encode())


async def test_a_proxy_that_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "nonsense://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)

    with pytest.raises(LookUpError, match="the proxy that the environment names cannot be used"):
        await ask(f"http://{NAME}/orders", leading_to(PUBLIC))


async def test_a_client_keeps_no_cookies_that_another_customers_look_up_could_tell_by(system: System) -> None:
    async def answer(_: Request) -> Response:
        response = Response()
        response.set_cookie("who", "mira")
        return response

    system.answer = answer
    async with aclosing(open_client()) as client:
        await exchange(client, httpx.Request("GET", system.address))

        assert list(client.cookies.jar) == []
