"""The leader key's menu: everything is in sight and within reach, also in the smallest terminal."""

from pathlib import Path

import pytest

from agent_console.ui.key.command import SCOPED
from agent_console.ui.keys import KeyMap, pretty
from tests.ui.console import LARGE, MIDDLE, SMALL, Console, Outfit, running

KEYS = KeyMap()


def _row_of(console: Console, words: str) -> tuple[int, int]:
    """Return where words stand on the screen."""
    for y, line in enumerate(console.screen_text().splitlines()):
        if words in line:
            return line.index(words), y
    raise AssertionError(words)


@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE], ids=["small", "middle", "large"])
async def test_every_command_is_displayed_with_its_key(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(Outfit(tmp_path, size)) as console:
        await console.press("ctrl+g")
        screen = console.screen_text()
        for key, command in KEYS.following.items():
            if not command.is_pane:
                assert f" {pretty(key)} {command.short or command.description}" in screen
        assert "1…0 go to one" in screen
        reached = {command.id for command in KEYS.following.values()} | {"desk.leader"}
        assert reached >= {command.id for command in KEYS.commands if command.group not in SCOPED}


async def test_what_cannot_be_done_now_is_faint_and_its_key_says_why(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        ready = console.desk.overlays.readiness
        lacking = {
            name: ready.why_not(KEYS.command(name)) for name in ("chat.retry", "chat.tag", "desk.take")
        }
        assert lacking == {
            "chat.retry": "no reply has failed here",
            "chat.tag": "",
            "desk.take": "nobody is waiting in the queue",
        }
        await console.press("ctrl+g", "r")
        await console.until(lambda: "no reply has failed here" in console.screen_text())
        assert console.desk.attended == mira


async def test_a_click_does_what_the_key_does(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        await console.welcome("Mira Holm")
        await console.press("alt+1", "ctrl+g")
        await console.pilot.click(offset=_row_of(console, "i priority"))
        await console.until(lambda: "priority of ✚ Mira Holm" in console.screen_text())
        assert not console.desk.overlays.menu.display


async def test_the_menu_follows_the_terminals_size(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, LARGE)) as console:
        await console.press("ctrl+g")
        await console.pilot.resize_terminal(*SMALL)
        await console.until(lambda: "q quit" in console.screen_text())
        assert "c close (twice)" in console.screen_text()
