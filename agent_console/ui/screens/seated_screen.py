"""A screen with a grid of panes: who stands where, how large, and which one has the keys."""

from textual import on
from textual.geometry import Region
from textual.widget import Widget

from agent_console.domain.chat import ConversationId
from agent_console.domain.grid import Room
from agent_console.services.workspace import Workspace
from agent_console.ui.keys import KeyMap
from agent_console.ui.screens.framed_screen import FramedScreen
from agent_console.ui.widgets.chat_pane import ChatPane
from agent_console.ui.widgets.place import Place
from agent_console.ui.widgets.place_grid import PlaceGrid


class SeatedScreen(FramedScreen, inherit_bindings=False):
    """Draws the layout; a pane that leaves the screen loses the focus first."""

    def __init__(self, workspace: Workspace, keys: KeyMap) -> None:
        super().__init__()
        self.attended: ConversationId | None = None
        """The conversation whose composer has, or had last, the focus; None when it is gone."""
        self._workspace = workspace
        self._keys = keys
        self._grid = PlaceGrid(keys, self.make_pane)

    @property
    def room(self) -> Room:
        """The cells that the panes have together."""
        return self._grid.room

    def make_pane(self, conversation: ConversationId) -> ChatPane:
        """Return a pane for a conversation; made by the whole desk, which answers what a pane asks for."""
        raise NotImplementedError

    def pane_of(self, conversation: ConversationId | None) -> ChatPane | None:
        """Return the pane of a conversation that is on screen."""
        return self._grid.pane_of(conversation)

    def place_region(self, number: int) -> Region:
        """Return where a place on screen is, counted row by row from 0; empty if it is not drawn yet."""
        return self._grid.place_region(number)

    def lay_out(self) -> None:
        """Show every conversation where the layout has it now, and have the next start find it there."""
        self._seat()
        self._workspace.layouts.keep()

    def get_focusable_widget_at(self, x: int, y: int) -> Widget | None:
        """Return where the keys go when the mouse is pressed there: nowhere else on a border.

        There it may be the beginning of a drag, which moves the border and not the keys.
        """
        if self.on_border(x, y) and isinstance(self.get_widget_at(x, y)[0], ChatPane | Place):
            return None
        return super().get_focusable_widget_at(x, y)

    def on_border(self, x: int, y: int) -> bool:
        """Whether a cell of the screen is on a border, which can be dragged there."""
        return self._grid.border_at(x, y) is not None

    @on(PlaceGrid.Dragged)
    def drag(self, event: PlaceGrid.Dragged) -> None:
        """Move a border along with the mouse."""
        border = event.border
        if self._workspace.layouts.drag(border.axis, border.track, event.to, self.room):
            self._seat()

    @on(PlaceGrid.Dropped)
    def drop(self) -> None:
        """Have the next start find the border where it is."""
        self._workspace.layouts.keep()

    def _seat(self) -> None:
        self._blur_leaving()
        panes = self._workspace.panes
        self._grid.divide(self._workspace.layouts.grid)
        self._grid.seat(panes.places, panes.slots)

    def _blur_leaving(self) -> None:
        """Take the focus off a pane that goes: Textual would give it, and the next key, to a neighbour."""
        for pane in self._grid.leaving(self._workspace.panes.slots):
            if self.focused is pane.composer:
                self.set_focus(None)
