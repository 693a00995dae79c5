"""The colours are changed while the console runs, and nothing of the desk changes with them."""

from pathlib import Path

import pytest

from agent_console.ui.look.theme import PALETTES, THEMES
from tests.ui.console import SMALL, Outfit, running


async def test_colours_are_chosen_by_name_and_the_draft_stays(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        await console.type("It is on the")
        await console.press("ctrl+g", "ampersand")
        await console.until(lambda: "now" in console.screen_text())
        await console.type("high light")
        await console.press("enter")
        await console.until(lambda: console.app.theme == THEMES["high-contrast-light"].name)
        await console.until(
            lambda: console.desk.styles.background.hex.lower() == PALETTES["high-contrast-light"].background
        )
        await console.type(" van")
        assert console.composer(mira).text == "It is on the van"
        assert "theme: {name: high-contrast-light}" in console.screen_text()


async def test_without_colours_there_is_nothing_to_choose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(Outfit(tmp_path, SMALL)) as console:
        await console.welcome("Mira Holm")
        await console.press("ctrl+g", "ampersand")
        await console.until(lambda: "NO_COLOR is set" in console.screen_text())
        assert console.app.theme == THEMES["terminal"].name
