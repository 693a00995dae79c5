"""A desk with two chat systems: each pane says whose it is, and offers what that system can do."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryBackend
from agent_console.backends.memory_world import MemoryWorld
from agent_console.domain.action import Deed
from agent_console.domain.chat import ConversationId, Delivery
from agent_console.domain.system import SystemName, qualified
from agent_console.ports import Capabilities
from agent_console.ui.option import ConsoleOptions
from tests.fakes import FrozenClock
from tests.ui.console import MIDDLE, Console, Outfit, running

SHOP, CLUB = SystemName("shop"), SystemName("club")


async def taken(console: Console, system: SystemName, world: MemoryWorld, name: str) -> ConversationId:
    """Have a customer of a system write, and the agent take them into a pane."""
    chat = world.join(name)
    world.say(chat, f"Hello, {name} here.")
    told = qualified(system, chat)
    waiting = console.workspace.desk
    await console.until(lambda: told in {queued.facts.conversation for queued in waiting.queue})
    await console.workspace.holdings.take(told)
    await console.until(lambda: console.desk.pane_of(told) is not None and console.pane(told).ready.is_set())
    return told


@asynccontextmanager
async def two(
    folder: Path, size: tuple[int, int] = MIDDLE, options: ConsoleOptions | None = None
) -> AsyncIterator[tuple[Console, MemoryWorld, ConversationId, ConversationId]]:
    """Run a console with Mira of the shop and Ben of the club; their ids are the same in their systems."""
    clock = FrozenClock()
    club = MemoryWorld(clock)
    outfit = Outfit(folder, size, options or ConsoleOptions(), clock=clock, club=club)
    async with running(outfit) as console:
        mira = await taken(console, SHOP, console.world, "Mira Holm")
        ben = await taken(console, CLUB, club, "Ben Aker")
        await console.until(lambda: "· club" in console.screen_text())
        yield console, club, mira, ben


async def test_each_pane_names_its_system_and_each_customer_gets_only_their_own(tmp_path: Path) -> None:
    async with two(tmp_path) as (console, club, mira, ben):
        text = console.screen_text()
        assert "shop" in text
        assert "club" in text
        for key, words in (("alt+1", "For Mira."), ("alt+2", "For Ben.")):
            await console.press(key)
            await console.type(words)
            await console.press("enter")
        desk = console.workspace.desk
        await console.until(lambda: desk[mira].head == 2 and desk[ben].head == 2)
        (shop_chat,), (club_chat,) = console.world.chats, club.chats
        assert [m.text for m in console.world.transcript(shop_chat)][1:] == ["For Mira."]
        assert [m.text for m in club.transcript(club_chat)][1:] == ["For Ben."]


async def test_a_system_that_is_gone_makes_its_own_panes_stale_and_no_others(tmp_path: Path) -> None:
    async with two(tmp_path) as (console, _club, mira, ben):
        console.world.cut()
        await console.until(lambda: not console.workspace.desk.online(mira))
        await console.pilot.pause()
        assert "stale" in str(console.pane(mira).border_subtitle)
        assert "stale" not in str(console.pane(ben).border_subtitle)
        assert "shop ○ offline" in console.screen_text() or "shop" in console.screen_text().splitlines()[-1]
        await console.press("alt+1")
        await console.type("Waits.")
        await console.press("enter")
        await console.press("alt+2")
        await console.type("Goes.")
        await console.press("enter")
        desk = console.workspace.desk
        await console.until(lambda: desk[ben].head == 2)
        assert [echo.delivery for echo in desk[mira].echoes] == [Delivery.SENDING]
        console.world.restore()
        await console.until(lambda: desk[mira].head == 2 and not desk[mira].echoes)
        assert desk[mira].messages[-1].text == "Waits."


async def test_what_a_system_cannot_do_is_said_in_its_panes_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_a_pane(self: MemoryBackend, _chat: ConversationId) -> Capabilities:
        able = self.capabilities
        return able if self.name == "Sam" else replace(able, deeds=frozenset({Deed.ADD_TAG}))

    monkeypatch.setattr(MemoryBackend, "capabilities_of", in_a_pane)
    async with two(tmp_path) as (console, _club, _mira, _ben):
        for key, able in (("alt+1", True), ("alt+2", False)):
            await console.press(key, "ctrl+g", "i")
            await console.pilot.pause()
            assert ("cannot do that" not in console.screen_text()) is able
            assert ("priority of" in console.screen_text()) is able
            await console.press("escape")


async def test_the_queue_says_in_which_system_somebody_waits(tmp_path: Path) -> None:
    async with two(tmp_path) as (console, club, _mira, _ben):
        waiting = club.join("Ida Moe")
        club.say(waiting, "Anybody?")
        await console.until(lambda: console.workspace.desk.queue)
        await console.until(lambda: "Ida Moe" in console.screen_text())
        (line,) = [one for one in console.screen_text().splitlines() if "Ida Moe" in one]
        assert "club" in line


async def test_a_draft_of_either_comes_back_after_a_restart(tmp_path: Path) -> None:
    async with two(tmp_path) as (console, club, mira, ben):
        await console.press("alt+1")
        await console.type("for Mira")
        await console.press("alt+2")
        await console.type("for Ben")
        outfit = Outfit(tmp_path, MIDDLE, clock=console.clock, world=console.world, club=club)
    async with running(outfit) as console:
        await console.until(lambda: {mira, ben} <= set(console.workspace.desk.conversations))
        assert console.workspace.desk.draft(mira).text == "for Mira"
        assert console.workspace.desk.draft(ben).text == "for Ben"
