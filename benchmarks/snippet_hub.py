"""Packages of espanso's hub, from a folder or the archive of one, and what is recorded of them."""

import gzip
import json
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from agent_console.domain.outside import Reach
from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from agent_console.yaml_source import Problem

ENDINGS = (".yml", ".yaml")
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Hub:
    """The files of all packages, by package."""

    files: Mapping[str, Mapping[str, str]]
    """By `name@version`, then by path inside the package, the texts."""

    @classmethod
    def read(cls, place: Path) -> "Hub":
        """Read `NAME/VERSION/FILE.yml` below a folder or in a tar archive, or below `packages` in it.

        Raises OSError, and ValueError for a file elsewhere or one that is not UTF-8.
        """
        files: dict[str, dict[str, str]] = {}
        for path, text in _in_folder(place) if place.is_dir() else _in_archive(place):
            name, version, *inside = _below_packages(path)
            files.setdefault(f"{name}@{version}", {})["/".join(inside)] = text
        return cls(files)

    def book(self, package: str) -> tuple[Book, tuple[Problem, ...]]:
        """Load one package alone, allowed to reach everything, because nothing is reached here."""
        files = self.files.get(package, {})
        return load({f"{package}/{path}": files[path] for path in sorted(files)}, package)


def load(texts: Mapping[str, str], root: str = "") -> tuple[Book, tuple[Problem, ...]]:
    """Load files as a folder of the user's own in espanso's dialect."""
    return Book.load(
        SnippetFile(name, text, allowed=frozenset(Reach), root=root) for name, text in texts.items()
    )


def records(file: Path) -> Iterator[Record]:
    """Yield the objects of a file of JSON lines, plain or gzipped; raise OSError or ValueError."""
    opener = gzip.open if file.suffix == ".gz" else open
    with opener(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _below_packages(path: PurePosixPath) -> Sequence[str]:
    """Return the parts of a path from the package's name on."""
    parts = path.parts
    below = parts[parts.index("packages") + 1 :] if "packages" in parts else parts
    if len(below) < 3:
        raise ValueError(f"{path} is not of the form NAME/VERSION/FILE.yml")
    return below


def _in_folder(folder: Path) -> Iterator[tuple[PurePosixPath, str]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in ENDINGS and path.name != "_manifest.yml":
            yield PurePosixPath(path.relative_to(folder).as_posix()), path.read_text(encoding="utf-8")


def _in_archive(archive: Path) -> Iterator[tuple[PurePosixPath, str]]:
    with tarfile.open(archive) as members:
        for member in members:
            path = PurePosixPath(member.name)
            content = members.extractfile(member)
            if content is not None and path.suffix in ENDINGS and path.name != "_manifest.yml":
                yield path, content.read().decode()
