"""Writes a file that holds what customers said: readable by its owner only, and never half written."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from agent_console.ports import Declined
from agent_console.texts import _


def save(place: Path, content: bytes, replacing: bool) -> Declined | None:
    """Write a file; declined with a reason for a person, as `exists` where one is in the way.

    `replacing` takes the place of an ordinary file, and of nothing else.
    """
    try:
        if place.is_dir():
            return Declined(_("{place} is a folder: add a name for the file").format(place=place))
        if replacing and place.exists() and not place.is_file():
            return Declined(_("{place} is no ordinary file, and is left as it is").format(place=place))
        _write(place, content, replacing)
    except FileExistsError:
        return Declined(_("{place} is there already").format(place=place), "exists")
    except OSError as error:
        return Declined(_("{place} was not saved: {error}").format(place=place, error=error.strerror))
    except ValueError as error:
        return Declined(_("this is no name for a file: {error}").format(error=error))
    return None


def _write(place: Path, content: bytes, replacing: bool) -> None:
    descriptor, name = mkstemp(prefix=".saving-", dir=place.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if replacing:
            os.replace(name, place)
        else:
            _put(name, place)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def _put(name: str, place: Path) -> None:
    """Give a file its name at once and whole; raises FileExistsError where that is taken, if a moment ago."""
    try:
        os.link(name, place)
    except FileExistsError:
        raise
    except OSError:  # some disks know no second name of a file: there the name is taken first
        os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        os.replace(name, place)
