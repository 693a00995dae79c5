"""What every kind of body can do once it is compiled: be rendered for a customer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from babel import Locale

from agent_console.domain.outside import Request
from agent_console.snippets.mark import StopSpec
from agent_console.snippets.occasion import USUAL, Occasion


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


class Recipe(Protocol):
    """A compiled body."""

    def render(self, filling: Filling) -> Rendered:
        """Fill the body in; raise BodyError when it cannot be, and WantedError when an answer is missing."""
        ...


class WantedError(Exception):
    """A value must come from outside first; with it, the body is filled in from the start."""

    def __init__(self, request: Request) -> None:
        super().__init__(f"needs an answer from the {request.reach.value}")
        self.request = request


class BodyError(Exception):
    """A body that cannot be compiled or rendered; the message is for whoever wrote it."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset
        """Where in the body's text, in characters."""
