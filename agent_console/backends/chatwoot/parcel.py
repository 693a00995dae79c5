"""Files that were given to the console and leave with a message."""

import secrets
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import IO

from agent_console.ports import Declined
from agent_console.texts import _

MOST_BYTES = 40 * 1024 * 1024
"""Chatwoot's own limit, unless its owner set another."""
IN_MEMORY = 256 * 1024


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file as it is kept until its message has left."""

    name: str
    content: IO[bytes]
    size: int


class Parcels:
    """Files by the id that a message names; a message takes its file with it when it leaves.

    Chatwoot takes a file only together with its message. So it is kept here, in a file without a name, and
    gone with the console.
    """

    def __init__(self) -> None:
        self._kept: dict[str, Parcel] = {}

    async def keep(self, name: str, content: AsyncIterator[bytes], size: int) -> str | Declined:
        """Keep a file; return its id."""
        if size > MOST_BYTES:
            words = _("the file is too large; at most {most} MB can be sent")
            return Declined(words.format(most=MOST_BYTES // 1024 // 1024), "too_large")
        kept = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  it lives until its message has left
        arrived = 0
        async for block in content:
            arrived += len(block)
            if arrived > size:
                break
            kept.write(block)
        if arrived != size:
            kept.close()
            return Declined(_("the file changed while it was read; send it again"), "short")
        parcel = secrets.token_hex(16)
        self._kept[parcel] = Parcel(name, kept, size)
        return parcel

    def find(self, parcel: str) -> Parcel | None:
        """Return a file, from its beginning; None when it is not there any more."""
        found = self._kept.get(parcel)
        if found is not None:
            found.content.seek(0)
        return found

    def drop(self, parcel: str) -> None:
        """Forget a file whose message is stored."""
        if found := self._kept.pop(parcel, None):
            found.content.close()

    def close(self) -> None:
        """Forget every file."""
        for parcel in list(self._kept):
            self.drop(parcel)
