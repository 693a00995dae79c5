"""The files of a message, as a Chatwoot names them."""

import mimetypes
from collections.abc import Sequence
from urllib.parse import unquote, urljoin, urlsplit

from agent_console.backends.chatwoot.field import Fields
from agent_console.domain.attachment import Attachment

KINDS = {"image": "image/*", "audio": "audio/*", "video": "video/*"}


def files(message: Fields, base: str) -> Sequence[Attachment]:
    """Return the files of a message that can be fetched; `base` is where the server is."""
    named = (
        file
        for file in message.objects("attachments")
        if file.text("file_type") not in ("fallback", "contact")
    )
    found = (_file(file, base) for file in named)
    return [file for file in found if file is not None]


def told(more: Sequence[Attachment]) -> str:
    """Return the lines for files that a message has besides its first."""
    return "\n".join(f"{file.name}: {file.address}" for file in more)


def _file(file: Fields, base: str) -> Attachment | None:
    written = file.text("data_url")
    address = _absolute(written, base) if written else ""
    if not address:
        return None
    name = unquote(urlsplit(address).path.rsplit("/", 1)[-1]) or "file"
    kind = mimetypes.guess_type(name)[0] or KINDS.get(file.text("file_type"), "application/octet-stream")
    return Attachment(
        name=name,
        kind=kind,
        size=max(0, file.number("file_size") or 0),
        address=address,
        width=max(0, file.number("width") or 0),
        height=max(0, file.number("height") or 0),
    )


def _absolute(written: str, base: str) -> str:
    """Return an address with scheme and host; empty for one that is no web address."""
    try:
        address = urljoin(f"{base}/", written)
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.hostname else ""
