"""How large a picture is, by its header: nothing of it is decoded.

Four formats need little; the libraries that know more also open addresses and parse XML, which no file
of a stranger should reach.
"""

from typing import BinaryIO, NamedTuple

from agent_console.hub.files.kind import Kind

READ_BYTES = 1024 * 1024
"""The most that is read of a JPEG to find its frame behind a thumbnail and other notes."""

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The JPEG markers that carry the size; the three taken out are tables."""
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
"""The JPEG markers without a length."""


class Size(NamedTuple):
    """Pixels."""

    width: int
    height: int


def size(kind: Kind, file: BinaryIO) -> Size | None:
    """Return the size of a picture of a kind, read from its beginning; None when it is damaged."""
    data = file.read(READ_BYTES)
    match kind:
        case Kind.PNG:
            found = _png(data)
        case Kind.GIF:
            found = _little(data[6:8], data[8:10]) if len(data) >= 13 else None
        case Kind.WEBP:
            found = _webp(data)
        case Kind.JPEG:
            found = _jpeg(data)
        case _:
            raise ValueError(f"{kind} is no picture")
    return found if found and found.width and found.height else None


def _png(data: bytes) -> Size | None:
    if data[12:16] != b"IHDR" or len(data) < 24:
        return None
    return Size(int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"))


def _webp(data: bytes) -> Size | None:
    if len(data) < 30:
        return None
    match data[12:16]:
        case b"VP8 ":
            found = _little(data[26:28], data[28:30])
            return (
                Size(found.width & 0x3FFF, found.height & 0x3FFF) if data[23:26] == b"\x9d\x01\x2a" else None
            )
        case b"VP8L":
            bits = int.from_bytes(data[21:25], "little")
            return Size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1) if data[20] == 0x2F else None
        case b"VP8X":
            found = _little(data[24:27], data[27:30])
            return Size(found.width + 1, found.height + 1)
        case _:
            return None


def _jpeg(data: bytes) -> Size | None:
    """Go from segment to segment until the one that tells the size."""
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker in _FRAMES:
            height, width = data[place + 5 : place + 7], data[place + 7 : place + 9]
            return Size(int.from_bytes(width, "big"), int.from_bytes(height, "big"))
        if marker == 0xFF:
            place += 1
        elif marker in _BARE:
            place += 2
        else:
            place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    return None


def _little(width: bytes, height: bytes) -> Size:
    return Size(int.from_bytes(width, "little"), int.from_bytes(height, "little"))
