"""Bringing files to another folder, such as one that several hubs share."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from agent_console.hub.files.depot import TOKEN

Told = Callable[[str, int, int], None]
"""Hears what is being done, how many files are there, and how many there will be."""


def copy_files(source: Path, target: Path, told: Told) -> int:
    """Copy what a folder of files has into another one, and return how many files that are.

    What is there already is not copied again, so an interrupted copy goes on where it was. Raises OSError.
    """
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not source.is_dir() or source.samefile(target):
        return 0
    names = sorted(filter(TOKEN.fullmatch, os.listdir(source)))
    for done, name in enumerate(names):
        told("copying files", done, len(names))
        if not _same(source / name, target / name):
            _copy(source / name, target / name)
    told("copying files", len(names), len(names))
    return len(names)


def _same(file: Path, copy: Path) -> bool:
    return copy.is_file() and copy.stat().st_size == file.stat().st_size


def _copy(file: Path, copy: Path) -> None:
    """Copy a file so that it is there whole or not at all."""
    draft = copy.with_name(f".{copy.name}.part")
    made = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(made, "wb") as into, file.open("rb") as content:
        shutil.copyfileobj(content, into)
        into.flush()
        os.fsync(into.fileno())
    draft.replace(copy)
