"""A snippet file as it was read from disk, and what the user's config says of its folder."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from agent_console.domain.outside import Reach
from agent_console.texts import N_


class Layer(StrEnum):
    """Whose replies a folder holds; those of a later layer take the place of earlier ones of the same id."""

    SHIPPED = N_("shipped")
    COMPANY = N_("company")
    TEAM = N_("team")
    PERSONAL = N_("personal")


@dataclass(frozen=True, slots=True)
class SnippetFile:
    """The text of one file."""

    name: str
    text: str
    layer: Layer = Layer.PERSONAL
    allowed: frozenset[Reach] = frozenset()
    """What the user's config lets the replies of this folder reach; nothing in the file can add to it."""
    expand: Literal["", "tab", "space", "immediate"] = ""
    """When the triggers of a file in espanso's dialect fire: `tab`, `space` or `immediate`, its own way."""
    boundary: Literal["", "token", "word", "espanso"] = ""
    """What must stand beside the triggers of such a file: `token`, `word` or `espanso`, its own way."""
    usual: Literal["tab", "space", "immediate"] = "tab"
    """When the triggers of a file in the dialect `support/1` fire that does not say it itself."""
    root: str = ""
    """The folder that the file's `imports` stay inside; "" for the file's own folder."""

    @property
    def folder(self) -> str:
        """The folder that it belongs to: its `root`, else the one it is in."""
        return self.root or self.name.replace("\\", "/").rpartition("/")[0]
