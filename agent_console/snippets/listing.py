"""What a list says of a canned response, straight from what is written."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

from agent_console.snippets.file import Layer
from agent_console.snippets.relation.frame import Frame
from agent_console.snippets.source.sheet import Entry


@dataclass(frozen=True, eq=False)
class Listing:
    """The part of a canned response that needs no compiling."""

    id: str
    """Unique; `namespace.id`, or made from the trigger when the file gives none."""
    entry: Entry
    frame: Frame
    shadows: tuple[str, ...] = ()
    """What it has taken the place of, nearest first, each as `file:line`."""
    fault: str = ""
    """Why it can never be filled in, whatever is known of the customer; "" when it can."""

    @property
    def file(self) -> str:
        """The file that it is written in."""
        return self.frame.file.name

    @property
    def line(self) -> int:
        """Where in that file it begins."""
        return self.entry.line

    @property
    def layer(self) -> Layer:
        """Whose it is."""
        return self.frame.file.layer

    @property
    def native(self) -> bool:
        """Whether its file is of dialect `support/1`."""
        return self.frame.native

    @cached_property
    def version(self) -> str:
        """A digest of what is written."""
        written = json.dumps(self.entry.keys, sort_keys=True, default=str)
        return hashlib.sha256(written.encode()).hexdigest()[:12]

    @property
    def label(self) -> str:
        """A short name for lists."""
        return self.entry.text("label") or self.description or _first_line(self.entry.body)

    @property
    def description(self) -> str:
        """What it is for."""
        return self.entry.text("description")

    @property
    def tags(self) -> tuple[str, ...]:
        """What it is grouped by."""
        return self.entry.texts("tags")

    @property
    def search_terms(self) -> tuple[str, ...]:
        """Further words that it is found by."""
        return self.entry.texts("search_terms")

    @property
    def shortcut(self) -> str:
        """The key, or keys, that insert it; "" when there are none."""
        return self.entry.text("shortcut")

    @property
    def requires(self) -> tuple[str, ...]:
        """The values that must be known."""
        return self.entry.texts("requires")


def _first_line(text: str) -> str:
    return next(iter(text.strip().splitlines()), "")[:60]
