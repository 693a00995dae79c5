"""Which theme and which signs suit a terminal, where the settings leave it open."""

from collections.abc import Mapping
from typing import Final

from rich.console import Console

from agent_console.ui.look.glyph import GlyphSet
from agent_console.ui.look.theme import TERMINAL

AUTO: Final = "auto"
"""The setting that leaves it open."""

_LIGHT_BACKGROUNDS: Final = frozenset({"7", "15"})
_PLAIN_TERMINALS: Final = frozenset({"linux", "vt100", "vt220", "dumb"})
"""Values of TERM of terminals whose fonts have hardly more than ASCII."""
_EAST_ASIAN: Final = ("zh", "ja", "ko")


def theme_for(setting: str, environ: Mapping[str, str]) -> str:
    """Return the name of the theme to begin with."""
    if setting != AUTO:
        return setting
    # Of sixteen colours none is near those of the console's own themes.
    console = Console(force_terminal=True, _environ=environ)
    if console.color_system in ("standard", "windows", None):
        return TERMINAL
    # The variable that terminals set for this: "foreground;background" as numbers of the 16 colours.
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    return "light" if background in _LIGHT_BACKGROUNDS else "dark"


def glyphs_for(setting: str, environ: Mapping[str, str]) -> GlyphSet:
    """Return the set of signs to draw with."""
    if setting != AUTO:
        return GlyphSet(setting)
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG", "")
    if environ.get("TERM", "") in _PLAIN_TERMINALS or not _speaks_unicode(locale):
        return GlyphSet.ASCII
    return GlyphSet.NARROW if locale.startswith(_EAST_ASIAN) else GlyphSet.WIDE


def _speaks_unicode(locale: str) -> bool:
    """Whether a locale is of UTF-8, or leaves the encoding open as `C` and the empty one do.

    In those Python takes UTF-8 by itself, and so do the terminals of today.
    """
    encoding = locale.partition("@")[0].partition(".")[2]
    return not encoding or encoding.casefold().replace("-", "") == "utf8"


def no_colour(environ: Mapping[str, str]) -> bool:
    """Whether no colours are wanted: NO_COLOR is set, to whatever but nothing (no-color.org)."""
    return bool(environ.get("NO_COLOR"))
