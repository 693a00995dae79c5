"""The table of keys as people read it: in the help, on the card."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent_console.texts import _
from agent_console.ui.keys import Command, Group, KeyMap


@dataclass(frozen=True, slots=True)
class Row:
    """One line."""

    labels: tuple[str, ...]
    """The keys, as people write them; empty where the user has taken them away."""
    description: str
    """What they do, in the agent's language."""
    ids: tuple[str, ...]
    """What it is called in the settings."""


def sheet(keys: KeyMap) -> Iterator[tuple[Group, Sequence[Row]]]:
    """Yield each group with its lines, in the order of the table; the ten numbers are one line."""
    for group in Group:
        yield group, list(_rows(keys, [command for command in keys.commands if command.group is group]))


def _rows(keys: KeyMap, commands: Sequence[Command]) -> Iterator[Row]:
    panes = [command for command in commands if command.is_pane]
    spans = _spans([keys.labels(command) for command in panes])
    for command in commands:
        if not command.is_pane or spans is None:
            yield Row(keys.labels(command), command.words, (command.id,))
        elif command is panes[-1]:
            yield Row(spans, _("Go to that number"), tuple(pane.id for pane in panes))


def _spans(labels: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    """Return the keys of numbers as what lies between them, such as `Alt+1…0`; None where they are others."""
    beginnings = {tuple(label[:-1] for label in of_one) for of_one in labels}
    digits = [{label[-1] for label in of_one} for of_one in labels]
    if len(beginnings) != 1 or digits != [{digit} for digit in "1234567890"]:
        return None
    return tuple(f"{label}…0" for label in labels[0])
