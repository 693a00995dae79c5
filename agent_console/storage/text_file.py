"""A text file read within a limit, and never waited for."""

import os
import stat
from pathlib import Path

from agent_console.yaml_source import Problem


def read(path: Path, largest: int, advice: str) -> str | Problem:
    """Return what is in a file of at most `largest` bytes, or why it cannot be used.

    `advice` says what to do about a larger one.
    """
    try:
        content = _content(path, largest)
        if len(content) > largest:
            return Problem(str(path), f"has more than {largest:,} bytes, and is not read", hint=advice)
        return content.decode()
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 text (byte {error.start + 1:,})"
        return Problem(str(path), message, hint="save it as UTF-8")
    except OSError as error:
        return Problem(str(path), f"cannot be read: {error.strerror}")


def _content(path: Path, largest: int) -> bytes:
    # Opening a pipe for reading waits for a writer, unless it is opened without waiting.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(0, "it is not a plain file")
        return stream.read(largest + 1)
