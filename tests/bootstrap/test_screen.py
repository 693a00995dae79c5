"""Settings and terminal together make the screen."""

import pytest

from agent_console.bootstrap.screen import options
from agent_console.config import Config
from agent_console.config.desk import PaneSettings, ThemeSettings
from agent_console.ui.option import ConsoleOptions

_FULL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "en_GB.UTF-8"}


def _looks(made: ConsoleOptions) -> tuple[str, str, int, bool]:
    assert made.linear is not made.panel
    return made.theme, made.glyphs, made.most_panes, made.panel


@pytest.mark.parametrize(
    ("theme", "environ", "looks"),
    [
        (ThemeSettings(), _FULL, ("dark", "wide", 6, True)),
        (ThemeSettings(), {"TERM": "linux"}, ("terminal", "ascii", 6, True)),
        (ThemeSettings(name="light", glyphs="narrow"), _FULL, ("light", "narrow", 6, True)),
        (ThemeSettings(linear=True), _FULL, ("dark", "wide", 1, False)),
    ],
)
def test_the_screen_is_what_is_set_and_what_the_terminal_shows(
    theme: ThemeSettings, environ: dict[str, str], looks: tuple[str, str, int, bool]
) -> None:
    made = options(Config(theme=theme, panes=PaneSettings(most=6)), environ, ("a notice",))
    assert _looks(made) == looks
    assert made.notices == ("a notice",)
