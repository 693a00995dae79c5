"""What the value of one variable may be made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from agent_console.domain.outside import Reach
from agent_console.snippets.variable.canvas import Canvas

Value: TypeAlias = str | Mapping[str, str]
"""One text, or several by name; with marks where stops and missing values are."""
Params: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Scope:
    """One variable, and what is known when it is its turn."""

    name: str
    canvas: Canvas
    values: Mapping[str, Value]
    """The variables that have a value already."""
    filled: Callable[[str, Callable[[str], str]], str]
    """Fills the references in a text in, each value through a function."""
    allowed: frozenset[Reach]
    """The ways out of the program that the user's config opens for this file."""
    native: bool
    """Whether the file is of the program's own dialect."""


def text(scope: Scope, params: Params, key: str, default: str = "") -> str:
    """Return a text among the params that the value is made of; `default` when there is none."""
    value = params.get(key)
    return scope.canvas.settled(value) if isinstance(value, str) else default
