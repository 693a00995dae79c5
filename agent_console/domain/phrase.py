"""What is kept of a sent reply, so that its phrases can be offered again: no identifiers, no rare words."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LearntReply:
    """One reply in keys, which without the words that they stand for cannot be read."""

    message: int
    """The key of its message, which tells it from all others."""
    customer: int
    """The key of whom it went to."""
    language: str
    """Its primary language tag, such as `de`; empty when unknown."""
    words: tuple[int, ...]
    """The keys of its parts, in their order."""
    context: tuple[int, ...]
    """What it answered, as keys of words in no order."""
    names: tuple[int, ...] = ()
    """The keys of the words that the customer is called: they are offered to nobody."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one reply adds to what is kept."""

    reply: LearntReply
    words: Mapping[int, str] = field(default_factory=dict)
    """Words that are common from now on, by their keys."""


@dataclass(frozen=True, slots=True)
class KeptPhrases:
    """Everything that is kept."""

    salt: bytes
    """What the keys are made with; another one in every profile."""
    replies: tuple[LearntReply, ...] = ()
    """Oldest first."""
    words: Mapping[int, str] = field(default_factory=dict)
    taught: tuple[str, ...] = ()
    """Phrases that a team gave to its agents; they count as common in any language."""
    notice: str = ""
    """What a person should know of the files: one raw line, or empty."""
