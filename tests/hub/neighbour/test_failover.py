"""Clients who know several hubs on one store go on at another when theirs ends."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from agent_console.backends.hub import HubBackend
from agent_console.customer.client import HubCustomer
from agent_console.domain.events import Link, LinkChanged
from agent_console.domain.outbox import Acknowledged
from agent_console.hub.database.address import PostgresAddress
from agent_console.wire.backoff import Backoff
from tests.backends.console import Console
from tests.hub.host import HubHost

pytestmark = pytest.mark.needs("postgres", "initdb")

PATIENCE_SECONDS = 20


async def hubs(address: PostgresAddress, folder: Path) -> tuple[HubHost, HubHost]:
    """Start two hubs on one database."""
    hosts = HubHost(folder), HubHost(folder)
    for host in hosts:
        host.settings = replace(host.settings, database=address, folder=folder / "files")
        await host.start()
    return hosts


async def read(customer: HubCustomer, count: int) -> list[str]:
    """Return the next texts that a customer sees."""
    texts: list[str] = []
    async with asyncio.timeout(PATIENCE_SECONDS):
        async for message in customer.messages():
            texts.append(message.text)
            if len(texts) == count:
                break
    return texts


async def test_customer_and_agent_go_on_at_the_hub_that_is_left(
    address: PostgresAddress, tmp_path: Path
) -> None:
    one, other = await hubs(address, tmp_path)
    both = f"{one.url}, {other.url}"
    lines = [f"line {number}" for number in range(20)]
    customer = HubCustomer(both, name="Karen Doe", backoff=Backoff(base=0.01, cap=0.1))
    try:
        async with customer as karen:
            ann = Console(HubBackend(both, one.token("Ann"), "console"))
            for line in lines[:10]:
                assert isinstance(await karen.send(line), Acknowledged)
            await ann.online()
            taken = await ann.backend.take()
            assert isinstance(taken, str)
            await ann.reads(taken, 10)
            await one.stop()
            for line in lines[10:]:
                assert isinstance(await karen.send(line), Acknowledged)
            await ann.reads(taken, 20)
            assert ann.texts(taken) == lines
            assert await read(karen, 20) == lines
            await ann.close()
    finally:
        await one.close()
        await other.close()


async def test_one_wrong_address_among_several_is_told_at_once() -> None:
    backend = HubBackend("ws://127.0.0.1:1, support.example.com", "token", "console")
    events = [event async for event in backend.events()]
    assert [event.link for event in events if isinstance(event, LinkChanged)] == [Link.REFUSED]
    assert "support.example.com is no hub's address" in str(events)
