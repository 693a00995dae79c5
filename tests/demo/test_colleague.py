"""The scripted colleague: there to be asked, and to be handed chats to."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from agent_console.backends.hub import HubBackend
from agent_console.demo import colleague
from agent_console.demo.encounter import TurnedAwayError
from agent_console.demo.launch import Demo
from agent_console.demo.pace import Pace
from agent_console.domain.action import Ask, HandOver
from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.history import Move, Step
from agent_console.ports import Declined
from tests.backends.console import Console


@asynccontextmanager
async def console_of(demo: Demo) -> AsyncIterator[Console]:
    console = Console(HubBackend(demo.url, demo.token, "console"))
    await console.until(lambda: bool(console.desk.queue))
    await console.until(lambda: any(there.online for there in console.desk.colleagues))
    yield console
    await console.close()


async def steps(console: Console, chat: ConversationId) -> list[Step]:
    told = await console.backend.history(chat)
    assert not isinstance(told, Declined)
    return list(told)


def closings(told: list[Step]) -> list[tuple[str, str]]:
    return [(step.by, step.detail) for step in told if step.move is Move.CLOSED]


def noted_by(console: Console, chat: ConversationId, name: str) -> bool:
    return any((m.name, m.mode) == (name, Mode.NOTE) for m in console.desk[chat].shown)


async def test_a_question_is_answered_and_a_chat_is_served_to_its_end() -> None:
    async with Demo(pace=100.0) as demo, console_of(demo) as console:
        [maria] = console.desk.colleagues
        chat = await console.backend.take()
        assert isinstance(chat, str)
        await console.holds(chat)
        fence = console.desk[chat].fence
        assert await console.backend.perform(chat, fence, Ask(maria.id, "Shall I refund it?")) is None
        await console.until(lambda: noted_by(console, chat, maria.name))
        assert await console.backend.perform(chat, fence, HandOver(maria.id, comment="yours")) is None
        async with asyncio.timeout(20):
            # The first one was before the demonstration.
            while len(closings(await steps(console, chat))) < 2:  # noqa: ASYNC110 (another process closes it)
                await asyncio.sleep(0.02)
        assert closings(await steps(console, chat))[1] == (colleague.NAME, "solved")
        assert await console.backend.reopen(chat) is None
        await console.holds(chat)
        said = [m.text for m in console.desk[chat].shown if m.name == maria.name and m.mode is Mode.REPLY]
        assert len(said) == 2


async def test_a_hub_that_does_not_know_her_is_not_ignored() -> None:
    async with Demo() as demo:
        stranger = colleague.Colleague(demo.url, "wrong", Pace())
        with pytest.raises(ExceptionGroup) as failure:
            await stranger.work()
        assert failure.group_contains(TurnedAwayError, match="does not know this token")
