"""Files through a real hub: by either side, over cuts and kills, until the message is deleted."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from agent_console.customer.client import HubCustomer
from agent_console.domain.action import DeleteMessage
from agent_console.domain.chat import Author, ClientId, Message
from agent_console.wire.backoff import Backoff
from agent_console.wire.frame import (
    Ack,
    Act,
    Done,
    Messages,
    Offer,
    Opened,
    Progress,
    Refusal,
    Say,
    Send,
    Take,
    Unstored,
)
from agent_console.wire.limit import CHUNK_BYTES
from tests.hub.file_case import new_id, pieces, png
from tests.hub.host import HubHost
from tests.hub.process import HubProcess
from tests.hub.raw_client import RawClient, agent_hello, customer_hello, dialled, say

CONTENT = png(640, 480, padding=3 * CHUNK_BYTES)


@pytest.fixture
async def process(tmp_path: Path) -> AsyncIterator[HubProcess]:
    process = HubProcess(tmp_path)
    await process.start()
    yield process
    await process.close()


async def bring(client: RawClient, upload: str, content: bytes = CONTENT, name: str = "parcel.png") -> None:
    """Send a whole file, and wait until the hub has it."""
    await client.say(Offer(upload, name, len(content)))
    while not (progress := await client.hear(Progress)).ready:
        await client.say(pieces(upload, content, progress.received)[0])


async def fetched(url: str, path: str) -> httpx.Response:
    async with httpx.AsyncClient(base_url=url.replace("ws://", "http://")) as client:
        return await client.get(path)


async def test_a_customers_file_reaches_the_agent_and_an_agents_the_customer(host: HubHost) -> None:
    token = host.token("Mira")
    async with (
        dialled(host.url, customer_hello()) as customer,
        dialled(host.url, agent_hello(token)) as agent,
    ):
        upload = new_id()
        await bring(customer, upload, name="../parcel")
        await customer.say(Say(ClientId("m1"), 1, "", file=upload))
        [entry] = (await customer.hear(Messages)).messages
        await agent.say(Take(1))
        opened = await agent.hear(Opened)
        file = opened.messages[0].file
        assert file is not None
        assert file == entry.file
        assert (file.name, file.kind, file.size) == ("parcel.png", "image/png", len(CONTENT))
        assert (file.width, file.height) == (640, 480)
        assert (await fetched(host.url, file.path)).content == CONTENT

        answer = new_id()
        await bring(agent, answer, content=png(5, 5))
        facts = opened.facts
        await agent.say(Send(facts.id, facts.customer, facts.fence, ClientId("a1"), 1, "look", file=answer))
        [entry] = (await customer.hear(Messages)).messages
        assert entry.file is not None
        assert (await fetched(host.url, entry.file.path)).content == png(5, 5)


async def test_a_message_that_comes_again_with_its_file_is_the_same(host: HubHost) -> None:
    async with dialled(host.url, customer_hello()) as customer:
        upload = new_id()
        await bring(customer, upload)
        message = Say(ClientId("m1"), 1, "see", file=upload)
        await customer.say(message)
        first = await customer.hear(Ack)
        await customer.say(message)
        assert await customer.hear(Ack) == first


async def test_nobody_sends_the_file_of_somebody_else_or_half_a_file(host: HubHost) -> None:
    token = host.token("Mira")
    async with (
        dialled(host.url, customer_hello()) as customer,
        dialled(host.url, agent_hello(token)) as agent,
    ):
        whole, half = new_id(), new_id()
        await bring(customer, whole)
        await customer.say(Offer(half, "half.png", len(CONTENT)), pieces(half, CONTENT)[0])
        await customer.hear(Progress)
        await customer.say(Say(ClientId("m1"), 1, "half", file=half))
        assert (await customer.hear(Refusal)).code == "file"
        await customer.say(say(1))
        await agent.say(Take(1))
        facts = (await agent.hear(Opened)).facts
        await agent.say(Send(facts.id, facts.customer, facts.fence, ClientId("a1"), 1, "mine", file=whole))
        assert (await agent.hear(Refusal)).code == "file"
        await customer.say(Say(ClientId("m2"), 2, "now whole", file=whole))
        await customer.hear(Ack)


async def test_what_the_hub_does_not_take_is_said_and_the_chat_goes_on(host: HubHost) -> None:
    async with dialled(host.url, customer_hello()) as customer:
        upload = new_id()
        await customer.say(Offer(upload, "a.svg", 30))
        await customer.hear(Progress)
        await customer.say(pieces(upload, b"<svg onload='alert(1)'></svg> ")[0])
        refused = await customer.hear(Unstored)
        assert (refused.upload, refused.code) == (upload, "kind")
        await customer.say(say(1))
        await customer.hear(Ack)


async def test_a_deleted_message_takes_its_file_from_everybody(host: HubHost) -> None:
    token = host.token("Mira")
    async with (
        dialled(host.url, customer_hello(), say(1)) as customer,
        dialled(host.url, agent_hello(token)) as agent,
    ):
        await customer.hear(Ack)
        await agent.say(Take(1))
        facts = (await agent.hear(Opened)).facts
        upload = new_id()
        await bring(agent, upload)
        await agent.say(Send(facts.id, facts.customer, facts.fence, ClientId("a1"), 1, "oops", file=upload))
        sequence = (await agent.hear(Ack)).sequence
        path = await path_of(customer, sequence)
        assert (await fetched(host.url, path)).status_code == 200
        await agent.say(Act(2, facts.id, facts.fence, DeleteMessage(sequence)))
        while (await agent.hear(Done)).request != 2:
            pass
        assert (await fetched(host.url, path)).status_code == 404


async def path_of(client: RawClient, sequence: int) -> str:
    """Wait for a message with a file; return where it is fetched."""
    while True:
        for entry in (await client.hear(Messages)).messages:
            if entry.sequence == sequence and entry.file is not None:
                return entry.file.path


async def test_an_upload_goes_on_when_the_line_comes_back(host: HubHost) -> None:
    content = png(640, 480, padding=40 * CHUNK_BYTES)
    async with HubCustomer(host.url, name="Mira", backoff=Backoff(base=0.01, cap=0.1)) as customer:
        uploading = asyncio.create_task(customer.upload("parcel.png", content))
        for _ in range(3):
            await asyncio.sleep(0.02)  # any moment will do
            host.cable.cut()
            host.cable.mend()
        upload = await uploading
        assert isinstance(upload, str)
        await customer.send("here it is", file=upload)
        message = await own(customer)
    assert message.attachment is not None
    async with httpx.AsyncClient() as client:
        assert (await client.get(message.attachment.address)).content == content


async def own(customer: HubCustomer) -> Message:
    """Return the customer's own first message."""
    return await anext(m async for m in customer.messages() if m.author is Author.CUSTOMER)


async def test_an_upload_survives_the_kill_of_the_hub(process: HubProcess) -> None:
    upload, hello = new_id(), customer_hello()
    first, second, *_ = pieces(upload, CONTENT)
    async with dialled(process.url, hello, Offer(upload, "a.png", len(CONTENT)), first, second) as customer:
        while (await customer.hear(Progress)).received < 2 * CHUNK_BYTES:
            pass
        await process.kill()
    await process.start()
    async with dialled(process.url, hello, Offer(upload, "a.png", len(CONTENT))) as customer:
        assert await customer.hear(Progress) == Progress(upload, 2 * CHUNK_BYTES, ready=False)
        for chunk in pieces(upload, CONTENT, 2 * CHUNK_BYTES):
            await customer.say(chunk)
        while not (await customer.hear(Progress)).ready:
            pass
        await process.kill()
    await process.start()
    async with dialled(process.url, hello, Say(ClientId("m1"), 1, "", file=upload)) as customer:
        path = await path_of(customer, 1)
        await process.kill()
    await process.start()
    assert (await fetched(process.url, path)).content == CONTENT
