"""Whether a file is text that shows as it is: UTF-8, without control characters, and no markup."""

import codecs
import re
from typing import BinaryIO

READ_BYTES = 64 * 1024
"""Read at once; a larger piece would hold up everything else that this process does."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_MARKUP = re.compile(r"\s*(<[a-zA-Z!?/]|$)")
"""HTML, SVG and XML begin so, and a browser that is handed them runs what is in them.

What is blank for a whole piece could begin so yet.
"""


def possible(head: bytes) -> bool:
    """Whether a text may begin so; it may end within a character."""
    try:
        text = _decoder().decode(head)
    except UnicodeDecodeError:
        return False
    return not _CONTROL.search(text)


def certain(file: BinaryIO) -> bool:
    """Whether a file is such a text, read from its beginning."""
    decoder = _decoder()
    try:
        text = decoder.decode(file.read(READ_BYTES))
        if _MARKUP.match(text):
            return False
        while not _CONTROL.search(text):
            if not (piece := file.read(READ_BYTES)):
                decoder.decode(b"", final=True)
                return True
            text = decoder.decode(piece)
    except UnicodeDecodeError:
        pass  # it is no UTF-8, and so no text
    return False


def _decoder() -> codecs.IncrementalDecoder:
    """Return a reader of UTF-8 that passes over a byte order mark."""
    return codecs.getincrementaldecoder("utf-8-sig")()
