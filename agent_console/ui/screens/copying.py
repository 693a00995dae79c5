"""Copies a message of the attended conversation, for a key: a mouse can select it, a keyboard cannot."""

from functools import partial

from textual.content import Content

from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.inquiry.copying import CopyInquiry
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
        self._errands = errands
        self._use = ValueUse(screen, workspace, browser=None)

    def copy_message(self) -> None:
        """Ask which message is copied."""
        held = self._errands.held()
        if held is None:
            return
        title = self._overlays.about(_("copy what was written with {who}"), held.id)
        inquiry = CopyInquiry(title, held, partial(self._use.copy, conversation=held.id))
        if inquiry.choices(""):
            self._overlays.ask(inquiry, held.id)
        else:
            self._screen.notice(Content(_("nothing has been written here")))
