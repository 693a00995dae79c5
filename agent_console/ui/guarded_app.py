"""What every application of the console has in common: its looks, and the wall before the terminal."""

import os
import select
import sys
from collections.abc import Sequence
from typing import TextIO, TypeVar

from rich.segment import Segments
from rich.traceback import Traceback
from textual.app import App
from textual.filter import LineFilter, Monochrome, NoColor

from agent_console.ui.control_guard import ControlGuard
from agent_console.ui.look.choice import no_colour
from agent_console.ui.look.glyph import GlyphFilter, GlyphSet
from agent_console.ui.look.ink import NoInk, TerminalInk
from agent_console.ui.look.silence import Silence
from agent_console.ui.look.theme import TERMINAL, THEMES, VARIABLES

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

    def __init__(self, theme: str, glyphs: str = GlyphSet.WIDE, linear: bool = False) -> None:
        """`theme` is a name in `THEMES`; where NO_COLOR is set, there is none but the terminal's own.

        A `linear` one is read aloud.
        """
        super().__init__()
        self.no_color = no_colour(os.environ)
        self._first_theme = TERMINAL if self.no_color else theme
        self._inks = (TerminalInk(), NoInk()) if self.no_color else (TerminalInk(),)
        silence = (Silence(),) if linear else ()
        self._last_filters = (*silence, GlyphFilter(GlyphSet(glyphs)), ControlGuard())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the console's own colours to themes that do not know them."""
        return VARIABLES

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Keep what the terminal cannot show from it, and control characters, whatever drew them.

        Textual's own answer to NO_COLOR is left out: it draws in shades of grey, which are colours too.
        """
        usual = [kept for kept in super().get_line_filters() if not isinstance(kept, Monochrome | NoColor)]
        inks = self._inks if self.native_ansi_color else ()
        return [kept for kept in (*usual, *inks, *self._last_filters) if kept.enabled]

    def on_mount(self) -> None:
        """Put on the first theme."""
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[self._first_theme].name
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
