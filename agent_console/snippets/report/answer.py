"""The answer to one command: lines for people, a tree for programs, and an exit code for both."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Report:
    """What a command found.

    The lines quote files and values as they are; whoever prints them makes them safe for the terminal.
    """

    lines: tuple[str, ...]
    exit_code: int
    """0 when all is well, 1 when something is wrong."""
    data: Mapping[str, object] = field(default_factory=dict)
    """The same for programs, ready to be written as JSON."""


def fields(**values: object) -> dict[str, object]:
    """Return the values that are not empty."""
    return {name: value for name, value in values.items() if value not in ("", (), None)}
