"""The user's changes to the table of keys: each is looked at, and what is wrong is said and not applied."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Final

from agent_console.domain.origin import Origin
from agent_console.ui.key.command import BARE, SCOPED, Command, Group
from agent_console.ui.key.editing import NEEDED, USEFUL
from agent_console.ui.key.name import LEADER, is_key, named, nearest_key, parts, pretty, writes
from agent_console.ui.key.terminal import dependable, doubt, instead

ESSENTIAL: Final = ("composer.send", "desk.leader", "desk.palette")
"""What must always have a key that every terminal sends: from these everything else can be reached."""
_UNPLACED: Final = Origin("keys", "", "")
_IN_A_TEXT: Final = frozenset({Group.WRITING, Group.LIST})
"""Groups whose keys are pressed while a text has them, so that they may use what writing needs otherwise."""

Seat = tuple[str, str]
"""A scope and a key: what only one command can have."""


class Remapping:
    """Applies changes to a table: `commands` is what is in force, the rest is for people."""

    def __init__(
        self,
        table: Sequence[Command],
        changes: Mapping[str, str],
        origins: Mapping[str, Origin] | None = None,
    ) -> None:
        """`changes` has new keys by command id; `origins` has where each is written."""
        self.problems: list[str] = []
        self.warnings: list[str] = []
        self._table = {command.id: command for command in table}
        self._origins = origins or {}
        self._wanted: dict[str, tuple[str, ...]] = {}
        for name, written in changes.items():
            self._take(name, written)
        while (clash := self._clash()) is not None:
            self._yield_to(*clash)
        self.commands = tuple(map(self._in_force, table))
        self._warn()

    # Each change by itself

    def _take(self, name: str, written: str) -> None:
        command = self._table.get(name)
        if command is None:
            self.problems.append(f"{self._place(name, of_name=True)}: {_unknown(name, self._table)}")
            return
        good: list[str] = []
        for key in map(named, parts(written)):
            objection = _objection(command, key)
            if objection:
                self._complain(command, objection)
            else:
                good.append(key)
        if good or not parts(written):
            self._want(command, tuple(dict.fromkeys(good)))

    def _want(self, command: Command, keys: tuple[str, ...]) -> None:
        """Note keys that a command may have; one that has no other way keeps what it has."""
        if command.id in ESSENTIAL and not any(map(_steady, keys)):
            self._complain(command, f"it must have a key that every terminal sends: {_all(command)} stays")
            keys = (*keys, *command.each) if keys else ()
        elif command.group in SCOPED and not keys:
            self._complain(command, f"it must have a key, there is no other way: {_all(command)} stays")
        elif not keys:
            self._wanted[command.id] = ()
        if keys:
            self._wanted[command.id] = keys

    def _in_force(self, command: Command) -> Command:
        wanted = self._wanted.get(command.id)
        return command if wanted is None else replace(command, keys=",".join(wanted))

    # All of them together

    def _clash(self) -> tuple[str, Command, Command] | None:
        """Return a key that two commands have, and both, the one that gives way last."""
        seats: dict[Seat, Command] = {}
        for command in map(self._in_force, sorted(self._table.values(), key=self._rank)):
            for key in command.each:
                for seat in _seats(command, key):
                    first = seats.setdefault(seat, command)
                    if first is not command:
                        return key, first, command
        return None

    def _rank(self, command: Command) -> int:
        """Return how early a command chooses: unchanged ones first, then what must have a key."""
        if command.id not in self._wanted:
            return -2
        return -1 if command.id in ESSENTIAL else list(self._wanted).index(command.id)

    def _yield_to(self, key: str, first: Command, second: Command) -> None:
        """Take a key away from a command, which has its own keys again where none is left."""
        self._complain(second, f"{_shown(key)} is for {first.id}: give that another key, or this one")
        left = tuple(other for other in second.each if other != key)
        if second.id in self._wanted and not (any(map(_steady, left)) if second.id in ESSENTIAL else left):
            del self._wanted[second.id]
        else:
            self._wanted[second.id] = left

    def _warn(self) -> None:
        taken = {seat for command in self.commands for key in command.each for seat in _seats(command, key)}
        for command in (one for one in self.commands if one.id in self._wanted):
            for key in command.direct:
                if reason := doubt(key):
                    better = next((one for one in instead(key) if not taken & {*_seats(command, one)}), "")
                    self._doubt(command, f"{reason}; {pretty(better) or 'the leader key'} works everywhere")
                elif key in USEFUL and command.group not in BARE | {Group.HELD}:
                    self._doubt(command, f"{pretty(key)} no longer {USEFUL[key]} in a text")

    def _doubt(self, command: Command, words: str) -> None:
        if command.keys != self._table[command.id].keys:
            self.warnings.append(f"{self._place(command.id)}: {command.id}: {words}")

    def _complain(self, command: Command, words: str) -> None:
        self.problems.append(f"{self._place(command.id)}: {command.id}: {words}")

    def _place(self, command_id: str, of_name: bool = False) -> str:
        """Return where a change is written; `of_name` asks for its id's place instead of its keys'."""
        origin = self._origins.get(command_id, _UNPLACED)
        place = origin.name if of_name else origin.value
        return f"{origin.file}:{place}" if place else origin.file


def _seats(command: Command, key: str) -> Iterator[Seat]:
    """Yield where a key of a command counts; the screen's own keys count everywhere."""
    if key.startswith(LEADER):
        yield LEADER, key
    elif command.group in SCOPED:
        yield command.group, key
    else:
        yield from ((scope, key) for scope in sorted(SCOPED))


def _objection(command: Command, key: str) -> str:
    """Return what keeps a key from being used for a command; empty when nothing does."""
    bare = key.removeprefix(LEADER)
    if not is_key(bare):
        near = nearest_key(key)
        prefix = LEADER if key.startswith(LEADER) else ""
        return f"there is no key {key}{f'; did you mean {prefix}{near}?' if near else ''}"
    if bare != key:
        return _objection_after_leader(command, bare)
    return _objection_direct(command, key)


def _objection_after_leader(command: Command, key: str) -> str:
    if command.id == "desk.leader" or command.group in SCOPED - {Group.WRITING}:
        return "its key is pressed alone, not after the leader key"
    return "Esc closes the leader key's menu" if key == "escape" else ""


def _objection_direct(command: Command, key: str) -> str:
    if command.group is Group.HELD:
        letter = len(key) == 1 and key.islower() and key not in command.each
        return f"the letter {key} answers for a customer: another kind of key may do" if letter else ""
    if command.group in BARE:
        return ""
    if writes(key):
        return f"{pretty(key)} writes: take a function key, Ctrl or Alt with a letter, or {LEADER}{key}"
    if command.group not in _IN_A_TEXT and key in NEEDED:
        return f"{pretty(key)} is needed for writing"
    return ""


def _steady(key: str) -> bool:
    return not key.startswith(LEADER) and dependable(key)


def _shown(key: str) -> str:
    return f"leader {pretty(key.removeprefix(LEADER))}" if key.startswith(LEADER) else pretty(key)


def _all(command: Command) -> str:
    return ", ".join(map(_shown, command.each))


def _unknown(command_id: str, known: Iterable[str]) -> str:
    near = get_close_matches(command_id, list(known), n=1)
    advice = f"; did you mean {near[0]}?" if near else "; `agent-console keys` lists them"
    return f"there is no command {command_id}{advice}"
