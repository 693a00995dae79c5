"""Few colours, and none: what leaves for the terminal, byte by byte."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.ui.look.theme import THEMES
from agent_console.ui.option import ConsoleOptions
from tests.ui.console import MIDDLE, Console, Outfit, running
from tests.ui.story import morning

_OWN_SIXTEEN = {*range(30, 38), 39, *range(40, 48), 49, *range(90, 98), *range(100, 108)}
_COLOURS = _OWN_SIXTEEN | {38, 48}
"""What an SGR sequence says about colours (ECMA-48, and the bright ones of aixterm)."""
_DIM, _REVERSED = 2, 7


@pytest.fixture(autouse=True)
def _many_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a terminal that could show every colour."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


def _printed(console: Console) -> str:
    return "\n".join(strip.render(console.app.console) for strip in console.desk._compositor.render_strips())


def _parameters(printed: str) -> Iterator[int]:
    for sequence in re.findall(r"\x1b\[([0-9;]*)m", printed):
        yield from (int(parameter or 0) for parameter in sequence.split(";"))


def _before(printed: str, words: str) -> set[int]:
    """Return the parameters of the sequence just before some words."""
    found = re.search(rf"\x1b\[([0-9;]*)m[^\x1b]*{words}", printed)
    assert found, words
    return {int(parameter) for parameter in found[1].split(";")}


async def _with_a_list(console: Console) -> str:
    await morning(console)
    await console.press("f4")
    await console.until(lambda: "The refund is under way" in console.screen_text())
    return _printed(console)


async def test_a_theme_of_the_consoles_own_uses_every_colour(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        assert {38, 48} <= set(_parameters(await _with_a_list(console)))


async def test_the_terminals_theme_uses_none_but_its_sixteen(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE, ConsoleOptions(theme="terminal"))) as console:
        printed = await _with_a_list(console)
        assert set(_parameters(printed)) & _COLOURS <= _OWN_SIXTEEN
        assert 31 in _before(printed, "Jonas Lind")
        assert _DIM in _before(printed, "off screen")
        console.app.theme = THEMES["dark"].name
        await console.until(lambda: {38, 48} <= set(_parameters(_printed(console))))
        console.app.theme = THEMES["terminal"].name
        await console.until(lambda: set(_parameters(_printed(console))) & _COLOURS <= _OWN_SIXTEEN)


async def test_without_colours_nothing_says_colour_and_everything_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(Outfit(tmp_path, MIDDLE, ConsoleOptions(theme="light"))) as console:
        printed = await _with_a_list(console)
        assert not set(_parameters(printed)) & _COLOURS
        assert "red" in printed
        assert "═" in printed
        assert _DIM in _before(printed, "off screen")
        assert _REVERSED in _before(printed, "Your order is on its way")
        assert _REVERSED not in _before(printed, "The refund is under way")


async def test_an_empty_no_color_asks_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        await console.welcome("Mira Holm")
        assert {38, 48} <= set(_parameters(_printed(console)))
