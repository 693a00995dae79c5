"""Adds lines to a text file, each of them on disk before the next thing happens."""

import os
from pathlib import Path


def append_line(file: Path, line: str) -> None:
    """Add a line to a file that is there, and wait for the disk; raises OSError.

    It stands by itself even where the last line has no end, because somebody edited the file or a write was
    cut off.
    """
    with file.open("r+b") as stream:
        end = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, end - 1))
        whole = not end or stream.read(1) == b"\n"
        stream.seek(0, os.SEEK_END)
        stream.write(("" if whole else "\n").encode() + f"{line}\n".encode())
        stream.flush()
        os.fsync(stream.fileno())
