"""Snippet files on disk: found, read within limits, and never waited for."""

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from agent_console.snippets.file import SnippetFile
from agent_console.storage import text_file
from agent_console.storage.snippet_folder import Folder
from agent_console.yaml_source import SNIPPET_LIMITS, Problem

MOST_FILES = 2_000
SUFFIXES = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class SnippetFiles:
    """The files of some folders."""

    sources: tuple[SnippetFile, ...]
    """Each with its path as its name, in order of the folders and, within one, of the paths."""
    problems: tuple[Problem, ...]
    """What could not be read, and why."""


def read(folders: Iterable[Folder | Path]) -> SnippetFiles:
    """Read every `.yaml` and `.yml` file in and below the folders; a path alone is a personal folder.

    Files whose names begin with `_` are among them: they hold what others import. What begins with a dot
    is passed over: editors and git keep their own things so. Links to folders are not followed. What is
    not a plain file, is too large, is not UTF-8 in itself or by its name, or cannot be read becomes a
    problem, and so does a folder that is missing.
    """
    sources: list[SnippetFile] = []
    problems: list[Problem] = []
    every = [one if isinstance(one, Folder) else Folder(one) for one in folders]
    for folder in every:
        found, wrong = paths(folder.path, [one.path for one in every])
        problems += wrong
        for path in found:
            content = text(path)
            if isinstance(content, Problem):
                problems.append(content)
            else:
                sources.append(folder.file(path, content))
    return SnippetFiles(tuple(sources), tuple(problems))


def paths(folder: Path, apart: Collection[Path] = ()) -> tuple[list[Path], list[Problem]]:
    """Return the snippet files in and below a folder, sorted, and why others are not among them.

    Folders inside it that are `apart` have settings of their own, and are passed over.
    """
    if folder.is_file():
        hint = "name the folder that it is in, for files import each other"
        return [], [Problem(str(folder), "is a file, not a folder", hint=hint)]
    if not folder.is_dir():
        hint = "see `snippets.folders` in the config"
        return [], [Problem(str(folder), "is not a folder", hint=hint)]
    problems: list[Problem] = []

    def unreadable(error: OSError) -> None:
        problems.append(Problem(_printable(Path(error.filename)), f"cannot be read: {error.strerror}"))

    found: list[Path] = []
    for parent, below, names in os.walk(folder, onerror=unreadable):
        below[:] = [name for name in below if not name.startswith(".") and Path(parent) / name not in apart]
        found += (Path(parent) / name for name in names if is_snippet_file(name))
    named = [path for path in found if _printable(path) == str(path)]
    problems += (_misnamed(path) for path in found if _printable(path) != str(path))
    if len(named) > MOST_FILES:
        message = f"has {len(named):,} snippet files; only the first {MOST_FILES:,} are read"
        problems.append(Problem(str(folder), message))
    return sorted(named)[:MOST_FILES], problems


def is_snippet_file(name: str) -> bool:
    """Return whether a file of that name holds snippets."""
    return Path(name).suffix.lower() in SUFFIXES and not name.startswith(".")


def _misnamed(path: Path) -> Problem:
    # Ids are made of names, and neither a screen nor a database takes what is no text.
    message = "its name is not UTF-8 text, so it is not read"
    return Problem(_printable(path), message, hint="give it a name in UTF-8")


def _printable(path: Path) -> str:
    return os.fsencode(path).decode(errors="replace")


def text(path: Path) -> str | Problem:
    """Return what is in a file, or why it cannot be used."""
    return text_file.read(path, SNIPPET_LIMITS.size, "split it into several files")
