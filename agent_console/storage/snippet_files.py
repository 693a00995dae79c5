"""Snippet files on disk: found, read within limits, and never waited for."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from agent_console.config import SnippetSettings
from agent_console.snippets.file import SnippetFile
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


def shipped() -> Path:
    """Return the folder of the canned responses that come with the console."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "canned_responses"
    return inside if inside.is_dir() else package.parent / "canned_responses"


def folders(settings: SnippetSettings) -> tuple[Path, ...]:
    """Return the folders to read, those whose replies win last."""
    own = (shipped(),) if settings.shipped else ()
    return (*own, *settings.folders)


def read(folders: Iterable[Path]) -> SnippetFiles:
    """Read every `.yaml` and `.yml` file in and below the folders, but those whose names begin with `_`.

    Links to folders are not followed. What is not a plain file, is too large, is not UTF-8 or cannot
    be read becomes a problem, and so does a folder that is missing.
    """
    sources: list[SnippetFile] = []
    problems: list[Problem] = []
    for folder in folders:
        if not folder.is_dir():
            problems.append(
                Problem(str(folder), "is not a folder", hint="see `snippets.folders` in the config")
            )
            continue
        for path in _found(folder, problems):
            _read(path, sources, problems)
    return SnippetFiles(tuple(sources), tuple(problems))


def _found(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        problems.append(Problem(str(error.filename), f"cannot be read: {error.strerror}"))

    paths = [
        Path(parent) / name
        for parent, _, names in os.walk(folder, onerror=unreadable)
        for name in names
        if Path(name).suffix.lower() in SUFFIXES and not name.startswith("_")
    ]
    if len(paths) > MOST_FILES:
        message = f"has {len(paths):,} snippet files; only the first {MOST_FILES:,} are read"
        problems.append(Problem(str(folder), message))
    yield from sorted(paths)[:MOST_FILES]


def _read(path: Path, sources: list[SnippetFile], problems: list[Problem]) -> None:
    try:
        content = _content(path)
        if len(content) > SNIPPET_LIMITS.size:
            message = f"has more than {SNIPPET_LIMITS.size:,} bytes, and is not read"
            problems.append(Problem(str(path), message, hint="split it into several files"))
            return
        sources.append(SnippetFile(str(path), content.decode()))
    except UnicodeDecodeError as error:
        problems.append(
            Problem(str(path), f"is not UTF-8 text (byte {error.start + 1:,})", hint="save it as UTF-8")
        )
    except OSError as error:
        problems.append(Problem(str(path), f"cannot be read: {error.strerror}"))


def _content(path: Path) -> bytes:
    # Opening a pipe for reading waits for a writer, unless it is opened without waiting.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(0, "it is not a plain file")
        return stream.read(SNIPPET_LIMITS.size + 1)
