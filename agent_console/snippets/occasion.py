"""How a canned response was called for: what was typed, and what came from outside meanwhile."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from agent_console.domain.outside import Request
from agent_console.snippets.trigger.casing import Casing


@dataclass(frozen=True, slots=True)
class Occasion:
    """One expansion's own circumstances."""

    casing: Casing = Casing.AS_WRITTEN
    captures: Mapping[str, str] = field(default_factory=dict)
    """The named groups of a regex trigger."""
    right: str = ""
    """The separator that completed the trigger; it goes behind the text."""
    answers: Mapping[Request, str] = field(default_factory=dict)
    """What the world outside has answered so far."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """What the agent has answered so far, by the names of `Field`; these become no stops."""

    def texts(self) -> Iterator[str]:
        """Yield what was typed or answered."""
        yield self.right
        for texts in (self.captures, self.answers, self.fields):
            yield from texts.values()


USUAL = Occasion()
