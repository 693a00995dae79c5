"""Files on their way to the homeserver."""

import mimetypes
from collections.abc import AsyncIterator

from agent_console.backends.matrix.api import Api
from agent_console.backends.matrix.attachment import UNKNOWN_KIND, Upload, parts
from agent_console.backends.matrix.trouble import OutageError, RefusalError
from agent_console.ports import Declined
from agent_console.texts import _

LONGEST_FILE_NAME = 200


class _ChangedError(Exception):
    """The file has not as many bytes as was said."""


async def store(api: Api, file_name: str, content: AsyncIterator[bytes], size: int) -> str | Declined:
    """Store a file and return the id that a message names it by."""
    kind = mimetypes.guess_type(file_name)[0] or UNKNOWN_KIND
    try:
        most = await api.largest_file()
        if most is not None and size > most:
            reason = _("the file is too large; at most {most} can be sent")
            return Declined(reason.format(most=f"{most // 1024 // 1024} MB"), "too_long")
        address = await api.upload(file_name[:LONGEST_FILE_NAME], kind, _whole(content, size), size)
    except _ChangedError:
        return Declined(_("the file changed while it was read; send it again"), "short")
    except OutageError as outage:
        return Declined(str(outage), "offline")
    except RefusalError as refusal:
        return Declined(str(refusal), "file")
    if parts(address) is None:
        return Declined(_("the homeserver's answer is none of Matrix's"), "file")
    return Upload(address, kind, size, file_name[:LONGEST_FILE_NAME]).id


async def _whole(content: AsyncIterator[bytes], size: int) -> AsyncIterator[bytes]:
    """Yield a file's pieces; raises `_ChangedError` as soon as they are more or fewer than said."""
    left = size
    async for piece in content:
        left -= len(piece)
        if left < 0:
            raise _ChangedError
        yield piece
    if left:
        raise _ChangedError
