"""The browser on the agent's own machine, which the desktop's opener finds."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Final

from agent_console.texts import _

_PATIENCE: Final = 5.0
"""Seconds after which an opener that has not ended is taken to have worked: some stay with the browser."""

_LOOK: Final = 0.05
"""Seconds from one look at an opener to the next."""


class DesktopBrowser:
    """Gives an address to the desktop's opener, without a shell; implements `ports.Browser`."""

    def __init__(self, opener: Sequence[str], patience: float = _PATIENCE) -> None:
        """Take the opener's command, and for how many seconds it may fail."""
        self._opener = tuple(opener)
        self._patience = patience
        self._opened: list[subprocess.Popen[bytes]] = []
        """Those that may still run; they are to outlive the console."""

    @classmethod
    def here(cls, environment: Mapping[str, str], platform: str = sys.platform) -> "DesktopBrowser | None":
        """Return the one for this session; None over SSH and without a desktop, where none can be seen."""
        if "SSH_CONNECTION" in environment or "SSH_TTY" in environment:
            return None
        desktop = platform == "darwin" or "DISPLAY" in environment or "WAYLAND_DISPLAY" in environment
        name = "open" if platform == "darwin" else "xdg-open"
        place = shutil.which(name, path=environment.get("PATH"))
        return cls((place,)) if desktop and place else None

    async def open(self, address: str) -> str:
        """Open a page; return why it was not opened, or an empty text."""
        if not address.lower().startswith(("http://", "https://")):
            return _("only pages on the web are opened")
        try:
            # Not one of asyncio's: those are killed with its loop, and with some openers the browser itself.
            process = subprocess.Popen(  # noqa: S603, ASYNC220 (no shell, one argument; it starts at once)
                (*self._opener, address),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            return _("the browser was not opened: {error}").format(error=error.strerror)
        self._opened = [*(one for one in self._opened if one.poll() is None), process]
        code = await self._ended(process)
        return (
            _("the browser was not opened: {opener} ended with {code}").format(
                opener=self._opener[0], code=code
            )
            if code
            else ""
        )

    async def _ended(self, process: subprocess.Popen[bytes]) -> int | None:
        """Return with what the opener has ended; None when it stays."""
        for _look in range(round(self._patience / _LOOK)):
            if process.poll() is not None:
                break
            await asyncio.sleep(_LOOK)
        return process.returncode
