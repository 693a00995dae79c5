"""The themes: legible on every ground, told apart by every eye, and complete."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import get_args

import pytest
from rich.segment import Segment

from agent_console.config.desk import ThemeSettings
from agent_console.ui.look.choice import AUTO
from agent_console.ui.look.theme import PALETTES, THEMES, Palette
from tests.ui.console import MIDDLE, Console, Outfit, running
from tests.ui.look.sight import ORDINARY, SIGHTS, contrast, contrast_of, least_distance
from tests.ui.story import morning

SHEETS = Path(__file__).parents[3] / "agent_console" / "ui"
_TEXT, _TEXT_OF_HIGH_CONTRAST, _LINES = 4.5, 7.0, 3.0
"""What WCAG 2.2 asks for: 1.4.3 and 1.4.6 for text, 1.4.11 for what is no text."""
_APART = 18.0
"""A distance in CIELAB that is seen at a glance; from about 2 on two colours side by side differ at all."""

each_palette = pytest.mark.parametrize("name", PALETTES)


def _wanted(name: str) -> float:
    return _TEXT_OF_HIGH_CONTRAST if name.startswith("high-contrast") else _TEXT


def _grounds(palette: Palette) -> tuple[str, ...]:
    return palette.background, palette.surface, palette.panel


def test_sight_counts_as_the_standards_do() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    red_and_green = ("#a06000", "#608000")
    assert least_distance(red_and_green, "deuteranopia") < least_distance(red_and_green, ORDINARY) / 2


@each_palette
def test_words_are_legible_on_every_ground(name: str) -> None:
    palette = PALETTES[name]
    words = (palette.text, palette.strong, palette.quiet, *palette.waits)
    for ground in _grounds(palette):
        for word in words:
            assert contrast(word, ground) >= _wanted(name), (word, ground)
    assert contrast(palette.text, palette.selection) >= _wanted(name)


@each_palette
def test_frames_are_seen_on_every_ground(name: str) -> None:
    palette = PALETTES[name]
    for ground in _grounds(palette):
        assert contrast(palette.frame, ground) >= _LINES, ground


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("name", ["colour-blind", "colour-blind-light"])
def test_tiers_stay_apart_for_colour_blind_eyes(name: str, sight: str) -> None:
    palette = PALETTES[name]
    assert least_distance((palette.quiet, *palette.waits), sight) >= _APART


@pytest.mark.parametrize(("safe", "usual"), [("colour-blind", "dark"), ("colour-blind-light", "light")])
def test_the_usual_tiers_do_not_stay_apart_as_well(safe: str, usual: str) -> None:
    tiers = {name: (PALETTES[name].quiet, *PALETTES[name].waits) for name in (safe, usual)}
    worst = {name: min(least_distance(tiers[name], sight) for sight in SIGHTS) for name in tiers}
    assert worst[safe] > 1.5 * worst[usual]


def test_the_settings_know_every_theme() -> None:
    assert set(get_args(ThemeSettings.model_fields["name"].annotation)) == {AUTO, *THEMES}


def test_every_theme_sets_what_the_style_sheets_ask_for() -> None:
    asked = {
        name
        for sheet in SHEETS.glob("*.tcss")
        for name in re.findall(r"\$([\w-]+)", sheet.read_text(encoding="utf-8"))
    }
    usual = {"background", "foreground", "surface", "panel", "accent"}
    for name, theme in THEMES.items():
        assert asked - usual <= theme.variables.keys(), name


async def test_what_is_drawn_is_legible_in_every_theme(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        await morning(console)
        await _every_theme(console)
        await console.press("ctrl+g", "ampersand")
        await console.until(lambda: "high contrast on black" in console.screen_text())
        await _every_theme(console)
        await console.press("escape", "alt+2")
        await console.type("Hi Karen, your refund is on its way.")
        await console.press("enter")
        await console.until(lambda: "NOT SENT" in console.screen_text())
        await _every_theme(console)


async def _every_theme(console: Console) -> None:
    for name, palette in PALETTES.items():
        console.app.theme = THEMES[name].name
        await console.until(partial(_stands_on, console, palette.background))
        await console.pilot.pause()
        for segment in _drawn(console):
            assert _legibility(segment) >= 1, (name, segment)


def _stands_on(console: Console, ground: str) -> bool:
    return console.desk.styles.background.hex.lower() == ground


def _drawn(console: Console) -> Iterator[Segment]:
    for strip in console.desk._compositor.render_strips():
        yield from (segment for segment in strip if segment.text.strip())


def _legibility(segment: Segment) -> float:
    """Return the contrast of what is drawn as a multiple of what it should have."""
    style = segment.style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    needed = _TEXT if re.search(r"\w", segment.text) else _LINES
    return contrast_of(style.color, style.bgcolor) / needed
