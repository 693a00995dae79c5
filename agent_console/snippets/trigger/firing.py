"""A trigger that was just typed to its end, and the replies that it stands for."""

from dataclasses import dataclass

from agent_console.snippets.occasion import Occasion


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reply that a firing trigger stands for."""

    snippet: str
    """The snippet's id."""
    occasion: Occasion
    length: int
    """How many characters left of the cursor give way: the trigger and the separator behind it."""


@dataclass(frozen=True, slots=True)
class Firing:
    """A trigger that was just typed to its end."""

    trigger: str
    """As it was typed, without separators."""
    left: str
    """The separator that let it begin, which stays; "" when none was typed."""
    right: str
    """The separator that completed it, which comes back behind the text; "" when none was needed."""
    candidates: tuple[Candidate, ...]
    """At least one; the agent chooses among several."""

    @property
    def length(self) -> int:
        """How many characters left of the cursor give way when the first candidate is taken."""
        return self.candidates[0].length
