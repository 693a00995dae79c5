"""Small files of each kind, and a desk that takes them."""

import base64
import io
import secrets
import struct
import zipfile
import zlib
from collections.abc import Mapping

from agent_console.hub.files.kind import Kind
from agent_console.hub.files.upload import UploadDesk
from agent_console.wire.frame import Chunk, File, Offer, Progress, Unstored
from agent_console.wire.limit import CHUNK_BYTES


def png(width: int = 3, height: int = 2, padding: int = 0) -> bytes:
    """Return a grey picture; `padding` adds bytes that viewers pass over."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    note = secrets.token_bytes(padding)
    chunks = [(b"IHDR", header), (b"noTe", note), (b"IDAT", rows), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def gif(width: int = 3, height: int = 2) -> bytes:
    """Return the beginning of a GIF, which is all that is looked at."""
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0) + b";"


def jpeg(width: int = 3, height: int = 2, thumbnail: int = 500) -> bytes:
    """Return a JPEG whose size stands behind a thumbnail and a fill byte."""
    note = b"\xff\xe1" + struct.pack(">H", thumbnail + 2) + b"\xff\xc0" * (thumbnail // 2)
    frame = b"\xff\xff\xc2" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + note + frame + b"\xff\xd9"


def webp(form: bytes, width: int = 3, height: int = 2) -> bytes:
    """Return a WebP of one of its three forms."""
    match form:
        case b"VP8 ":
            body = b"\x10\0\0\x9d\x01\x2a" + struct.pack("<HH", width | 0x4000, height)
        case b"VP8L":
            body = b"\x2f" + ((width - 1) | (height - 1) << 14).to_bytes(4, "little") + b"\0" * 5
        case _:
            body = b"\0" * 4 + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    data = b"WEBP" + form + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(data)) + data


def archive(*names: str) -> bytes:
    """Return a ZIP archive of empty members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as members:
        for name in names:
            members.writestr(name, "")
    return target.getvalue()


GOOD: Mapping[Kind, bytes] = {
    Kind.PNG: png(),
    Kind.JPEG: jpeg(),
    Kind.GIF: gif(),
    Kind.WEBP: webp(b"VP8X"),
    Kind.PDF: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    Kind.TEXT: "Grüße aus Tromsø\n\tprice < 5 EUR\r\n".encode(),
    Kind.OFFICE: archive("[Content_Types].xml", "word/document.xml"),
}


def pieces(upload: str, content: bytes, start: int = 0, size: int = CHUNK_BYTES) -> list[Chunk]:
    """Return a file's frames from an offset on."""
    return [
        Chunk(upload, offset, base64.b64encode(content[offset : offset + size]).decode())
        for offset in range(start, len(content), size)
    ]


def new_id() -> str:
    """Return an upload's id, as a client makes it."""
    return secrets.token_hex(16)


async def sent(
    desk: UploadDesk, content: bytes, name: str = "a file", uploader: str = "mira", upload: str = ""
) -> Progress | Unstored:
    """Send a whole file; return the last answer."""
    upload = upload or new_id()
    answer = await desk.offer(uploader, Offer(upload, name, len(content)))
    for chunk in pieces(upload, content):
        if isinstance(answer, Progress):
            answer = await desk.chunk(uploader, chunk)
    return answer


async def stored(desk: UploadDesk, content: bytes, name: str = "a file", uploader: str = "mira") -> File:
    """Send a whole file that the desk takes; return it as it goes with a message."""
    answer = await sent(desk, content, name, uploader)
    assert isinstance(answer, Progress), answer
    assert answer.ready
    file = await desk.claim(uploader, answer.upload)
    assert isinstance(file, File)
    return file
