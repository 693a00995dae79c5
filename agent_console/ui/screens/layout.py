"""What the keys do with the panes themselves: each method is the action of a command in the key table."""

from typing import Final

from textual.content import Content

from agent_console.domain.chat import ConversationId
from agent_console.domain.grid import Axis, Direction
from agent_console.services.workspace import Workspace
from agent_console.texts import N_, _
from agent_console.ui.keys import KeyMap
from agent_console.ui.screens.errand import Errands
from agent_console.ui.screens.pane_screen import PaneScreen

_STEP: Final = {Axis.COLUMN: 4, Axis.ROW: 2}
"""Cells by which one press makes a column or a row larger or smaller."""
_NO_MORE: Final = {
    Axis.COLUMN: N_("no more columns: the panes would be too narrow to read, or too many"),
    Axis.ROW: N_("no more rows: the panes would be too low to read, or too many"),
}
_NO_MORE_BESIDE: Final = {
    **_NO_MORE,
    Axis.COLUMN: N_("no more columns: beside the record the panes would be too narrow to read, or too many"),
}
"""The same while the customer's record is shown beside the panes."""
_ONE: Final = {Axis.COLUMN: N_("there is one column"), Axis.ROW: N_("there is one row")}
_EDGE: Final = {
    Direction.LEFT: N_("there is no place further left"),
    Direction.RIGHT: N_("there is no place further right"),
    Direction.UP: N_("there is no place further up"),
    Direction.DOWN: N_("there is no place further down"),
}


class PaneLayout:
    """Lays the panes out anew, and goes back and forth among them; the keys stay with who has them."""

    def __init__(self, screen: PaneScreen, workspace: Workspace, keys: KeyMap, errands: Errands) -> None:
        self._screen = screen
        self._panes = workspace.panes
        self._desk = workspace.desk
        self._layouts = workspace.layouts
        self._keys = keys
        self._errands = errands

    def zoom(self) -> None:
        """Give the attended pane the whole grid, or all their places again."""
        conversation = self._errands.chosen() if self._panes.zoomed is None else self._panes.zoomed
        if conversation is None:
            return
        if len(self._panes.places) == 1:
            self._say(_("there is nothing to zoom: one pane has all the room already"))
        elif self._stands(conversation) and self._layouts.zoom(conversation):
            self._screen.lay_out()

    def move_pane(self, towards: str) -> None:
        """Move the attended pane to the place `left`, `right`, `up` or `down` of it."""
        conversation, direction = self._placed(), Direction[towards.upper()]
        if conversation is None:
            return
        if self._layouts.move(conversation, direction):
            self._screen.lay_out()
        else:
            self._say(_(_EDGE[direction]))

    def pin(self) -> None:
        """Pin the attended pane to the screen, or take the pin off."""
        conversation = self._errands.chosen()
        if conversation is None or not self._stands(conversation):
            return
        if not self._layouts.pin(conversation):
            self._say(_("the last place cannot be pinned: everybody else needs one"))
            return
        self._screen.lay_out()
        pinned = conversation in self._panes.pinned
        self._say(_("pinned: nobody takes this place") if pinned else _("no longer pinned"))

    def resize_pane(self, axis: str, sign: int) -> None:
        """Make the attended pane's `column` or `row` larger (1) or smaller (-1)."""
        conversation, along = self._placed(), Axis[axis.upper()]
        if conversation is None:
            return
        if len(self._layouts.grid.weights(along)) == 1:
            self._say(_(_ONE[along]))
        elif self._layouts.grow(conversation, along, sign * _STEP[along], self._screen.room):
            self._screen.lay_out()
        else:
            self._say(_("no further: every pane must stay legible"))

    def divide(self, axis: str, by: int) -> None:
        """Have one `column` or `row` more (1) or fewer (-1)."""
        along = Axis[axis.upper()]
        if not self._unzoomed():
            return
        columns, rows = (by, 0) if along is Axis.COLUMN else (0, by)
        if self._layouts.divide(columns, rows, self._screen.attended):
            self._screen.lay_out()
        else:
            no_more = _NO_MORE_BESIDE if self._layouts.shape.side_panel else _NO_MORE
            self._say(_((no_more if by > 0 else _ONE)[along]))

    def even_out(self) -> None:
        """Have as many panes as fit by themselves, all of one size."""
        self._layouts.restore(self._screen.attended)
        self._screen.lay_out()
        self._say(_("the panes are laid out as they fit best"))

    async def walk(self, by: int) -> None:
        """Go back (-1) to the conversation where the agent was before, or forth again (1)."""
        conversation = self._layouts.jumps.step(by, self._desk.conversations)
        if conversation is None:
            self._say(_("nowhere to go back to") if by < 0 else _("nowhere to go forth to"))
        else:
            await self._screen.bring(conversation)

    def _placed(self) -> ConversationId | None:
        """Return the attended conversation if it stands among others; else say why nothing is done."""
        conversation = self._errands.chosen()
        if conversation is None or not self._unzoomed() or not self._stands(conversation):
            return None
        return conversation

    def _unzoomed(self) -> bool:
        if self._panes.zoomed is not None:
            words = _("one pane has all the room: {key} shows the others again")
            self._say(words.format(key=self._keys.label("layout.zoom")))
        return self._panes.zoomed is None

    def _stands(self, conversation: ConversationId) -> bool:
        stands = conversation in self._panes.places
        if not stands:
            self._say(_("it is off screen: go to it first"))
        return stands

    def _say(self, words: str) -> None:
        self._screen.notice(Content(words))
