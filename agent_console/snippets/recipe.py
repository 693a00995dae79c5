"""What every kind of body can do once it is compiled: be rendered for a customer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from babel import Locale

from agent_console.domain.outside import Reach
from agent_console.snippets.failure import BodyError, UnfilledError, WantedError
from agent_console.snippets.field import Field
from agent_console.snippets.limit import Deadline
from agent_console.snippets.occasion import USUAL, Occasion
from agent_console.snippets.stop.mark import Disguise, StopSpec

__all__ = ["BodyError", "Filling", "Recipe", "Rendered", "UnfilledError", "WantedError"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body filled in, its stops and holes still as marks."""

    marked: str
    specs: tuple[StopSpec, ...] = ()
    holes: tuple[str, ...] = ()
    """The missing paths, by the number in their marks; not every one need be in the text."""
    used: tuple[tuple[str, str], ...] = ()
    """The paths that gave a value, with the value as plain text."""
    defaulted: tuple[str, ...] = ()
    """The missing paths for which the template has a default."""
    fields: tuple[Field, ...] = ()
    """The fields that stand in the text as stops."""


def _nothing(_trigger: str) -> "Recipe | None":
    return None


@dataclass(frozen=True, slots=True)
class Filling:
    """What a body is filled with."""

    names: Mapping[str, object]
    """As `Context.names` gives them."""
    locale: Locale
    now: datetime
    seed: int = 0
    occasion: Occasion = USUAL
    find: "Callable[[str], Recipe | None]" = _nothing
    """The recipe of the first snippet with exactly that trigger, for variables of the type `match`."""
    nested: tuple[str, ...] = ()
    """The triggers of the snippets that this one stands in, from the outermost."""
    allowed: frozenset[Reach] = frozenset(Reach)
    """The ways out of the program that are open to all the snippets that this one stands in."""
    disguise: Disguise = field(default_factory=Disguise)
    """What the texts of `names` wear; answers and captures are put into it when they are used."""
    deadline: Deadline = field(default_factory=Deadline)


class Recipe(Protocol):
    """A compiled body."""

    def render(self, filling: Filling) -> Rendered:
        """Fill the body in; raise BodyError when it cannot be, and WantedError or UnfilledError when an
        answer from outside or of the agent is missing.
        """
        ...
