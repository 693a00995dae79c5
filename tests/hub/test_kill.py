"""kill -9 of a real hub process: what was acknowledged is there, once, in order."""

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_console.customer.client import HubCustomer
from agent_console.domain.outbox import Acknowledged
from agent_console.wire.backoff import Backoff
from tests.hub.process import HubProcess

KILLS = 5
CUSTOMERS = 4


@pytest.fixture
async def hub(tmp_path: Path) -> AsyncIterator[HubProcess]:
    process = HubProcess(tmp_path)
    await process.start()
    yield process
    await process.close()


async def test_what_was_acknowledged_survives_kills_in_the_middle_of_sending(hub: HubProcess) -> None:
    finished = asyncio.Event()
    talks = [asyncio.create_task(talk(hub.url, number, finished)) for number in range(CUSTOMERS)]
    for _ in range(KILLS):
        await asyncio.sleep(random.uniform(0.05, 0.3))  # any moment will do
        await hub.kill()
        await hub.start()
    finished.set()
    said = await asyncio.gather(*talks)
    await hub.kill()
    with sqlite3.connect(hub.database) as database:
        for customer, texts, seen in said:
            rows = database.execute(
                "SELECT sequence, text FROM message JOIN conversation ON conversation.id = conversation"
                " WHERE customer = ? ORDER BY sequence",
                (customer,),
            ).fetchall()
            assert rows == list(enumerate(texts, 1))
            assert seen == texts
    database.close()


async def talk(url: str, number: int, finished: asyncio.Event) -> tuple[str, list[str], list[str]]:
    """Talk until told to stop; return the customer's id, what was acknowledged, and what came back."""
    customer = HubCustomer(url, name=f"Customer {number}", backoff=Backoff(base=0.01, cap=0.1))
    texts: list[str] = []
    async with customer:
        while not finished.is_set():
            text = f"message {len(texts) + 1} of {number}"
            result = await customer.send(text)
            assert isinstance(result, Acknowledged)
            assert result.sequence == len(texts) + 1
            texts.append(text)
        seen: list[str] = []
        async for message in customer.messages():
            seen.append(message.text)
            if len(seen) == len(texts):
                break
    return customer.identity.customer, texts, seen


async def test_a_hub_that_is_asked_to_stop_stops_cleanly(hub: HubProcess) -> None:
    assert await hub.terminate() == 0
    assert not hub.database.with_name("hub.db-wal").exists()
