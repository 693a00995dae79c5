"""The palette: finds a command by its name and carries it out as its key would; nothing reaches a draft."""

from pathlib import Path

from agent_console.domain.chat import Mode
from agent_console.ui.option import ConsoleOptions
from tests.ui.console import SMALL, Console, Outfit, running


async def _opened(console: Console, key: str = "ctrl+p") -> None:
    await console.press(key)
    await console.until(lambda: "find a command" in console.screen_text())


async def test_a_command_is_found_and_carried_out_for_the_attended_customer(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira = await console.welcome("Mira Holm")
        jonas = await console.welcome("Jonas Lindqvist")
        await console.press("alt+2")
        await console.type("Hello")
        await _opened(console)
        await console.type("urgent")
        await console.press("enter")
        await console.until(lambda: "priority of ✦ Jonas Lindqvist" in console.screen_text())
        assert console.workspace.desk.draft(jonas).text == "Hello"
        assert console.workspace.desk.draft(mira).empty


async def test_it_acts_where_the_keys_were_and_gives_them_back(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        await _opened(console)
        await console.type("write a note")
        await console.press("enter")
        assert console.workspace.desk.mode(mira) is Mode.NOTE
        await console.type("ab")
        assert console.workspace.desk.draft(mira, Mode.NOTE).text == "ab"
        await _opened(console)
        await console.type("zz")
        await console.press("escape")
        await console.type("c")
        assert console.workspace.desk.draft(mira, Mode.NOTE).text == "abc"


async def test_why_a_command_can_do_nothing_now_is_said(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        await _opened(console)
        await console.type("failed")
        await console.until(lambda: "not now: no conversation is chosen" in console.screen_text())
        for _ in "failed":
            await console.press("backspace")
        await console.type("narrow the record")
        await console.press("enter")
        await console.until(lambda: "its key works in the customer's record" in console.screen_text())
        assert "find a command" in console.screen_text()


async def test_what_was_found_last_comes_first(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        await console.welcome("Mira Holm")
        await console.press("alt+1")
        await _opened(console)
        await console.type("history")
        first = "chat.history"
        await console.until(lambda: first in console.screen_text())
        await console.press("enter", "escape")
        await _opened(console)
        await console.until(lambda: first in console.screen_text())
        await console.press("down", "down", "escape")
        console.burst("ctrl+p", "enter")
        await console.until(lambda: "history of ✚ Mira Holm" in console.screen_text())


async def test_a_reply_is_sent_by_its_name_as_by_its_key(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        await console.type("It is on the van")
        await _opened(console)
        await console.type("send the reply")
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[mira].transcript[-1].text == "It is on the van")
        assert console.workspace.desk.draft(mira).empty


async def test_a_click_chooses_and_other_keys_close_it(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        await console.welcome("Mira Holm")
        await console.press("alt+1")
        await _opened(console)
        await console.type("how urgent")
        await console.until(lambda: "chat.priority" in console.screen_text())
        lines = console.screen_text().splitlines()
        row = next(number for number, line in enumerate(lines) if "Say how urgent it is" in line)
        await console.pilot.click(offset=(5, row))
        await console.until(lambda: "priority of ✚ Mira Holm" in console.screen_text())
        await console.press("escape")
        await _opened(console)
        await console.press("alt+1")
        await console.until(lambda: "find a command" not in console.screen_text())


async def test_keys_of_the_users_own_are_those_that_it_shows_and_hears(tmp_path: Path) -> None:
    keys = {"desk.palette": "f11", "list.leave": "ctrl+b", "chat.tag": "leader+%"}
    async with running(Outfit(tmp_path, SMALL, ConsoleOptions(keys=keys))) as console:
        await _opened(console, "f11")
        await console.type("tag on")
        await console.until(lambda: "Ctrl+G %" in console.screen_text())
        assert "Ctrl+B closes" in console.screen_text()
        await console.press("ctrl+b")
        assert "find a command" not in console.screen_text()
