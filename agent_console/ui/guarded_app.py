"""What every application of the console has in common: its themes, and the wall before the terminal."""

from collections.abc import Sequence
from typing import TypeVar

from rich.segment import Segments
from rich.traceback import Traceback
from textual.app import App
from textual.filter import LineFilter

from agent_console.ui.control_guard import ControlGuard
from agent_console.ui.theme import THEMES, VARIABLES

Result = TypeVar("Result")


class GuardedApp(App[Result]):
    """An application in one of the console's themes, from which no control reaches the terminal."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, theme: str) -> None:
        """`theme` is `dark` or `light`."""
        super().__init__()
        self._theme_name = theme
        self._control_guard = ControlGuard()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the console's own colours to themes that do not know them."""
        return VARIABLES

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Keep control characters from the terminal, whatever drew them."""
        return [*super().get_line_filters(), self._control_guard]

    def on_mount(self) -> None:
        """Dress."""
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[self._theme_name].name

    def _fatal_error(self) -> None:
        """End after a bug; the report shows no values of variables, which hold secrets and people's words."""
        self.bell()
        report = Traceback(show_locals=False, width=None)
        self._exit_renderables.append(Segments(self.console.render(report, self.console.options)))
        self._close_messages_no_wait()
