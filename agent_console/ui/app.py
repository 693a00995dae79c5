"""The console as a Textual application: one screen, the session beside it, and a clean end."""

from textual import events
from textual.message import Message
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from agent_console.services.workspace import Workspace
from agent_console.ui import alt_digit
from agent_console.ui.backlog import worked_off
from agent_console.ui.beacon import Beacon
from agent_console.ui.guarded_app import GuardedApp
from agent_console.ui.option import ConsoleOptions
from agent_console.ui.screens.desk import DeskScreen
from agent_console.ui.screens.pane_screen import PaneScreen
from agent_console.ui.widgets.composer import Composer

_SESSION = "session"
_INPUT = events.Key | events.Paste | events.MouseDown | events.MouseUp
"""What the agent does that can move the focus, or be for whom it is on."""
_READING = events.MouseScrollUp | events.MouseScrollDown
"""What else shows that the agent is there."""
_SECONDS_BETWEEN_CALLS = 1.0
_LAST_SECONDS = 3.0
"""How long the session may take to close its connection and finish saving."""


class ConsoleApp(GuardedApp[None]):
    """Runs the desk's screen and the session until the agent leaves.

    An unforeseen failure of the session ends the console; `failure` then holds it for the caller.
    """

    CSS_PATH = "console.tcss"
    TITLE = "agent console"
    ESCAPE_TO_MINIMIZE = False

    def __init__(self, workspace: Workspace, options: ConsoleOptions) -> None:
        super().__init__(options.theme, options.glyphs, options.linear)
        alt_digit.teach()
        self.failure: BaseException | None = None
        self._workspace = workspace
        self._desk_screen = DeskScreen(workspace, options)
        self._beacon = Beacon(workspace.desk, workspace.alerts, options.means, self._write)
        self._leaving = False

    def get_default_screen(self) -> DeskScreen:
        """Show the desk from the start."""
        return self._desk_screen

    def on_mount(self) -> None:
        """Start the session, and look out for what the agent must be called for."""
        self._beacon.begin()
        self.set_interval(_SECONDS_BETWEEN_CALLS, self._beacon.tick)
        self.run_worker(
            self._workspace.session.run(),
            name=_SESSION,
            group=_SESSION,
            description=_SESSION,
            exit_on_error=False,
        )

    def on_unmount(self) -> None:
        """Leave the terminal as it was."""
        self._beacon.end()

    def leave(self) -> None:
        """Leave without a question, because the machine or the terminal goes down: everything is kept."""
        self.post_message(PaneScreen.Left())

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """End the console when its session has ended for good, or failed in a way that nobody foresaw."""
        if event.worker.group != _SESSION:
            return
        if event.state is WorkerState.ERROR:
            self.failure = event.worker.error
            self.exit(return_code=1)
        elif self._leaving and event.worker.is_finished:
            self.exit()

    def on_pane_screen_left(self) -> None:
        """Let the session finish what it is saving, then end; it gets a moment, not more."""
        self._leaving = True
        if any(worker.group == _SESSION and not worker.is_finished for worker in self.workers):
            self.run_worker(self._workspace.session.aclose(), group="leaving", description="leaving")
            self.set_timer(_LAST_SECONDS, self.exit)
        else:
            self.exit()

    def post_message(self, message: Message) -> bool:
        """Take a message in; of a key or a press of the mouse it is known from here on that it has come."""
        taken = super().post_message(message)
        if taken and isinstance(message, events.Key) and not message.is_forwarded:
            self._desk_screen.gate.came(message)
        if taken and isinstance(message, events.MouseDown) and not message.is_forwarded:
            self._desk_screen.pointing.came(message)
        return taken

    async def on_event(self, event: events.Event) -> None:
        """Give out what the agent does, one thing after the other, and a key to the desk first.

        What moves the focus must have done so before the next key is given out, or that one goes to the
        wrong customer. So nothing is given out before the one who got the last thing has worked it off.
        """
        if isinstance(event, _READING):
            self._workspace.alerts.looked()
        if not isinstance(event, _INPUT) or event.is_forwarded or self.screen is not self._desk_screen:
            await super().on_event(event)
            return
        self._workspace.alerts.acted()
        await worked_off(*filter(None, (self.focused, self.screen)))
        await self._desk_screen.drawn()
        if not isinstance(event, events.Key):
            if await self._desk_screen.pointing.hits(event):
                await super().on_event(event)
                await worked_off(*self._clicked(event))
        elif not await self._taken(event):
            await super().on_event(event)

    async def _taken(self, key: events.Key) -> bool:
        """Give a key to the desk; whether it was for the desk."""
        if not self.app_focus:
            self.app_focus = True
        await self._desk_screen.gate.give_out(key, isinstance(self.focused, Composer))
        return await self._desk_screen.take_key(key)

    def _clicked(self, event: events.Event) -> list[Widget]:
        """Return what a click goes through, from the widget below it to the screen."""
        if not isinstance(event, events.MouseUp):
            return []
        under, _region = self.get_widget_at(event.x, event.y)
        return [node for node in under.ancestors_with_self if isinstance(node, Widget)]

    def on_app_focus(self) -> None:
        """Take the terminal's coming to the front, after a re-attach for one, for a redraw of everything."""
        self._workspace.alerts.acted()
        self._desk_screen.redrawn()

    def on_app_blur(self) -> None:
        """Note that the agent looks elsewhere."""
        self._workspace.alerts.looked_away()

    async def action_quit(self) -> None:
        """Leave by the desk's own command, which asks when something is unfinished."""
        self._desk_screen.leave()

    def _write(self, sequence: str) -> None:
        """Hand the terminal a sequence that draws nothing; between two frames, never within one."""
        if self._driver is not None:
            self._driver.write(sequence)
