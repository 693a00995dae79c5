"""The console's own themes; colour means waiting time and nothing else."""

from dataclasses import dataclass
from typing import Final

from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, as style sheets write them."""

    background: str
    surface: str
    """Under the pane that is written in."""
    panel: str
    """Under what stands over the desk, and under the line of the strip."""
    text: str
    strong: str
    """Of what the agent writes in, and of what opens."""
    quiet: str
    """Of words that are there for whoever looks for them."""
    frame: str
    """Of the borders that say nothing."""
    selection: str
    waits: tuple[str, str, str, str]
    """Calm, amber, red and critical; the words and glyphs beside them say the same."""


def _theme(name: str, colours: Palette, *, dark: bool) -> Theme:
    strong = colours.strong
    return Theme(
        name=f"console-{name}",
        primary=colours.text,
        secondary=colours.quiet,
        accent=strong,
        warning=strong,
        error=strong,
        success=strong,
        foreground=colours.text,
        background=colours.background,
        surface=colours.surface,
        panel=colours.panel,
        dark=dark,
        variables={
            **_own(colours),
            "text": colours.text,
            "text-muted": colours.quiet,
            "text-disabled": colours.quiet,
            "title-style": "bold",
            "selection-style": "none",
            "input-cursor-text-style": "none",
            "input-cursor-background": strong,
            "input-cursor-foreground": colours.background,
            "input-selection-background": colours.selection,
            "input-selection-foreground": colours.text,
            "screen-selection-background": colours.selection,
            "screen-selection-foreground": colours.text,
            "scrollbar": colours.frame,
            "scrollbar-hover": colours.quiet,
            "scrollbar-active": colours.quiet,
            "scrollbar-background": colours.surface,
            "scrollbar-background-hover": colours.surface,
            "scrollbar-background-active": colours.surface,
        },
    )


def _own(colours: Palette) -> dict[str, str]:
    calm, amber, red, critical = colours.waits
    return {
        "quiet": colours.quiet,
        "frame": colours.frame,
        "wait-calm": calm,
        "wait-amber": amber,
        "wait-red": red,
        "wait-critical": critical,
    }


DARK = Palette(
    background="#0f1217",
    surface="#161a21",
    panel="#1f252e",
    text="#d3d9e2",
    strong="#e8edf4",
    quiet="#8b95a3",
    frame="#667080",
    selection="#37404d",
    waits=("#46b39d", "#eeb02f", "#ff6a55", "#ff3f8e"),
)
LIGHT = Palette(
    background="#e9ecf0",
    surface="#f7f8fa",
    panel="#dde2e8",
    text="#1d242c",
    strong="#11161c",
    quiet="#545e6a",
    frame="#75808d",
    selection="#c9d1dc",
    waits=("#116b5b", "#8f5400", "#bd2915", "#a8005c"),
)
HIGH_CONTRAST = Palette(
    background="#000000",
    surface="#000000",
    panel="#141414",
    text="#ffffff",
    strong="#ffffff",
    quiet="#cfd4da",
    frame="#9aa0a8",
    selection="#3a3a3a",
    waits=("#3fe0c0", "#ffc933", "#ff9b8c", "#ff9ad5"),
)
HIGH_CONTRAST_LIGHT = Palette(
    background="#ffffff",
    surface="#ffffff",
    panel="#f0f0f0",
    text="#000000",
    strong="#000000",
    quiet="#3d4248",
    frame="#6a7078",
    selection="#d4d4d4",
    waits=("#004d40", "#5c3a00", "#8f0d00", "#7a0050"),
)
COLOUR_BLIND = Palette(
    background="#0f1217",
    surface="#161a21",
    panel="#1f252e",
    text="#d3d9e2",
    strong="#e8edf4",
    quiet="#8b95a3",
    frame="#667080",
    selection="#37404d",
    waits=("#6abaeb", "#ffbf1d", "#ff755d", "#e33eff"),
)
"""Its tiers differ in lightness as well as in hue, so they stay apart where hues fall together."""
COLOUR_BLIND_LIGHT = Palette(
    background="#e9ecf0",
    surface="#f7f8fa",
    panel="#dde2e8",
    text="#1d242c",
    strong="#11161c",
    quiet="#545e6a",
    frame="#75808d",
    selection="#c9d1dc",
    waits=("#0a6492", "#855b00", "#842829", "#931fc4"),
)

PALETTES: Final = {
    "dark": DARK,
    "light": LIGHT,
    "high-contrast": HIGH_CONTRAST,
    "high-contrast-light": HIGH_CONTRAST_LIGHT,
    "colour-blind": COLOUR_BLIND,
    "colour-blind-light": COLOUR_BLIND_LIGHT,
}

DIMMED: Final = "ansi_bright_black"
"""What stands for quiet in the terminal's own colours: the foreground, dimmed.

Bright black itself is the background in some palettes; see `TerminalInk`.
"""

_TERMINAL = Theme(
    name="console-terminal",
    primary="ansi_default",
    secondary="ansi_default",
    accent="ansi_default",
    warning="ansi_default",
    error="ansi_default",
    success="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    ansi=True,
    variables={
        "quiet": DIMMED,
        "frame": DIMMED,
        "wait-calm": "ansi_green",
        "wait-amber": "ansi_yellow",
        "wait-red": "ansi_red",
        "wait-critical": "ansi_magenta",
        "surface": "ansi_default",
        "panel": "ansi_default",
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "text-muted": DIMMED,
        "text-disabled": DIMMED,
        "title-style": "bold reverse",
        "selection-style": "reverse",
        "input-cursor-text-style": "reverse",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-selection-background": "ansi_default",
        "input-selection-foreground": "ansi_default",
        "screen-selection-background": "ansi_default",
        "screen-selection-foreground": "ansi_default",
        "border": "ansi_default",
        "border-blurred": DIMMED,
        "block-hover-background": "ansi_default",
        "scrollbar": DIMMED,
        "scrollbar-hover": "ansi_default",
        "scrollbar-active": "ansi_default",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
    },
)

TERMINAL: Final = "terminal"
"""The theme of the terminal's own sixteen colours, which takes its background as it is."""

THEMES: Final = {
    **{name: _theme(name, colours, dark=not name.endswith("light")) for name, colours in PALETTES.items()},
    TERMINAL: _TERMINAL,
}
"""The themes by the name that a setting gives."""

VARIABLES: Final = {**_own(DARK), "title-style": "bold", "selection-style": "none"}
"""Values for the console's own variables under a theme that does not set them."""
