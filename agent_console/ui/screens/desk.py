"""The whole desk: the panes with what opens over them, and the keys that are not for a reply."""

from textual import events
from textual.app import ComposeResult
from textual.content import Content

from agent_console.services.workspace import Workspace
from agent_console.ui.format import line
from agent_console.ui.keys import Command, Group, KeyMap
from agent_console.ui.option import ConsoleOptions
from agent_console.ui.screens.overlay import Overlays
from agent_console.ui.screens.pane_screen import PaneScreen
from agent_console.ui.screens.steering import Steering
from agent_console.ui.widgets.picker import Picker


class DeskScreen(PaneScreen):
    """The one screen of the console."""

    def __init__(self, workspace: Workspace, options: ConsoleOptions) -> None:
        keys = KeyMap(options.keys)
        super().__init__(workspace, keys, options)
        self.overlays = Overlays(self, workspace, keys)
        self._steering = Steering(self, self.overlays, workspace, keys)

    def compose(self) -> ComposeResult:
        """Lay out the panes, with what opens over them."""
        yield from super().compose()
        yield self.overlays.menu
        yield self.overlays.help_page
        yield self.overlays.picker

    async def take_key(self, event: events.Key) -> bool:
        """Carry out the command of a key, unless the key is for the focused widget."""
        menu = self.overlays.menu
        if menu.display:
            command = menu.take(event.key)
            if command is None and event.key != "escape":
                self.notice(Content("that key does nothing here"))
        elif (command := self._keys.steering.get(event.key)) is None:
            return False
        if command is not None:
            await self._carry_out(command)
        return True

    async def _carry_out(self, command: Command) -> None:
        if command.group is not Group.WRITING:
            await self._steering.run(command)
        elif (pane := self.pane_of(self.attended)) is not None:
            await pane.composer.run_action(command.action)

    def leave(self) -> None:
        """Quit, after asking if something is unfinished."""
        self._steering.leave()

    def on_key_help_dismissed(self) -> None:
        """Return to the reply."""
        self.overlays.toggle_help()

    def on_picker_dismissed(self) -> None:
        """Return to the reply that the picker was opened from."""
        self.overlays.close_picker()

    def on_picker_picked(self, event: Picker.Picked) -> None:
        """Insert into the reply that the picker was opened from, and return there."""
        pane = self.pane_of(event.conversation)
        if pane is not None and not pane.composer.insert_reply(event.snippet):
            self.notice(line(self._workspace.drafts.trouble))
        self.overlays.close_picker()

    def _show_holdings(self) -> None:
        super()._show_holdings()
        self.overlays.drop_picker_of_the_gone()
