"""Where both sides of the hub bring the files that their clients send."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

from agent_console.hub.clock import HubClock
from agent_console.hub.database.address import Place
from agent_console.hub.files.depot import TOKEN, Depot
from agent_console.hub.files.intake import Intake
from agent_console.hub.files.registry import PATH, Carrier, open_registry
from agent_console.hub.files.settings import FileSettings
from agent_console.hub.outcome import BUSY, Rejected
from agent_console.hub.store import StoreError
from agent_console.wire.frame import Chunk, File, Offer, Progress, Unstored

SHARED_GRACE_SECONDS = 3600.0
"""For so long a file may be there that nobody knows of: another hub may be about to make it known."""

logger = logging.getLogger(__name__)

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that can be fetched; whoever gets it closes `content`."""

    file: File
    content: BinaryIO


class UploadDesk:
    """Takes files in and hands them out; the disk's work is done on a thread of its own, in order.

    `uploader` is the id of the customer or agent who sends; an upload is known to its sender only.
    Trouble with the disk is answered with the code `BUSY`: the same frame may be taken later.
    """

    def __init__(
        self, folder: Path, settings: FileSettings, clock: HubClock, place: Place | None = None
    ) -> None:
        """Open the folder of the files, made when it is not there; raises `StoreError`.

        What is known of them is beside them, unless `place` is a database that hubs share; then the folder
        is shared as well.
        """
        place = folder if place is None else place
        grace = 0.0 if isinstance(place, Path) else SHARED_GRACE_SECONDS
        with ExitStack() as opened:
            try:
                self._depot = Depot(folder)
                opened.callback(self._depot.close)
                self._registry = open_registry(folder, place)
                opened.callback(self._registry.close)
                self._depot.remove_others(self._registry.living(), grace)
            except (OSError, sqlite3.Error) as error:
                raise StoreError(f"{folder}: {error}; may the folder be written?") from error
            self._opened = opened.pop_all()
        self._intake = Intake(self._depot, self._registry, settings, clock)
        self._thread = ThreadPoolExecutor(1, "hub-files")

    def close(self) -> None:
        """Finish what is being written, and let go of the folder."""
        self._thread.shutdown()
        self._opened.close()

    async def offer(self, uploader: str, frame: Offer) -> Progress | Unstored:
        """Begin an upload or go on with it; the answer says how much is there already."""
        return await self._answer(frame.upload, lambda: self._intake.offer(uploader, frame))

    async def chunk(self, uploader: str, frame: Chunk) -> Progress | Unstored:
        """Take a piece; the answer says how much is there now.

        Pieces are taken in the order of the calls; one out of place changes nothing.
        """
        return await self._answer(frame.upload, lambda: self._intake.chunk(uploader, frame))

    async def claim(self, uploader: str, upload: str) -> File | Rejected:
        """Return a whole file, to go with a message; the same message may claim it again."""
        return await self._file(lambda: self._intake.claim(uploader, upload))

    async def keep(self, uploader: str, upload: str, name: str, content: bytes) -> File | Rejected:
        """Take a file that is here whole already, such as a mail's; `upload` is 32 hexadecimal digits."""
        return await self._file(lambda: self._intake.keep(uploader, upload, name, content))

    async def open(self, path: str) -> Stored | None:
        """Return the file that a `File.path` leads to; None when nothing is to be fetched there.

        Raises OSError or sqlite3.Error when the disk does not obey.
        """
        found = asyncio.get_running_loop().run_in_executor(self._thread, lambda: self._open(path))
        try:
            return await asyncio.shield(found)
        except asyncio.CancelledError:
            # The thread opens the file all the same, and nobody is there any more to close it.
            found.add_done_callback(_close)
            raise

    async def place(self) -> int:
        """Return the last message that `follow` was told of; raises sqlite3.Error."""
        return await self._run(self._registry.place)

    async def follow(self, carriers: Sequence[Carrier], place: int) -> None:
        """Hear which messages carry files, and which lost theirs, up to a place in the hub's messages.

        What no message carries any more cannot be fetched from then on. Raises OSError or sqlite3.Error.
        """
        await self._run(lambda: self._follow(carriers, place))

    async def expire(self) -> int:
        """Drop what nobody finished, or sent; returns how many files. Raises OSError or sqlite3.Error."""
        return await self._run(self._intake.expire)

    def _open(self, path: str) -> Stored | None:
        token = path.removeprefix(PATH)
        if not path.startswith(PATH) or not TOKEN.fullmatch(token):
            return None
        upload = self._registry.by_token(token)
        if upload is None or not upload.whole or upload.deleted:
            return None
        return Stored(upload.file, self._depot.open(token))

    def _follow(self, carriers: Sequence[Carrier], place: int) -> None:
        for token in self._registry.follow(carriers, place):
            self._depot.remove(token)

    async def _answer(self, upload: str, work: Callable[[], Progress | Unstored]) -> Progress | Unstored:
        try:
            return await self._run(work)
        except (OSError, sqlite3.Error) as error:
            return Unstored(upload, BUSY, _trouble(error))

    async def _file(self, work: Callable[[], File | Rejected]) -> File | Rejected:
        try:
            return await self._run(work)
        except (OSError, sqlite3.Error) as error:
            return Rejected(BUSY, _trouble(error))

    async def _run(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


def _close(found: asyncio.Future[Stored | None]) -> None:
    if not found.cancelled() and found.exception() is None and (stored := found.result()) is not None:
        stored.content.close()


def _trouble(error: OSError | sqlite3.Error) -> str:
    # What is wrong is for the log: strangers need not know where the database is.
    logger.warning("a file could not be written or read: %s", error)
    return "the hub cannot keep files at the moment; try again later"
