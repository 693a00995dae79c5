"""Whether the hub is there for what a customer wants of it, now or ever."""

import asyncio

from agent_console.domain.events import Link, LinkChanged


class Reach:
    """Follows the line; everything that needs the hub waits here."""

    def __init__(self) -> None:
        self.refusal = ""
        """Why the hub does not let this customer in; empty while it may."""
        self._known = asyncio.Event()
        """Set while the hub is there, and once it is known that it never will be."""

    def change(self, change: LinkChanged) -> None:
        """Take over what the line says of itself."""
        if change.link is Link.REFUSED:
            self.refusal = change.reason
        if change.link in (Link.ONLINE, Link.REFUSED):
            self._known.set()
        else:
            self._known.clear()

    async def wait(self) -> str:
        """Wait for the hub; returns why it will never be there, or nothing."""
        await self._known.wait()
        return self.refusal
