"""Translations and other words on the screen: off by default, previewed, taken by Enter and left by Esc."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from agent_console.ports import Declined
from agent_console.services.rewording import RewordingAid
from agent_console.services.writing import WritingAid
from tests.ui.console import LARGE, SMALL, Console, Outfit, running


class Machine:
    """Answers when it is let; implements both ports."""

    host = "mt.example.com"

    def __init__(self) -> None:
        self.says: str | Declined = "Bestellung {1} ist unterwegs."
        self.asked = 0
        self.free = asyncio.Event()
        self.given_up = False

    async def translate(self, text: str, source: str, target: str) -> str | Declined:
        """Return what was set."""
        return await self._answer()

    async def rewrite(self, text: str, wish: str) -> str | Declined:
        """Return what was set."""
        return await self._answer()

    async def _answer(self) -> str | Declined:
        self.asked += 1
        try:
            await self.free.wait()
        except asyncio.CancelledError:
            self.given_up = True
            raise
        return self.says


def _says(console: Console, words: str) -> bool:
    return words in console.screen_text()


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
async def console(tmp_path: Path, machine: Machine) -> AsyncIterator[Console]:
    aid = RewordingAid(machine, machine, "en", {"shorter": "Say the same in fewer words."})
    async with running(Outfit(tmp_path, LARGE, writing=WritingAid(rewording=aid))) as console:
        yield console


async def test_a_translation_is_read_first_and_taken_as_one_step(console: Console, machine: Machine) -> None:
    mira = await console.welcome("Mira Holm", language="de")
    await console.press("alt+1")
    await console.type("Order 48213 is on its way.")
    await console.press("ctrl+g", "X")
    await console.until(lambda: "asking mt.example.com" in console.screen_text())
    assert "for ✚ Mira Holm in German (de)" in console.screen_text()
    await console.press("enter")
    machine.free.set()
    await console.until(lambda: "Bestellung 48213 ist unterwegs." in console.screen_text())
    composer = console.composer(mira)
    assert composer.text == "Order 48213 is on its way."
    await console.press("enter")
    await console.until(lambda: composer.text == "Bestellung 48213 ist unterwegs.")
    await console.until(lambda: console.app.focused is composer)
    assert console.workspace.desk[mira].echoes == ()
    await console.press("ctrl+z")
    await console.until(lambda: composer.text == composer.draft.text == "Order 48213 is on its way.")


async def test_escape_gives_it_up_and_what_comes_too_late_is_dropped(
    console: Console, machine: Machine
) -> None:
    mira = await console.welcome("Mira Holm", language="de")
    await console.press("alt+1")
    await console.type("It is on its way.")
    await console.press("ctrl+g", "X")
    await console.until(lambda: machine.asked)
    await console.press("escape")
    await console.until(lambda: machine.given_up)
    assert console.app.focused is console.composer(mira)
    await console.press("ctrl+g", "X")
    await console.until(lambda: machine.asked == 2)
    await console.press("f4")
    machine.free.set()
    await console.until(lambda: "came when their preview was closed" in console.screen_text())
    assert console.composer(mira).text == "It is on its way."


async def test_an_answer_lands_nowhere_but_in_the_preview_it_was_asked_for(
    console: Console, machine: Machine
) -> None:
    mira = await console.welcome("Mira Holm", language="de")
    jonas = await console.welcome("Jonas Berg", language="de")
    await console.press("alt+1")
    await console.type("Order 48213 is late.")
    await console.press("ctrl+g", "X")
    await console.until(lambda: machine.asked)
    await console.press("alt+2")
    await console.type("Hello Jonas")
    machine.says = "Die Bestellung ist verspätet."
    machine.free.set()
    await console.until(lambda: "missing here: 48213" in console.screen_text())
    assert console.app.focused is console.composer(jonas)
    console.workspace.drafts.edited(mira, "Order 48213 is late!", 20)
    await console.press("alt+1", "enter")
    await console.until(lambda: "it is not complete" in console.screen_text())
    await console.press("enter")
    await console.until(lambda: "the draft is another one" in console.screen_text())
    assert console.workspace.desk.draft(mira).text == "Order 48213 is late!"
    assert console.composer(jonas).text == "Hello Jonas"


async def test_a_wish_is_chosen_and_the_chat_may_leave_meanwhile(console: Console, machine: Machine) -> None:
    mira = await console.welcome("Mira Holm", language="de")
    jonas = await console.welcome("Jonas Berg")
    await console.press("alt+1")
    await console.type("It is on its way.")
    await console.press("ctrl+g", "R")
    await console.until(lambda: "Say the same in fewer words." in console.screen_text())
    await console.press("enter")
    await console.until(lambda: machine.asked)
    console.world.hand_over(mira, "Lin")
    await console.until(lambda: "Mira Holm has left your desk" in console.screen_text())
    machine.free.set()
    await console.pilot.pause()
    assert console.composer(jonas).text == ""


async def test_what_the_customer_wrote_is_only_to_be_read(console: Console, machine: Machine) -> None:
    mira = await console.welcome("Mira Holm", "Wo ist meine Lampe?", language="de")
    await console.press("alt+1", "ctrl+g", "T")
    machine.says = "Where is my lamp?"
    machine.free.set()
    await console.until(lambda: "Where is my lamp?" in console.screen_text())
    await console.press("enter")
    await console.until(lambda: console.app.focused is console.composer(mira))
    assert console.composer(mira).text == ""
    assert [message.text for message in console.workspace.desk[mira].messages] == ["Wo ist meine Lampe?"]


async def test_without_settings_the_keys_say_how_they_are_switched_on(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        await console.welcome("Mira Holm", language="de")
        await console.press("alt+1")
        await console.type("Hello")
        for key, words in (("X", "translation:"), ("T", "translation:"), ("R", "rewriting:")):
            await console.press("ctrl+g", key)
            await console.until(partial(_says, console, f"`assist: {words}`"))
