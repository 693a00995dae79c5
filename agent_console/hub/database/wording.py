"""What people and programs may write into tags, queues, comments and the like."""

import unicodedata

from agent_console.domain.action import LONGEST_TAG
from agent_console.hub.outcome import Rejected

LONGEST_LABEL = LONGEST_TAG
"""Characters of a tag, or of a queue's name."""
LONGEST_TEXT = 2000
"""Characters of a promise, a comment, a reason and the like; a message may be longer."""

_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Control characters, halves of characters, and separators of lines."""


def label(text: str, what: str) -> str | Rejected:
    """Return a tag or the name of a queue as it is kept, without white space around it.

    `what` is what a refusal calls it, such as `a tag`.
    """
    kept = text.strip()
    if not kept:
        return Rejected("empty", f"{what} needs at least one character")
    if len(kept) > LONGEST_LABEL:
        return Rejected(
            "too_long", f"{what} may have {LONGEST_LABEL} characters, and this one has {len(kept)}"
        )
    if any(unicodedata.category(character) in _UNPRINTABLE for character in kept):
        return Rejected("characters", f"{what} is one line without control characters")
    return kept


def too_long(text: str) -> Rejected | None:
    """Refuse a comment, a promise, a reason and the like that is longer than anybody reads."""
    if len(text) <= LONGEST_TEXT:
        return None
    return Rejected("too_long", f"{len(text):,} characters are too many; at most {LONGEST_TEXT:,} are kept")


def missing(text: str, what: str) -> Rejected | None:
    """Refuse a text that says nothing, or more than anybody reads."""
    return too_long(text) if text.strip() else Rejected("empty", f"{what} is empty")
