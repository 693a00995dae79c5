"""The console as a Textual application: one screen, the session beside it, and a clean end."""

from textual import events
from textual.worker import Worker, WorkerState

from agent_console.services.workspace import Workspace
from agent_console.ui import alt_digit
from agent_console.ui.guarded_app import GuardedApp
from agent_console.ui.option import ConsoleOptions
from agent_console.ui.screens.desk import DeskScreen

_SESSION = "session"
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
        super().__init__(options.theme)
        alt_digit.teach()
        self.failure: BaseException | None = None
        self._workspace = workspace
        self._desk_screen = DeskScreen(workspace, options)
        self._leaving = False

    def get_default_screen(self) -> DeskScreen:
        """Show the desk from the start."""
        return self._desk_screen

    def on_mount(self) -> None:
        """Start the session."""
        self.run_worker(
            self._workspace.session.run(),
            name=_SESSION,
            group=_SESSION,
            description=_SESSION,
            exit_on_error=False,
        )

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

    async def on_event(self, event: events.Event) -> None:
        """Give a key to the desk first.

        A key that moves the focus must have done so before the next key is given out, or that one goes
        to the wrong customer; so it is not left to a widget's own queue.
        """
        if isinstance(event, events.Key) and not event.is_forwarded and self.screen is self._desk_screen:
            if not self.app_focus:
                self.app_focus = True
            if await self._desk_screen.take_key(event):
                return
        await super().on_event(event)

    async def action_quit(self) -> None:
        """Leave by the desk's own command, which asks when something is unfinished."""
        self._desk_screen.leave()
