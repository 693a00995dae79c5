"""Answers from outside: in time or never, one at a time, and given up when the conversation leaves."""

import asyncio
from datetime import timedelta

import pytest

from agent_console.domain.outside import Reach, Request
from agent_console.ports import AnswerError
from agent_console.services.answers import Answers
from tests.services.office import Office

CLIP, PAGE = Request(Reach.CLIPBOARD), Request(Reach.HTTP, "https://example.com/48213")


class World:
    """Answers when the test lets it; implements `ports.Answerer`."""

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.given_up: list[Request] = []
        self.open = asyncio.Event()
        self.failing = False

    async def answer(self, request: Request) -> str:
        """Return the address, or what it was asked for."""
        self.asked.append(request)
        try:
            await self.open.wait()
        except asyncio.CancelledError:
            self.given_up.append(request)
            raise
        if self.failing:
            raise AnswerError("the page says 503")
        return request.text or "copied"


async def test_an_answer_comes_back(office: Office) -> None:
    ana = await office.serve("Ana Sol")
    world = World()
    world.open.set()
    answers = Answers(office.workspace.desk, world)
    assert await answers.answer(ana, CLIP) == "copied"
    assert await answers.answer(ana, PAGE) == "https://example.com/48213"


async def test_why_there_is_no_answer_is_told(office: Office) -> None:
    ana = await office.serve("Ana Sol")
    world = World()
    world.open.set()
    world.failing = True
    with pytest.raises(AnswerError, match="503"):
        await Answers(office.workspace.desk, world).answer(ana, PAGE)
    with pytest.raises(AnswerError, match="nothing here can ask the clipboard"):
        await Answers(office.workspace.desk).answer(ana, CLIP)


async def test_an_answer_that_does_not_come_is_not_waited_for(office: Office) -> None:
    ana = await office.serve("Ana Sol")
    world = World()
    with pytest.raises(AnswerError, match=r"a web service did not answer within 0\.01 s"):
        await Answers(office.workspace.desk, world, timedelta(milliseconds=10)).answer(ana, PAGE)
    await office.until(lambda: world.given_up == [PAGE])


async def test_another_question_for_the_same_chat_takes_the_place_of_the_first(office: Office) -> None:
    ana, ben = await office.serve("Ana Sol"), await office.serve("Ben")
    world = World()
    answers = Answers(office.workspace.desk, world)
    first = asyncio.create_task(answers.answer(ana, CLIP))
    other = asyncio.create_task(answers.answer(ben, CLIP))
    await office.until(lambda: len(world.asked) == 2)
    second = asyncio.create_task(answers.answer(ana, PAGE))
    with pytest.raises(AnswerError, match="another canned reply"):
        await first
    world.open.set()
    assert (await second, await other) == (PAGE.text, "copied")


async def test_a_question_is_given_up_when_its_chat_leaves(office: Office) -> None:
    ana = await office.serve("Ana Sol")
    world = World()
    question = asyncio.create_task(Answers(office.workspace.desk, world).answer(ana, PAGE))
    await office.until(lambda: bool(world.asked))
    office.world.hand_over(ana, "Lee")
    with pytest.raises(AnswerError, match="not yours any more"):
        await question
    await office.until(lambda: world.given_up == [PAGE])
