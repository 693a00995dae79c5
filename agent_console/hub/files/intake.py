"""The rules by which files come in; every `CHUNK_BYTES` of them are on disk before they are answered."""

import base64
import binascii
import re
import sqlite3
from dataclasses import replace

from agent_console.hub.clock import HubClock
from agent_console.hub.files import kind, picture
from agent_console.hub.files.depot import Depot
from agent_console.hub.files.kind import PICTURES, TYPES, Kind
from agent_console.hub.files.label import label
from agent_console.hub.files.registry import Registry, Upload
from agent_console.hub.files.settings import MEBIBYTE, FileSettings
from agent_console.hub.outcome import BUSY, Rejected
from agent_console.wire.frame import Chunk, File, Offer, Progress, Unstored
from agent_console.wire.limit import CHUNK_BYTES

DAY_MS = 24 * 3600 * 1000
IDLE_SECONDS = 60
"""After this long without a piece, an unfinished file makes room for another one of its sender."""
LONGEST_NAME = 1000
"""Characters of a name that are kept until the file is whole."""

_ID = re.compile(r"[0-9a-f]{32}")
Answer = Progress | Unstored


class Intake:
    """Takes files in, piece by piece, and hands out what is whole.

    Its methods raise OSError and sqlite3.Error when the disk does not obey, and may be called by one
    thread at a time.
    """

    def __init__(self, depot: Depot, registry: Registry, settings: FileSettings, clock: HubClock) -> None:
        self._depot = depot
        self._registry = registry
        self._settings = settings
        self._clock = clock

    def offer(self, uploader: str, offer: Offer) -> Answer:
        """Begin an upload, or say how far it has come; what was offered differently before is refused."""
        known = self._registry.find(uploader, offer.upload)
        if known is None:
            return self._refusal(uploader, offer) or self._begin(uploader, offer)
        if known.size != offer.size:
            return Unstored(offer.upload, "conflict", "another file was announced under this id")
        return self._progress(known)

    def chunk(self, uploader: str, chunk: Chunk) -> Answer:
        """Take the piece that comes next; for any other one, say which one that is."""
        upload = self._registry.find(uploader, chunk.upload)
        if upload is None:
            return Unstored(chunk.upload, "unknown", "the file was not announced; announce it first")
        if upload.whole or (received := self._received(upload)) != chunk.offset:
            return self._progress(upload)
        data = _decoded(chunk.data)
        if data is None or len(data) > upload.size - received:
            return self._dropped(upload, "damaged", "a piece of the file is damaged or too long")
        if not received and not self._welcome(kind.by_head(data[: kind.HEAD_BYTES])):
            return self._unwelcome(upload)
        reached = received + len(data)
        # Who sends crumbs does not have the disk wait for each of them.
        durable = reached == upload.size or reached // CHUNK_BYTES > received // CHUNK_BYTES
        self._depot.append(upload.token, received, data, durable)
        return self._progress(upload)

    def claim(self, uploader: str, id_: str) -> File | Rejected:
        """Return a file of a sender's as it goes with a message.

        A message that comes again names its file again, even when it was deleted meanwhile.
        """
        upload = self._registry.find(uploader, id_)
        if upload is None:
            return Rejected("file", "the file is not there any more; send it again")
        if not upload.whole:
            return Rejected("file", "the file is not whole yet; send the rest of it first")
        self._registry.use(upload.token, self._clock.now_ms())
        return upload.file

    def keep(self, uploader: str, id_: str, name: str, content: bytes) -> File | Rejected:
        """Take a whole file at once; the same id again gives the same file."""
        answer = self.offer(uploader, Offer(id_, name, len(content)))
        while isinstance(answer, Progress) and not answer.ready:
            piece = content[answer.received : answer.received + CHUNK_BYTES]
            answer = self.chunk(uploader, Chunk(id_, answer.received, base64.b64encode(piece).decode()))
        if isinstance(answer, Unstored):
            return Rejected(answer.code, answer.reason)
        return self.claim(uploader, id_)

    def expire(self) -> int:
        """Drop what has been unfinished, or without a message, for too long; return how many files went."""
        before = self._clock.now_ms() - int(self._settings.patience.total_seconds() * 1000)
        forgotten = self._registry.forgotten(before)
        for upload in forgotten:
            self._drop(upload)
        return len(forgotten)

    def _refusal(self, uploader: str, offer: Offer) -> Unstored | None:
        """Return why a new file is not taken; None when it is."""
        settings, registry = self._settings, self._registry
        day = self._clock.now_ms() - DAY_MS
        if not _ID.fullmatch(offer.upload):
            code, reason = "bad_id", "an upload's id is 32 hexadecimal digits"
        elif not offer.size:
            code, reason = "empty", "the file is empty"
        elif offer.size > settings.largest:
            code, reason = (
                "too_large",
                f"the file is too large; at most {_amount(settings.largest)} can be sent",
            )
        elif registry.spent(uploader, day) + offer.size > settings.daily:
            code, reason = (
                "quota",
                f"at most {_amount(settings.daily)} can be sent in a day; try again tomorrow",
            )
        elif not self._place_for_another(uploader):
            code, reason = "too_many", f"{settings.underway} files are on their way; wait for one of them"
        elif (
            # What was announced and never sent must not keep everybody else's files out.
            registry.kept(self._clock.now_ms() - IDLE_SECONDS * 1000) + offer.size > settings.total
            or self._depot.room() < offer.size + settings.reserve
        ):
            code, reason = "full", "the hub has no room for files; tell the people who run it"
        else:
            return None
        return Unstored(offer.upload, code, reason)

    def _place_for_another(self, uploader: str) -> bool:
        """Whether a sender may begin another file; one that has come to a halt makes room for it."""
        unfinished = self._registry.unfinished(uploader)
        if len(unfinished) < self._settings.underway:
            return True
        oldest = min(unfinished, key=lambda upload: self._depot.touched_at(upload.token))
        if self._depot.touched_at(oldest.token) > self._clock.now_ms() / 1000 - IDLE_SECONDS:
            return False
        self._drop(oldest)
        return True

    def _begin(self, uploader: str, offer: Offer) -> Answer:
        # The file comes first: one that is not known of is swept away at the next start.
        token = self._depot.create()
        name = offer.name[:LONGEST_NAME]
        upload = Upload(token, uploader, offer.upload, name, offer.size, self._clock.now_ms())
        try:
            new = self._registry.add(upload)
        except (OSError, sqlite3.Error):
            self._depot.remove(token)
            raise
        if new:
            return Progress(offer.upload, 0, ready=False)
        self._depot.remove(token)
        return Unstored(offer.upload, BUSY, "it was announced at another hub at the same time; try again")

    def _progress(self, upload: Upload) -> Answer:
        """Say how much of a file is there; one whose last piece has come is looked at first."""
        if upload.whole:
            return Progress(upload.id, upload.size, ready=True)
        received = self._received(upload)
        if received < upload.size:
            return Progress(upload.id, received, ready=False)
        return self._finish(upload)

    def _finish(self, upload: Upload) -> Answer:
        """See what a file is, now that all of it is there, and keep or drop it."""
        with self._depot.open(upload.token) as file:
            found = kind.by_content(file)
            if found is None:
                return self._unwelcome(upload)
            file.seek(0)
            size = picture.size(found, file) if found in PICTURES else picture.Size(0, 0)
        if size is None:
            return self._dropped(upload, "damaged", "the picture is damaged")
        name = label(upload.name, found)
        self._registry.finish(
            replace(upload, name=name, kind=TYPES[found], width=size.width, height=size.height)
        )
        return Progress(upload.id, upload.size, ready=True)

    def _received(self, upload: Upload) -> int:
        try:
            return self._depot.size(upload.token)
        except FileNotFoundError:
            # It was made known just as the line broke, and then taken back; it can be announced anew.
            self._registry.drop(upload.token)
            raise

    def _welcome(self, found: Kind | None) -> bool:
        return found in self._settings.kinds

    def _unwelcome(self, upload: Upload) -> Unstored:
        kinds = ", ".join(sorted(self._settings.kinds))
        return self._dropped(upload, "kind", f"files of this kind are not taken; these are: {kinds}")

    def _dropped(self, upload: Upload, code: str, reason: str) -> Unstored:
        self._drop(upload)
        return Unstored(upload.id, code, reason)

    def _drop(self, upload: Upload) -> None:
        # Forgotten first: a file that nobody knows of is swept away, one that is missed would be an error.
        self._registry.drop(upload.token)
        self._depot.remove(upload.token)


def _decoded(data: str) -> bytes | None:
    """Return the bytes of a piece; None when it is no piece."""
    try:
        decoded = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        return None
    return decoded if 0 < len(decoded) <= CHUNK_BYTES else None


def _amount(size: int) -> str:
    return f"{size / MEBIBYTE:g} MiB"
