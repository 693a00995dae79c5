"""What the keys do that concerns the console's looks."""

from textual.content import Content

from agent_console.texts import _
from agent_console.ui.inquiry.theme import ThemeInquiry
from agent_console.ui.look.theme import THEMES
from agent_console.ui.screens.overlay import Overlays
from agent_console.ui.screens.pane_screen import PaneScreen


class Appearance:
    """Its methods are actions of the key table."""

    def __init__(self, screen: PaneScreen, overlays: Overlays) -> None:
        self._screen = screen
        self._overlays = overlays

    def choose_theme(self) -> None:
        """Ask for the colours; without any there is nothing to choose."""
        if self._screen.app.no_color:
            self._screen.notice(Content(_("there are no colours to choose from: NO_COLOR is set")))
        else:
            self._overlays.ask(ThemeInquiry(tuple(THEMES), self._worn, self._change), None)

    @property
    def _worn(self) -> str:
        worn = self._screen.app.theme
        return next((name for name, theme in THEMES.items() if theme.name == worn), "")

    def _change(self, name: str) -> None:
        self._screen.app.theme = THEMES[name].name
        setting = f"theme: {{name: {name}}}"
        kept = _("colours: {name}; `{setting}` in the settings keeps them")
        self._screen.notice(Content(kept.format(name=name, setting=setting)))
