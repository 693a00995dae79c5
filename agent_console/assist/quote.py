"""Words that somebody said, by their place in the conversation."""

from dataclasses import dataclass, replace
from datetime import datetime

FULL_WIDTH = "\u2e80"
"""From here on characters take two cells, as good as all of them."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A part of one message; the words are raw, as their writer sent them."""

    sequence: int
    """Which message of the conversation it is from; 0 for what was said before it."""
    start: int
    end: int
    words: str
    said_at: datetime | None = None
    """When (aware, UTC); None when that is not known."""
    key: int = 0
    """How far into the words the key of them begins, such as the question behind its reason."""

    def shortened(self, cells: int) -> "Quote":
        """Return as much of it as fits: from the beginning, or from its key where that would be cut off."""
        if width(self.words) <= cells:
            return self
        rest = self.words[self.key :]
        skips = self.key and width(self.words[: self.key]) + min(width(rest), cells) > cells
        at = self.key if skips else 0
        kept = _fitting(self.words[at:], cells - 1)
        return replace(self, start=self.start + at, end=self.start + at + len(kept), words=kept, key=0)


def width(words: str) -> int:
    """Return how many terminal cells the words take, near enough to lay them out."""
    return len(words) + sum(1 for symbol in words if symbol >= FULL_WIDTH)


def _fitting(words: str, cells: int) -> str:
    """Return the beginning of the words, whole words where there are spaces."""
    kept = words[: max(0, cells)]
    while width(kept) > cells:
        kept = kept[:-1]
    cut = kept.rfind(" ")
    return kept[:cut] if cut > cells // 2 and words[len(kept) : len(kept) + 1].strip() else kept
