"""Writes a file that holds what customers said: readable by its owner only, and never half written."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from agent_console.ports import Declined


def save(place: Path, content: bytes, replacing: bool) -> Declined | None:
    """Write a file; declined with a reason for a person, as `exists` where one is in the way.

    `replacing` takes the place of an ordinary file, and of nothing else.
    """
    try:
        if place.is_dir():
            return Declined(f"{place} is a folder: add a name for the file")
        if replacing and place.exists() and not place.is_file():
            return Declined(f"{place} is no ordinary file, and is left as it is")
        _write(place, content, replacing)
    except FileExistsError:
        return Declined(f"{place} is there already", "exists")
    except OSError as error:
        return Declined(f"{place} was not saved: {error.strerror}")
    except ValueError as error:
        return Declined(f"this is no name for a file: {error}")
    return None


def _write(place: Path, content: bytes, replacing: bool) -> None:
    descriptor, name = mkstemp(prefix=".saving-", dir=place.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if not replacing:
            _claim(place)
        os.replace(name, place)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def _claim(place: Path) -> None:
    """Take a name; raises FileExistsError where that is taken, also by one that was made a moment ago."""
    os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
