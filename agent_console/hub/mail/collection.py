"""Collecting the mail of one mailbox: each mail once, marked as read only when it is on the hub's disk."""

import asyncio
import logging
from dataclasses import dataclass

from agent_console.hub.command import Advance
from agent_console.hub.mail.intake import Intake
from agent_console.hub.mail.mailbox import Mailbox, Visit
from agent_console.hub.mail.persistence import carried_out
from agent_console.hub.mail.trouble import MailServerError
from agent_console.hub.store import Store

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Collection:
    """Looks into a mailbox again and again."""

    mailbox: Mailbox
    intake: Intake
    store: Store
    poll_seconds: float

    async def run(self) -> None:
        """Collect until cancelled; a server that cannot be used is tried again at the next look."""
        trouble = ""
        while True:
            try:
                async with self.mailbox.visit() as visit:
                    await self._collect(visit)
                trouble = ""
            except MailServerError as error:
                if str(error) != trouble:  # a server that is away for a day is not worth a line a minute
                    logger.warning("no mail comes in: %s; it is tried again", error)
                trouble = str(error)
            await asyncio.sleep(self.poll_seconds)

    async def _collect(self, visit: Visit) -> None:
        """Take in what is new.

        At first, and after the server has numbered the folder anew, that is what nobody has read; from
        then on everything behind the last mail, read or not: somebody may look into the mailbox too.
        """
        name = f"mail.{self.mailbox}.{visit.validity}"
        following = await self.store.position(name)
        for number in await (visit.since(following) if following else visit.unseen()):
            await self._take(visit, number)
            if following:
                await carried_out(self.store, Advance(name, number + 1))
        if not following:
            await carried_out(self.store, Advance(name, visit.end))

    async def _take(self, visit: Visit, number: int) -> None:
        parcel = await visit.fetch(number)
        if parcel is not None:
            await self.intake.take(parcel)
            await visit.mark_seen(number)
