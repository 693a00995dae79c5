"""The keys in force: the table of commands in `ui.key.table`, with the user's changes."""

import re
from collections.abc import Iterable, Mapping

from agent_console.domain.origin import Origin
from agent_console.ui.key.command import SCOPED, Command, Condition, Feature, Group
from agent_console.ui.key.name import LEADER, pretty, pretty_keys
from agent_console.ui.key.remapping import Remapping
from agent_console.ui.key.script import latin
from agent_console.ui.key.table import COMMANDS

__all__ = [
    "COMMANDS",
    "LEADER",
    "Command",
    "Condition",
    "Feature",
    "Group",
    "KeyMap",
    "pretty",
    "pretty_keys",
]


_ID = re.compile(r"\{([a-z]+\.[a-z0-9-]+)\}")


class KeyMap:
    """The table with the user's changes; what is wrong with them is in `problems`, and is not applied."""

    def __init__(
        self, changes: Mapping[str, str] | None = None, origins: Mapping[str, Origin] | None = None
    ) -> None:
        """Apply `changes`: new keys by command id; `origins` has where each is written."""
        remapping = Remapping(COMMANDS, changes or {}, origins)
        self.problems = tuple(remapping.problems)
        self.warnings = tuple(remapping.warnings)
        """What works as the user wants it, but not everywhere."""
        self.commands = remapping.commands
        self._by_id = {command.id: command for command in self.commands}
        self.writing = self._of(Group.WRITING)
        self.reading = self._of(Group.RECORD)
        self.listing = self._of(Group.LIST)
        self.finding = self._of(Group.FOUND)
        self.answering = self._of(Group.HELD)
        self.steering = _direct(c for c in self.commands if c.group not in SCOPED)
        self.following = {key: command for command in self.commands for key in command.after_leader}

    def command(self, command_id: str) -> Command:
        """Return a command of the table with its keys in force; raises KeyError for no such id."""
        return self._by_id[command_id]

    def means(self, key: str, command_id: str) -> bool:
        """Whether a key pressed by itself is one of a command."""
        return key in self.command(command_id).direct

    def after_leader(self, key: str) -> Command | None:
        """Return what a key does after the leader key; a Cyrillic letter counts as the key that it is on."""
        return self.following.get(key) or self.following.get(latin(key))

    def in_record(self, key: str) -> Command | None:
        """Return what a key does in the record; a Cyrillic letter counts as the key that it is on."""
        return self.reading.get(key) or self.reading.get(latin(key))

    def label(self, command_id: str) -> str:
        """Return the first key of a command as people write it, such as `F3` or `Ctrl+G R`."""
        return next(iter(self.labels(self.command(command_id))), "")

    def labels(self, command: Command) -> tuple[str, ...]:
        """Return every key of a command as people write it, those without the leader key first."""
        after = (f"{self._leader} {pretty(key)}" for key in command.after_leader)
        return (*map(pretty, command.direct), *after)

    def spelled(self, words: str) -> str:
        """Return words in which an id in braces, as in `{list.leave}`, has become its first key."""
        return _ID.sub(lambda found: self.label(found[1]) if found[1] in self._by_id else found[0], words)

    def label_of_pane(self, number: int) -> str:
        """Return the key that goes to a conversation by its number; empty where the number has none."""
        command_id = f"desk.pane-{number}"
        return self.label(command_id) if command_id in self._by_id else ""

    @property
    def _leader(self) -> str:
        return pretty(self.command("desk.leader").direct[0])

    def _of(self, group: Group) -> Mapping[str, Command]:
        return _direct(command for command in self.commands if command.group is group)


def _direct(commands: Iterable[Command]) -> Mapping[str, Command]:
    return {key: command for command in commands for key in command.direct}
