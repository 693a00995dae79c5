"""Where the attended chat stands, for a key: each method is the action of a command in the key table."""

from agent_console.services.workspace import Workspace
from agent_console.ui.format import line
from agent_console.ui.screens.errand import Errands
from agent_console.ui.screens.pane_screen import PaneScreen


class Retrospect:
    """Shows it in the chat's own pane; there is no key by which any of it gets into a reply."""

    def __init__(self, screen: PaneScreen, workspace: Workspace, errands: Errands) -> None:
        self._screen = screen
        self._workspace = workspace
        self._errands = errands

    def catch_up(self) -> None:
        """Show where the attended conversation stands, or show it no longer."""
        conversation = self._errands.chosen()
        pane = self._screen.pane_of(conversation)
        if conversation is not None and pane is not None and not pane.transcript.end():
            self._workspace.catch_ups.show(conversation)
            pane.transcript.come_back(pane.composer.text)

    def summarise(self) -> None:
        """Have a machine write where the attended conversation stands."""
        conversation = self._errands.chosen()
        pane = self._screen.pane_of(conversation)
        if conversation is None or pane is None:
            return
        objection = self._workspace.catch_ups.summarise(conversation)
        if objection:
            self._screen.notice(line(objection))
        else:
            pane.transcript.come_back(pane.composer.text)
