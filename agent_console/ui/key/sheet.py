"""The table of keys as people read it: in the help, on the card."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent_console.ui.keys import Command, Group, KeyMap


@dataclass(frozen=True, slots=True)
class Row:
    """One line."""

    labels: tuple[str, ...]
    """The keys, as people write them; empty where the user has taken them away."""
    description: str
    ids: tuple[str, ...]
    """What it is called in the settings."""


def sheet(keys: KeyMap) -> Iterator[tuple[Group, Sequence[Row]]]:
    """Yield each group with its lines, in the order of the table; the ten numbers are one line."""
    for group in Group:
        yield group, list(_rows(keys, [command for command in keys.commands if command.group is group]))


def _rows(keys: KeyMap, commands: Sequence[Command]) -> Iterator[Row]:
    panes = [command for command in commands if command.is_pane]
    for command in commands:
        if not command.is_pane:
            yield Row(keys.labels(command), command.description, (command.id,))
        elif command is panes[-1]:
            yield _numbers(keys, panes)


def _numbers(keys: KeyMap, panes: Sequence[Command]) -> Row:
    first, last = keys.labels(panes[0]), keys.labels(panes[-1])
    spans = (_span(one, other) for one, other in zip(first, last, strict=False))
    return Row(tuple(spans), "Go to that number", tuple(pane.id for pane in panes))


def _span(first: str, last: str) -> str:
    """Return two keys as what lies between them, such as `Alt+1…0` for `Alt+1` and `Alt+0`."""
    return f"{first}…{last[-1]}" if first[:-1] == last[:-1] else f"{first}…{last}"
