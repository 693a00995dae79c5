"""Where the services say what changed, so that one listener can draw it."""

from collections.abc import Callable

from agent_console.domain.desk import Change, Part


def _unheard(_change: Change) -> None:
    """Drop what nobody listens to."""


class Changes:
    """Passes every change to the one listener, the screen."""

    def __init__(self) -> None:
        self.listener: Callable[[Change], None] = _unheard

    def announce(self, change: Change) -> None:
        """Tell the listener, unless nothing changed."""
        if change.part is not Part.NOTHING:
            self.listener(change)
