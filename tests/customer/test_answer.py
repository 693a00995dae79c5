"""Questions to a hub: what is asked again, how often, and what its answer ends."""

import asyncio
from itertools import islice

import pytest

from agent_console.customer import answer
from agent_console.customer.answer import Answers, waits
from agent_console.customer.client import HubCustomer
from agent_console.domain.chat import ClientId, ConversationId
from agent_console.domain.outbox import Acknowledged
from agent_console.hub.live import allowance
from agent_console.wire.frame import Ack, CustomerWelcome, Frame, Say
from agent_console.wire.limit import TEXT_BYTES
from tests.backends.scripted_hub import Caller, scripted

KEY = ClientId("m1")
PATIENCE_SECONDS = 20


def test_the_second_copy_leaves_soon_and_a_slow_hub_gets_few() -> None:
    assert list(islice(waits(0, lambda: 0.5), 6)) == pytest.approx([0.8, 1.6, 3.2, 6.4, 10, 10])


@pytest.mark.parametrize(("chance", "first"), [(0.0, 0.6), (1.0, 1.0)])
def test_many_clients_spread(chance: float, first: float) -> None:
    assert next(waits(0, lambda: chance)) == pytest.approx(first)


def test_no_copy_of_a_long_text_leaves_while_the_hub_only_lets_its_writer_wait() -> None:
    assert next(waits(TEXT_BYTES, lambda: 0.0)) > TEXT_BYTES / allowance.BYTES_A_SECOND


async def test_a_message_lost_on_a_connection_that_stands_leaves_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(answer, "REPEAT_SECONDS", 0.01)
    monkeypatch.setattr(answer, "ANSWER_SECONDS", 1000.0)
    heard: list[Frame] = []

    async def script(caller: Caller) -> None:
        await caller.hear()
        await caller.say(CustomerWelcome(ConversationId("chat")))
        heard.extend([await caller.hear(), await caller.hear()])
        await caller.say(Ack(KEY, 1, 0))

    async with scripted(script) as url, HubCustomer(url, name="Karen Doe") as karen:
        async with asyncio.timeout(PATIENCE_SECONDS):
            assert isinstance(await karen.send("hello", KEY), Acknowledged)
    assert heard == [Say(KEY, 1, "hello")] * 2


async def test_an_answer_to_any_copy_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer, "REPEAT_SECONDS", 0.001)
    answers, copies = Answers(), 0

    async def send(_: str) -> bool:
        nonlocal copies
        copies += 1
        if copies == 3:
            answers.give(KEY, Ack(KEY, 1, 0))
        return True

    assert await answers.insist(KEY, send, "") == Ack(KEY, 1, 0)
    assert copies == 3


async def test_a_lost_connection_ends_it_without_an_answer() -> None:
    answers = Answers()

    async def send(_: str) -> bool:
        answers.lose()
        return True

    async def fail(_: str) -> bool:
        return False

    assert await answers.insist(KEY, send, "") is None
    assert await answers.insist(KEY, fail, "") is None
