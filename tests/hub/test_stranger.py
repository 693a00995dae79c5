"""The hub towards strangers: browsers, noise, foreign pages, wrong hellos, thieves."""

import asyncio
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from agent_console.config.widget import LONGEST_QUEUE
from agent_console.domain.customer import CustomerId
from agent_console.hub.live import admission, queue_board, reception
from agent_console.hub.server import running
from agent_console.hub.settings import HubSettings
from agent_console.wire.close_code import CloseCode
from agent_console.wire.frame import (
    Ack,
    AgentHello,
    CustomerHello,
    CustomerWelcome,
    Frame,
    Messages,
    Opened,
    Profile,
    Queue,
    Reread,
    Take,
    Topic,
)
from tests.hub.host import HubHost
from tests.hub.raw_client import agent_hello, customer_hello, dialled, say, still_serves
from tests.hub.scene import hub_with

PROFILE = Profile("Karen Doe")


async def test_a_browser_gets_one_line(host: HubHost) -> None:
    async with httpx.AsyncClient(trust_env=False) as browser:
        answer = await browser.get(host.url.replace("ws:", "http:"))
    assert (answer.status_code, answer.text) == (200, "this is an agent_console hub\n")


@pytest.mark.parametrize(
    "noise", [b"", b"\x00\xff" * 500, b"GET / HTTP/1.1\r\n", b"\x16\x03\x01\x02\x00\x01", b"x" * 20_000]
)
async def test_noise_at_the_port_harms_nobody(host: HubHost, noise: bytes) -> None:
    _reader, writer = await asyncio.open_connection("127.0.0.1", host.cable.port)
    writer.write(noise)
    await writer.drain()
    await still_serves(host.url)
    writer.transport.abort()


async def test_pages_of_unknown_origin_are_turned_away(tmp_path: Path) -> None:
    shop = "https://shop.example.com"
    async with running(HubSettings(tmp_path / "hub.db", port=0, origins=(shop,))) as port:
        url = f"ws://127.0.0.1:{port}"
        async with dialled(url, customer_hello(), origin=shop) as page:
            await page.hear(CustomerWelcome)
        for origin in (
            "https://evil.example.com",
            "null",
            f"{shop}.evil.example.com",
            "http://shop.example.com",
        ):
            with pytest.raises(InvalidStatus, match="403"):
                await dialled(url, origin=origin).__aenter__()


@pytest.mark.parametrize(
    ("first", "code", "reason"),
    [
        ("garbage", 4400, "not JSON"),
        (b"\x00", 4400, "binary"),
        (Take(1), 4400, "the first frame must be a hello"),
        (AgentHello("wrong", "console"), 4401, "does not know this token"),
        (AgentHello("", "console"), 4401, "does not know this token"),
        (AgentHello("wrong", "console", protocol=2), 4400, "speaks protocol 3, the client 2"),
        (AgentHello("wrong", ""), 4400, "device id"),
        (replace(customer_hello(), customer=CustomerId("7")), 4400, "32 hexadecimal digits"),
        (CustomerHello(CustomerId("0" * 32), "short", "phone", PROFILE), 4400, "secret must have"),
        (customer_hello(" "), 4400, "needs a name"),
        (customer_hello("K" * 2001), 4400, "2000 characters"),
        (replace(customer_hello(), topic=Topic(concern="x" * 2001)), 4400, "2000 characters"),
    ],
    ids=lambda value: "hello" if isinstance(value, CustomerHello) else str(value)[:30],
)
async def test_who_may_not_come_in_hears_why(
    host: HubHost, first: Frame | str | bytes, code: int, reason: str
) -> None:
    async with dialled(host.url, first) as stranger:
        closed = await stranger.closed()
    assert closed[0] == code
    assert reason in closed[1]


async def test_silence_is_not_waited_for(host: HubHost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "HELLO_SECONDS", 0.01)
    async with dialled(host.url) as silent:
        assert (await silent.closed())[0] == 4408


async def test_somebody_else_cannot_be_a_known_customer(host: HubHost) -> None:
    hello = customer_hello()
    async with dialled(host.url, hello) as customer:
        await customer.hear(CustomerWelcome)
    async with dialled(host.url, replace(hello, secret="s" * 43)) as thief:
        assert await thief.closed() == (4401, "the secret does not belong to this customer id")


async def test_a_customer_cannot_keep_the_hub_busy_with_reading(tmp_path: Path) -> None:
    hub = HubHost(tmp_path, customer_rate=0.1, customer_burst=3)
    await hub.start()
    async with dialled(hub.url, customer_hello(), say(1)) as customer:
        chat = (await customer.hear(CustomerWelcome)).conversation
        await customer.hear(Ack)
        await customer.say(*[Reread(chat, 0)] * 100, say(2))
        readings = 0
        while not isinstance(frame := await customer.hear(object), Ack):
            readings += isinstance(frame, Messages) and frame.messages[0].sequence == 1
        assert frame.sequence == 2
    assert readings == 3
    await hub.close()


@pytest.fixture
def worst_name() -> str:
    """A name as long as it may be, of characters that take the most room on the wire."""
    return "\x01" * admission.LONGEST_FIELD


async def test_strangers_cannot_make_the_queue_too_large_to_be_read(host: HubHost, worst_name: str) -> None:
    hello = replace(customer_hello(worst_name), topic=Topic(worst_name, queue=worst_name[:LONGEST_QUEUE]))
    for number in range(queue_board.SHOWN):
        async with dialled(
            host.url, replace(hello, customer=CustomerId(f"{number:032x}")), say(1)
        ) as customer:
            await customer.hear(Ack)
    async with dialled(host.url, agent_hello(host.token("Ann"))) as agent:
        assert len((await agent.hear(Queue)).waiting) == queue_board.SHOWN


async def test_strangers_cannot_make_a_page_of_history_too_large_to_be_read(
    host: HubHost, worst_name: str
) -> None:
    async with dialled(host.url, customer_hello(worst_name)) as customer:
        chat = (await customer.hear(CustomerWelcome)).conversation
        for number in range(1, 201):
            await customer.say(say(number))
            await customer.hear(Ack)
    async with dialled(host.url, agent_hello(host.token("Ann")), Take(1, chat)) as agent:
        seen = [entry.sequence for entry in (await agent.hear(Opened)).messages]
        while len(seen) < 200:
            seen += [entry.sequence for entry in (await agent.hear(Messages)).messages]
    assert seen == list(range(1, 201))


async def test_strangers_from_one_address_cannot_be_new_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reception, "NEWCOMERS_A_SECOND", 1e-6)
    monkeypatch.setattr(reception, "NEWCOMER_BURST", 2)
    home, known = "203.0.113.7", customer_hello()
    async with hub_with(tmp_path, trusted_proxies=("127.0.0.1",)) as hub:
        for hello in (known, customer_hello(), known):
            async with dialled(hub.url, hello, forwarded=home) as welcome:
                await welcome.hear(CustomerWelcome)
        async with dialled(hub.url, customer_hello(), forwarded=home) as third:
            assert (await third.closed())[0] == CloseCode.LATER
        for hello, source in ((known, home), (customer_hello(), "198.51.100.1")):
            async with dialled(hub.url, hello, forwarded=source) as welcome:
                await welcome.hear(CustomerWelcome)
