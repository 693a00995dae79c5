"""The same program inside tmux: what an agent on a server sees."""

import shlex
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.story.screen import ScreenReader

NAMES = {
    "enter": "Enter",
    "tab": "Tab",
    "shift+tab": "BTab",
    "escape": "Escape",
    "backspace": "BSpace",
    "up": "Up",
    "down": "Down",
    "pageup": "PageUp",
    "pagedown": "PageDown",
}


class TmuxTerminal(ScreenReader):
    """A program under test in a tmux server of its own; use as a context manager, which ends both."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], columns: int = 120, rows: int = 40
    ) -> None:
        """Start the program; `env` is its whole environment."""
        self._folder = tempfile.TemporaryDirectory(prefix="agent-console-tmux-")
        self._socket = str(Path(self._folder.name) / "socket")
        assignments = [f"{name}={value}" for name, value in env.items()]
        program = shlex.join(["env", "-i", *assignments, "TERM=tmux-256color", *command])
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows), program)
        # After the program has ended its last words stay readable.
        self._tmux("set-option", "-g", "remain-on-exit", "on")

    def __exit__(self, *failure: object) -> None:
        """End the tmux server, and the program with it."""
        self._tmux("kill-server")
        self._folder.cleanup()

    @property
    def screen(self) -> str:
        """The screen as lines of text."""
        return self._tmux("capture-pane", "-p")

    @property
    def state(self) -> str:
        """Whether the program runs, in words."""
        return "dead" if self._tmux("display-message", "-p", "#{pane_dead}").strip() == "1" else "running"

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self._tmux("send-keys", _name(key))
            time.sleep(0.02)

    def type(self, text: str, gap: float = 0.04) -> None:
        """Type text key by key."""
        for character in text:
            self._tmux("send-keys", "-l", character)
            time.sleep(gap)

    def rest(self, seconds: float) -> None:
        """Let that much time pass."""
        time.sleep(seconds)

    def _tmux(self, *arguments: str) -> str:
        # A lone semicolon would separate commands of tmux.
        escaped = [argument.replace(";", "\\;") if argument == ";" else argument for argument in arguments]
        run = subprocess.run(
            ["tmux", "-S", self._socket, *escaped], capture_output=True, text=True, check=False
        )
        if run.returncode != 0:
            raise AssertionError(f"tmux {arguments}: {run.stderr}")
        return run.stdout


def _name(key: str) -> str:
    if key in NAMES:
        return NAMES[key]
    if key.startswith("ctrl+"):
        return f"C-{key[5:]}"
    if key.startswith("alt+"):
        return f"M-{key[4:]}"
    return key.upper() if key[0] == "f" and key[1:].isdigit() else key
