"""What opens over the panes, and where the focus goes when it closes; none of it stops anything else."""

from textual.content import Content
from textual.geometry import Region

from agent_console.services.workspace import Workspace
from agent_console.ui.keys import KeyMap
from agent_console.ui.recipient import recipient
from agent_console.ui.screens.pane_screen import PaneScreen
from agent_console.ui.widgets.chat_pane import ChatPane
from agent_console.ui.widgets.key_help import KeyHelp, LeaderMenu
from agent_console.ui.widgets.picker import Picker


class Overlays:
    """The leader key's menu, the list of keys, and the picker of canned replies."""

    def __init__(self, screen: PaneScreen, workspace: Workspace, keys: KeyMap) -> None:
        self.menu = LeaderMenu(keys)
        self.help_page = KeyHelp(keys)
        self.picker = Picker(workspace.library)
        self._screen = screen
        self._workspace = workspace

    def open_picker(self, pane: ChatPane) -> None:
        """Look for a reply for a pane's customer."""
        who = recipient(self._workspace.desk, pane.conversation)
        above_reply = pane.composer.region.y - pane.region.y
        region = Region(pane.region.x, pane.region.y, pane.region.width, above_reply)
        self.picker.open(pane.conversation, who.content(), region)
        self._screen.set_focus(self.picker.query_line)

    def close_picker(self) -> None:
        """Return to the reply that the picker was opened from."""
        pane = self._screen.pane_of(self.picker.conversation)
        self._screen.set_focus(None if pane is None else pane.composer)
        self.picker.close()

    def drop_picker_of_the_gone(self) -> None:
        """Close a picker whose conversation is no longer held."""
        conversation = self.picker.conversation
        if conversation is not None and conversation not in self._workspace.desk:
            self.close_picker()
            self._screen.notice(Content("the conversation has left the desk: nothing was inserted"))

    def toggle_help(self) -> None:
        """Show the list of keys, or close it and return to the reply."""
        if self.help_page.display:
            pane = self._screen.pane_of(self._screen.attended)
            self._screen.set_focus(None if pane is None else pane.composer)
            self.help_page.display = False
        else:
            self.help_page.display = True
            self._screen.set_focus(self.help_page)
