"""Calls the agent through the terminal: the one place that writes to it besides the screen."""

from collections.abc import Callable
from dataclasses import dataclass

from agent_console.domain.desk import Desk
from agent_console.services.alerts import Alerts
from agent_console.ui import terminal_notice
from agent_console.ui.summons import summons
from agent_console.ui.terminal_notice import Protocol

NAME = "agent-console"


@dataclass(frozen=True, slots=True)
class Means:
    """By what a terminal calls the agent."""

    bell: bool = True
    protocol: Protocol = Protocol.NONE
    through_tmux: bool = False
    """Whether notifications are handed to the terminal around tmux."""
    names: bool = False
    """Whether notifications name customers."""
    title: bool = False
    """Whether the title says how many customers wait."""


class Beacon:
    """Keeps the title, and rings; nothing of it moves the focus or changes the screen."""

    def __init__(self, desk: Desk, alerts: Alerts, means: Means, write: Callable[[str], None]) -> None:
        """`write` hands a sequence to the terminal."""
        self._desk = desk
        self._alerts = alerts
        self._means = means
        self._write = write
        self._title = ""

    def begin(self) -> None:
        """Put the title that the terminal has aside."""
        if self._means.title:
            self._write(terminal_notice.SAVE_TITLE)

    def tick(self) -> None:
        """Set the title if it has changed, and call the agent if there is something."""
        self._entitle()
        calls = self._alerts.look()
        if not calls:
            return
        if self._means.bell:
            self._write(terminal_notice.BELL)
        words = summons(self._desk, calls, self._means.names)
        sequence = terminal_notice.notification(self._means.protocol, NAME, words)
        if self._means.through_tmux:
            sequence = terminal_notice.through_tmux(sequence)
        if sequence:
            self._write(sequence)

    def end(self) -> None:
        """Give the terminal back its title, or none where it cannot remember one."""
        if self._means.title:
            self._write(terminal_notice.title("") + terminal_notice.RESTORE_TITLE)

    def _entitle(self) -> None:
        waiting = sum(1 for held in self._desk.conversations.values() if held.waiting.since is not None)
        wanted = f"({waiting}) {NAME}" if waiting else NAME
        if self._means.title and wanted != self._title:
            self._title = wanted
            self._write(terminal_notice.title(wanted))
