"""Keeps the files in step with the messages: what nobody needs any more goes."""

import asyncio
import logging
import sqlite3
from collections.abc import Sequence
from typing import Protocol

from agent_console.hub.files.registry import PATH, Carrier
from agent_console.hub.files.upload import UploadDesk
from agent_console.hub.store import FeedMessage

PAGE = 500
"""Messages that are read at once."""
ROUND_SECONDS = 5.0
"""How long the content of a deleted message may stay on the disk, at most, while the hub runs."""
ROUNDS_TO_EXPIRY = 120

logger = logging.getLogger(__name__)


class Feed(Protocol):
    """The messages of all conversations, as a store gives them out."""

    async def messages_after(self, after: int, limit: int, /) -> Sequence[FeedMessage]:
        """Return the messages after one, in the order of commits."""
        ...


class Caretaker:
    """Reads every message of the hub once, in order, and tells the desk which carry files, or lost theirs."""

    def __init__(self, desk: UploadDesk, feed: Feed) -> None:
        self._desk = desk
        self._feed = feed
        self._place: int | None = None
        self._alone = asyncio.Lock()

    async def follow(self) -> None:
        """Catch up with the messages committed so far; raises OSError and sqlite3.Error."""
        async with self._alone:
            place = await self._desk.place() if self._place is None else self._place
            while messages := await self._feed.messages_after(place, PAGE):
                place = messages[-1].id
                carriers = [carrier for message in messages if (carrier := _carrier(message))]
                await self._desk.follow(carriers, place)
            self._place = place

    async def run(self) -> None:
        """Catch up again and again, and drop what expired, until cancelled."""
        rounds = 0
        while True:
            try:
                await self.follow()
                if rounds % ROUNDS_TO_EXPIRY == 0 and (count := await self._desk.expire()):
                    logger.info("%d files that nobody finished or sent have expired", count)
            except (OSError, sqlite3.Error) as error:
                logger.warning("the files could not be looked after: %s; tried again soon", error)
            rounds += 1
            await asyncio.sleep(ROUND_SECONDS)


def _carrier(stored: FeedMessage) -> Carrier | None:
    """Return what a message says about files; None when that is nothing."""
    message = stored.message
    if message.file is not None:
        return Carrier(stored.conversation, message.sequence, message.file.path.removeprefix(PATH))
    if message.amends and not message.text:
        return Carrier(stored.conversation, message.amends, "")
    return None
