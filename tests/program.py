"""Where the programs are that tests drive."""

import os
import shutil
from pathlib import Path

# Debian keeps PostgreSQL's programs out of PATH, one folder a version; the newest is taken.
_FURTHER = [str(folder) for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]


def found(name: str) -> str | None:
    """Return the path of a program; None when it is not installed."""
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", os.defpath), *_FURTHER]))
