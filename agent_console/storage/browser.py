"""The browser on the agent's own machine, which the desktop's opener finds."""

import asyncio
import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import Final

_PATIENCE: Final = 5.0
"""Seconds after which an opener that has not ended is taken to have worked: some stay with the browser."""


class DesktopBrowser:
    """Gives an address to the desktop's opener, without a shell; implements `ports.Browser`."""

    def __init__(self, opener: Sequence[str]) -> None:
        self._opener = tuple(opener)

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
            return "only pages on the web are opened"
        try:
            process = await asyncio.create_subprocess_exec(
                *self._opener,
                address,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            return f"the browser was not opened: {error.strerror}"
        try:
            async with asyncio.timeout(_PATIENCE):
                code = await process.wait()
        except TimeoutError:
            return ""
        return f"the browser was not opened: {self._opener[0]} ended with {code}" if code else ""
