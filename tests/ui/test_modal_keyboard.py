"""The modal keyboard: Esc leaves the writing, letters then steer, and nothing lands in two places."""

from pathlib import Path

from textual import events

from agent_console.ui.option import ConsoleOptions
from tests.ui.console import SMALL, Console, Outfit, running


def outfit(folder: Path) -> Outfit:
    return Outfit(folder, SMALL, ConsoleOptions(modal=True))


async def _first(console: Console) -> str:
    await console.welcome("Mira Holm")
    await console.welcome("Jonas Lindqvist")
    await console.press("alt+1")
    await console.type("Hello")
    return "Hello"


async def test_letters_steer_after_escape_and_write_after_i(tmp_path: Path) -> None:
    async with running(outfit(tmp_path)) as console:
        written = await _first(console)
        mira = console.desk.attended
        assert mira is not None
        await console.press("escape")
        assert "LETTERS STEER · i writes" in console.screen_text()

        await console.press("l")
        await console.until(lambda: console.desk.overlays.box.display)
        assert console.composer(mira).text == written
        await console.press("escape", "Q")
        assert console.composer(mira).text == written

        await console.press("i")
        assert "LETTERS STEER" not in console.screen_text()
        await console.type("i")
        assert console.composer(mira).text == f"{written}i"


async def test_enter_writes_again_and_sends_nothing(tmp_path: Path) -> None:
    async with running(outfit(tmp_path)) as console:
        await _first(console)
        mira = console.desk.attended
        assert mira is not None
        await console.press("escape", "enter")
        assert console.workspace.desk.draft(mira).text == "Hello"
        await console.press("enter")
        await console.until(lambda: console.workspace.desk.draft(mira).empty)


async def test_steering_goes_along_to_another_customer_also_from_one_who_has_left(tmp_path: Path) -> None:
    async with running(outfit(tmp_path)) as console:
        await _first(console)
        mira = console.desk.attended
        await console.press("escape", "2")
        await console.until(lambda: console.desk.attended not in (None, mira))
        assert "LETTERS STEER" in console.screen_text()
        jonas = console.desk.attended
        await console.press("c", "c")
        await console.until(lambda: jonas not in console.workspace.desk and console.desk.focused is None)
        await console.press("1")
        await console.until(lambda: console.desk.attended == mira)
        assert "LETTERS STEER" in console.screen_text()


async def test_what_is_pasted_while_letters_steer_does_nothing(tmp_path: Path) -> None:
    async with running(outfit(tmp_path)) as console:
        await _first(console)
        mira = console.desk.attended
        assert mira is not None
        await console.press("escape")
        console.app.post_message(events.Paste("call me"))
        await console.until(lambda: "not inserted: letters steer here" in console.screen_text())
        console.clock.advance(1)
        console.burst(*"gate")
        await console.until(lambda: "was that pasted?" in console.screen_text())
        assert not console.desk.overlays.box.display
        assert console.workspace.desk.draft(mira).text == "Hello"


async def test_without_the_setting_escape_leaves_nothing(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        await _first(console)
        mira = console.desk.attended
        assert mira is not None
        await console.press("escape")
        await console.type("l")
        assert console.composer(mira).text == "Hellol"
