"""What every application of the console has in common: its themes, and the wall before the terminal."""

import select
import sys
from collections.abc import Sequence
from typing import TextIO, TypeVar

from rich.segment import Segments
from rich.traceback import Traceback
from textual.app import App
from textual.filter import LineFilter

from agent_console.ui.control_guard import ControlGuard
from agent_console.ui.theme import THEMES, VARIABLES

Result = TypeVar("Result")

_SECONDS_BETWEEN_LOOKS = 3.0


def _gone(terminal: TextIO | None) -> bool:
    """Whether nobody holds the other end of a terminal any more."""
    if terminal is None:
        return True
    poll = select.poll()
    poll.register(terminal.fileno(), 0)  # a hang-up is told without being asked for
    return bool(poll.poll(0))


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
        if not self.is_headless:
            self.set_interval(_SECONDS_BETWEEN_LOOKS, self._end_with_terminal)

    def _end_with_terminal(self) -> None:
        """Leave when the terminal has gone without a hang-up signal; Textual would read from it for ever."""
        if _gone(sys.__stdin__):
            self.exit(return_code=1)

    def _fatal_error(self) -> None:
        """End after a bug; the report shows no values of variables, which hold secrets and people's words."""
        self.bell()
        report = Traceback(show_locals=False, width=None)
        self._exit_renderables.append(Segments(self.console.render(report, self.console.options)))
        self._close_messages_no_wait()
