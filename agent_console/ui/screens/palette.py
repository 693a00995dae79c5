"""What the palette does on the desk: it opens over everything, and what is chosen there is carried out."""

from collections.abc import Awaitable, Callable

from textual.content import Content
from textual.widget import Widget

from agent_console.texts import _
from agent_console.ui.key.ranking import Entry
from agent_console.ui.key.readiness import Readiness, elsewhere
from agent_console.ui.keys import Command, KeyMap
from agent_console.ui.screens.pane_screen import PaneScreen
from agent_console.ui.widgets.palette import Palette

CarryOut = Callable[[Command], Awaitable[None]]


class CommandPalette:
    """Returns the keys to where they were before it carries a command out, as if its own key had come."""

    def __init__(self, screen: PaneScreen, keys: KeyMap, readiness: Readiness, carry_out: CarryOut) -> None:
        self.widget = Palette(keys, self)
        self._screen = screen
        self._keys = keys
        self._readiness = readiness
        self._carry_out = carry_out
        self._origin: Widget | None = None

    def palette(self) -> None:
        """Open the palette; from there, close it."""
        if self.widget.display:
            self.leave()
            return
        self._origin = self._screen.focused
        self.widget.open(
            [Entry(c, self._keys.labels(c), self._readiness.why_not(c)) for c in self._keys.commands]
        )
        self._screen.set_focus(self.widget.query_line)

    async def take(self, key: str) -> bool:
        """Give a key to the palette if it has the focus; whether the key means something to it."""
        return self._screen.focused is self.widget.query_line and await self.widget.take(key)

    async def choose(self, command: Command) -> None:
        """Carry a command out where the keys were; what only its own key does is said, and nothing done."""
        why_not = elsewhere(command)
        if why_not:
            self._screen.notice(Content(_("not from here: {reason}").format(reason=why_not)))
            return
        self.widget.recent.used(command.id)
        self.leave()
        if command.id != "desk.palette":
            await self._carry_out(command)

    def leave(self) -> None:
        """Close, and return the keys to where they were; where that is gone, to the attended reply."""
        origin, pane = self._origin, self._screen.pane_of(self._screen.attended)
        if origin is not None and origin.is_attached and origin.focusable:
            self._screen.set_focus(origin)
        else:
            self._screen.set_focus(None if pane is None else self._screen.writing_place(pane))
        self.widget.close()

    def focus_moved(self, focused: Widget | None) -> None:
        """Close once the keys have gone elsewhere; a terminal in the background has them nowhere."""
        if self.widget.display and focused is not None and focused is not self.widget.query_line:
            self.widget.close()
