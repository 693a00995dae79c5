"""What the keys do with those whom nobody has taken."""

from textual.content import Content

from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.inquiry.queue import QueueInquiry
from agent_console.ui.screens.overlay import Overlays
from agent_console.ui.screens.pane_screen import PaneScreen


class Reception:
    """Its methods are actions of the key table."""

    def __init__(self, screen: PaneScreen, overlays: Overlays, workspace: Workspace) -> None:
        self._screen = screen
        self._overlays = overlays
        self._workspace = workspace

    def toggle_queue(self) -> None:
        """Show who waits in the queue, to take one of them; or hide that again."""
        desk = self._workspace.desk
        if isinstance(self._overlays.box.inquiry, QueueInquiry):
            self._overlays.leave_inquiry()
        elif desk.queue:
            now = self._workspace.clock.monotonic()
            self._overlays.ask(QueueInquiry(desk, now, self._workspace.holdings.take), None)
        else:
            self._screen.notice(Content(_("nobody is waiting in the queue")))
