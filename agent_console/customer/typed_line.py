"""What a person types or a pipe brings, line by line, without holding the event loop up."""

import asyncio
import codecs
import os
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress

CHUNK = 64 * 1024
"""Bytes that are read at once."""


async def typed_lines(descriptor: int) -> AsyncIterator[str]:
    """Yield the lines of a terminal, a pipe or a file, without their ends, until it ends.

    Bytes that are no UTF-8 become replacement characters. Raises OSError when it cannot be read.
    """
    lines: asyncio.Queue[str | OSError | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        # The loop may have ended while the thread still waited for the person: nobody is left to tell.
        with suppress(RuntimeError):
            try:
                for line in _lines(descriptor):
                    loop.call_soon_threadsafe(lines.put_nowait, line)
                loop.call_soon_threadsafe(lines.put_nowait, None)
            except OSError as error:
                loop.call_soon_threadsafe(lines.put_nowait, error)

    # A thread of its own, not one of the loop's pool: leaving must not wait for the next key.
    threading.Thread(target=read, daemon=True, name="typed lines").start()
    while (line := await lines.get()) is not None:
        if isinstance(line, OSError):
            raise line
        yield line


def _lines(descriptor: int) -> Iterator[str]:
    """Yield lines as soon as they are complete, and in the end what is left."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    rest = ""
    while data := os.read(descriptor, CHUNK):
        *complete, rest = (rest + decoder.decode(data)).split("\n")
        yield from (line.removesuffix("\r") for line in complete)
    rest += decoder.decode(b"", final=True)
    if rest:
        yield rest
