"""Which looks suit which terminal."""

import pytest

from agent_console.ui.look.choice import glyphs_for, no_colour, theme_for

_TRUE = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


@pytest.mark.parametrize(
    ("environ", "theme"),
    [
        (_TRUE, "dark"),
        ({"TERM": "tmux-256color"}, "dark"),
        ({**_TRUE, "COLORFGBG": "0;15"}, "light"),
        ({**_TRUE, "COLORFGBG": "0;default;7"}, "light"),
        ({**_TRUE, "COLORFGBG": "15;0"}, "dark"),
        ({"TERM": "linux"}, "terminal"),
        ({"TERM": "screen"}, "terminal"),
        ({"TERM": "xterm", "COLORFGBG": "0;15"}, "terminal"),
        ({"TERM": "dumb"}, "terminal"),
        ({}, "terminal"),
    ],
)
def test_an_open_theme_is_what_the_terminal_can_show(environ: dict[str, str], theme: str) -> None:
    assert theme_for("auto", environ) == theme


def test_a_theme_that_is_set_holds_in_any_terminal() -> None:
    assert theme_for("high-contrast", {"TERM": "linux"}) == "high-contrast"


@pytest.mark.parametrize(
    ("environ", "glyphs"),
    [
        ({"TERM": "xterm-256color", "LANG": "en_GB.UTF-8"}, "wide"),
        ({"TERM": "xterm-256color", "LANG": "nb_NO.utf8"}, "wide"),
        ({"TERM": "xterm-256color"}, "wide"),
        ({"TERM": "xterm-256color", "LC_ALL": "C"}, "wide"),
        ({"TERM": "xterm-256color", "LANG": "de_DE.ISO-8859-15"}, "ascii"),
        ({"TERM": "xterm-256color", "LANG": "de_DE.ISO-8859-15@euro", "LC_ALL": "de_DE.UTF-8"}, "wide"),
        ({"TERM": "linux", "LANG": "en_GB.UTF-8"}, "ascii"),
        ({"TERM": "xterm-256color", "LANG": "ja_JP.UTF-8"}, "narrow"),
        ({"TERM": "xterm-256color", "LANG": "ja_JP.UTF-8", "LC_CTYPE": "en_US.UTF-8"}, "wide"),
    ],
)
def test_open_signs_are_what_the_terminal_can_show(environ: dict[str, str], glyphs: str) -> None:
    assert glyphs_for("auto", environ) == glyphs
    assert glyphs_for("ascii", environ) == "ascii"


@pytest.mark.parametrize(
    ("environ", "plain"),
    [({"NO_COLOR": "1"}, True), ({"NO_COLOR": "0"}, True), ({"NO_COLOR": ""}, False), ({}, False)],
)
def test_no_colour_is_wanted_by_any_value_but_nothing(environ: dict[str, str], plain: bool) -> None:
    assert no_colour(environ) is plain
