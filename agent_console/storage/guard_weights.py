"""The file of what the guard has learnt on this machine: whole or not there, whatever happens."""

import os
import tempfile
from pathlib import Path

from agent_console.storage.paths import ProfilePaths, make_private


def kept(profile: ProfilePaths) -> str | None:
    """Return what is kept; None when nothing is. Raises OSError and UnicodeDecodeError."""
    try:
        return profile.guard.read_text("utf-8")
    except FileNotFoundError:
        return None


def keep(profile: ProfilePaths, text: str) -> None:
    """Put a text in the place of what is kept, at once; raises OSError, and then the old one stays."""
    make_private(profile.directory)
    descriptor, name = tempfile.mkstemp(dir=profile.directory, prefix=f"{profile.guard.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(profile.guard)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def discard(profile: ProfilePaths) -> bool:
    """Remove what is kept; False when there was nothing. Raises OSError."""
    there = profile.guard.exists()
    profile.guard.unlink(missing_ok=True)
    return there
