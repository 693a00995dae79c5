"""A folder of snippet files, and what the user's config says of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from agent_console.config import SnippetFolder, SnippetSettings
from agent_console.config.snippet import Expand
from agent_console.domain.outside import Reach
from agent_console.snippets.file import Layer, SnippetFile

ORDER = tuple(Layer)
"""Whose replies win last."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Where snippet files are; each becomes a `SnippetFile` with the settings of its folder."""

    path: Path
    layer: Layer = Layer.PERSONAL
    allowed: frozenset[Reach] = frozenset()
    expand: Literal["", Expand] = ""
    boundary: Literal["", "token", "word", "espanso"] = ""
    usual: Expand = "tab"
    """When triggers fire whose file does not say it."""

    @classmethod
    def of(cls, settings: SnippetFolder, usual: Expand) -> "Folder":
        """Return a folder as the config describes it."""
        return cls(
            settings.path,
            Layer(settings.layer),
            frozenset(settings.allow),
            settings.expand or "",
            settings.boundary or "",
            usual,
        )

    def file(self, path: Path, text: str) -> SnippetFile:
        """Return one of its files."""
        return SnippetFile(
            str(path),
            text,
            self.layer,
            self.allowed,
            self.expand,
            self.boundary,
            self.usual,
            str(self.path),
        )


def folders(settings: SnippetSettings) -> tuple[Folder, ...]:
    """Return the folders to read: shipped, company, team, personal; within a layer as the config has them."""
    return tuple(sorted(_configured(settings), key=lambda folder: ORDER.index(folder.layer)))


def shipped() -> Path:
    """Return the folder of the canned responses that come with the console."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "canned_responses"
    return inside if inside.is_dir() else package.parent / "canned_responses"


def _configured(settings: SnippetSettings) -> Iterator[Folder]:
    if settings.shipped:
        yield Folder(shipped(), Layer.SHIPPED, usual=settings.expand)
    for folder in settings.folders:
        yield Folder.of(folder, settings.expand)
