"""A real program in a real pseudo-terminal, its screen read through a terminal emulator."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence

import pyte

from tests.story.screen import PATIENCE, ScreenReader

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "backspace": "\x7f",
    "shift+home": "\x1b[1;2H",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "f10": "\x1b[21~",
    "f12": "\x1b[24~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
}


def key_sequence(key: str) -> str:
    """Return what a terminal sends for a key such as `f2`, `ctrl+g`, `alt+3` or `x`."""
    if key in KEYS:
        return KEYS[key]
    if key.startswith("ctrl+"):
        return chr(ord(key[-1].lower()) & 0x1F)
    if key.startswith("alt+"):
        return "\x1b" + key[4:]
    return key


class Terminal(ScreenReader):
    """A program under test in a pty of a given size; use as a context manager, which ends it."""

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        columns: int = 120,
        rows: int = 40,
    ) -> None:
        """Start the program; `env` is its whole environment, without a size."""
        self.raw = bytearray()
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            # A test runner's own size, where it exports one, is not this terminal's.
            env={name: value for name, value in env.items() if name not in ("COLUMNS", "LINES")},
            start_new_session=True,
        )
        os.close(slave)

    def __exit__(self, *failure: object) -> None:
        """Kill the program if it still runs, and close the pty."""
        self.kill()
        os.close(self._master)

    @property
    def screen(self) -> str:
        """The screen as lines of text, after reading what has been printed so far."""
        while self._read(0):
            pass
        return "\n".join(self._screen.display)

    def feed(self, data: bytes) -> None:
        """Draw what the program printed."""
        self._stream.feed(data)

    def send(self, text: str) -> None:
        """Write text as if typed in one go."""
        os.write(self._master, text.encode())

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each handled as a key press of its own."""
        for key in keys:
            self.send(key_sequence(key))
            self.rest(0.04)

    def type(self, text: str, gap: float = 0.04) -> None:
        """Type text key by key."""
        for character in text:
            self.send(character)
            self.rest(gap)

    @property
    def state(self) -> str:
        """Whether the program runs, in words."""
        code = self.process.poll()
        return "running" if code is None else f"ended with {code}"

    def wait_until_ended(self) -> int:
        """Return the program's exit code once it has ended by itself, what it printed last being read."""
        self._wait(lambda _: self.process.poll() is not None, "the end of the program", PATIENCE)
        return self.process.wait()

    def rest(self, seconds: float) -> None:
        """Let that much time pass, reading what the program prints meanwhile."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            if not self._read(left) and self.process.poll() is not None:
                time.sleep(left)

    def hang_up(self) -> None:
        """Go away as a terminal does that is closed; the program gets no signal, for it is not its own."""
        os.close(self._master)
        self._master = os.open(os.devnull, os.O_RDWR)

    def kill(self) -> None:
        """End the program as `kill -9` does, its process group included."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def _read(self, timeout: float) -> bool:
        """Feed the emulator with what the program printed; return whether there was anything."""
        ready, _, _ = select.select([self._master], [], [], timeout)
        if not ready:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the program has closed its end
            return False
        self.raw += data
        self.feed(data)
        return bool(data)
