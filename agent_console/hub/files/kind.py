"""What a file is, told by its content; its name proves nothing."""

import zipfile
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import BinaryIO

from agent_console.hub.files import plain_text

HEAD_BYTES = 64
"""As much of a file's beginning as tells its kind."""


class Kind(StrEnum):
    """The kinds of file that a hub can take."""

    PNG = "png"
    JPEG = "jpeg"
    GIF = "gif"
    WEBP = "webp"
    PDF = "pdf"
    TEXT = "text"
    """Plain text in UTF-8; markup is none, because a browser would run it."""
    OFFICE = "office"
    """Documents of office programs, which are ZIP archives; none with macros."""


PICTURES = frozenset({Kind.PNG, Kind.JPEG, Kind.GIF, Kind.WEBP})
SAFE_KINDS = frozenset(Kind) - {Kind.OFFICE}

TYPES: Mapping[Kind, str] = {
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.GIF: "image/gif",
    Kind.WEBP: "image/webp",
    Kind.PDF: "application/pdf",
    Kind.TEXT: "text/plain; charset=utf-8",
    Kind.OFFICE: "application/zip",
}
"""The MIME type that each kind is served with; office documents open by their names."""

EXTENSIONS: Mapping[Kind, Sequence[str]] = {
    Kind.PNG: (".png",),
    Kind.JPEG: (".jpg", ".jpeg"),
    Kind.GIF: (".gif",),
    Kind.WEBP: (".webp",),
    Kind.PDF: (".pdf",),
    Kind.TEXT: (".txt", ".log", ".csv", ".md"),
    Kind.OFFICE: (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"),
}
"""What a name of each kind may end with; the first one is added to a name that ends otherwise."""

_SIGNATURES: Sequence[tuple[bytes, Kind]] = (
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"%PDF-", Kind.PDF),
    (b"PK\x03\x04", Kind.OFFICE),
)
_MACROS = "vbaproject.bin"
_MEMBERS = {"[Content_Types].xml", "META-INF/manifest.xml"}
"""Every office document has one of these: the first in Microsoft's, the second in OpenDocument."""


def by_head(head: bytes) -> Kind | None:
    """Return what a file that begins so may be; None for what no hub takes."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    return Kind.TEXT if plain_text.possible(head) else None


def by_content(file: BinaryIO) -> Kind | None:
    """Return what a whole file is, read from its beginning; None for what no hub takes."""
    kind = by_head(file.read(HEAD_BYTES))
    file.seek(0)
    if kind is Kind.TEXT and not plain_text.certain(file):
        return None
    if kind is Kind.OFFICE and not _office(file):
        return None
    return kind


def _office(file: BinaryIO) -> bool:
    """Whether a ZIP archive is a document without macros; only its directory is read."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return not _MEMBERS.isdisjoint(names) and not any(name.lower().endswith(_MACROS) for name in names)
