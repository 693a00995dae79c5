"""Changes to the journal that must not be lost: repeated until the disk takes them."""

import random
from collections.abc import Awaitable, Callable

from agent_console.domain.desk import Change, Part
from agent_console.ports import JournalError
from agent_console.services.changes import Changes
from agent_console.services.crew import Crew
from agent_console.services.retry import Retry
from agent_console.texts import _

Write = Callable[[], Awaitable[None]]


class Ledger:
    """Writes what happens to accepted replies; a full disk delays it and is said, but ends nothing."""

    def __init__(self, changes: Changes, crew: Crew, retry: Retry) -> None:
        self.trouble = ""
        """Why the disk does not take changes, in one raw line; empty when it does."""
        self._changes = changes
        self._crew = crew
        self._retry = retry

    async def keep(self, write: Write) -> None:
        """Make a change, again and again until it is on disk or the session is over.

        What is not on disk when the session ends only makes the next one repeat a send under its id.
        """
        attempt = 0
        while trouble := await _failure(write):
            self._say(trouble)
            if self._crew.over:
                return
            await self._crew.pause(self._retry.delay(attempt, random.random()))
            attempt += 1
        self._say("")

    def _say(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            self._changes.announce(Change(Part.STATUS))


async def _failure(write: Write) -> str:
    """Return why the journal did not take a change; empty when it did."""
    try:
        await write()
    except JournalError as error:
        return str(error) or _("The journal does not take changes.")
    return ""
