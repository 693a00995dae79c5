"""The console's own themes, dark and light; colour means waiting time and nothing else."""

from textual.theme import Theme

_SHARED = {
    "input-cursor-text-style": "none",
}

DARK = Theme(
    name="console-dark",
    primary="#c9d1dc",
    secondary="#8b95a3",
    accent="#e8edf4",
    warning="#e8edf4",
    error="#e8edf4",
    success="#e8edf4",
    foreground="#d3d9e2",
    background="#0f1217",
    surface="#161a21",
    panel="#1f252e",
    dark=True,
    variables={
        **_SHARED,
        "quiet": "#7d8794",
        "frame": "#39414d",
        "wait-calm": "#46b39d",
        "wait-amber": "#eeb02f",
        "wait-red": "#ff6a55",
        "wait-critical": "#ff3f8e",
        "input-cursor-background": "#e8edf4",
        "input-cursor-foreground": "#0f1217",
        "input-selection-background": "#3a4656",
        "scrollbar": "#39414d",
        "scrollbar-background": "#161a21",
    },
)

LIGHT = Theme(
    name="console-light",
    primary="#2b333d",
    secondary="#5b6673",
    accent="#11161c",
    warning="#11161c",
    error="#11161c",
    success="#11161c",
    foreground="#1d242c",
    background="#e9ecf0",
    surface="#f7f8fa",
    panel="#dde2e8",
    dark=False,
    variables={
        **_SHARED,
        "quiet": "#626d7a",
        "frame": "#a9b2bd",
        "wait-calm": "#12705f",
        "wait-amber": "#9a5b00",
        "wait-red": "#c22c18",
        "wait-critical": "#a8005c",
        "input-cursor-background": "#11161c",
        "input-cursor-foreground": "#f7f8fa",
        "input-selection-background": "#c3ccd8",
        "scrollbar": "#a9b2bd",
        "scrollbar-background": "#f7f8fa",
    },
)

THEMES = {"dark": DARK, "light": LIGHT}
"""The themes by the name that a setting gives."""

VARIABLES = {name: DARK.variables[name] for name in DARK.variables if name not in _SHARED}
"""Values for the console's own variables under a theme that does not set them."""
