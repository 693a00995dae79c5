"""Copies a message of the attended conversation, for a key: a mouse can select it, a keyboard cannot."""

from functools import partial

from textual.content import Content

from agent_console.services.workspace import Workspace
from agent_console.ui.inquiry.copying import CopyInquiry
from agent_console.ui.recipient import about
from agent_console.ui.screens.errand import Errands
from agent_console.ui.screens.overlay import Overlays
from agent_console.ui.screens.pane_screen import PaneScreen
from agent_console.ui.screens.value_use import ValueUse


class Copying:
    """Its method is an action of the key table."""

    def __init__(
        self, screen: PaneScreen, overlays: Overlays, workspace: Workspace, errands: Errands
    ) -> None:
        self._screen = screen
        self._overlays = overlays
        self._desk = workspace.desk
        self._errands = errands
        self._use = ValueUse(screen, workspace, browser=None)

    def copy_message(self) -> None:
        """Ask which message is copied."""
        conversation = self._errands.chosen()
        if conversation is None:
            return
        title = about("copy what was written with ", self._desk, conversation)
        copy = partial(self._use.copy, conversation=conversation)
        inquiry = CopyInquiry(title, self._desk[conversation], copy)
        if inquiry.choices(""):
            self._overlays.ask(inquiry, conversation)
        else:
            self._screen.notice(Content("nothing has been written here"))
