"""Every key in one table: what it does, what it is called, and how it may be changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum

LEADER = "leader+"
"""Prefix of a key that is pressed after the leader key."""


class Group(StrEnum):
    """Where a key works, as a heading of the help."""

    WRITING = "Writing a reply"
    DESK = "Going round the desk"
    CHAT = "This conversation"
    CONSOLE = "The console"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the agent can do, and its keys."""

    id: str
    keys: str
    """Textual's names of keys, separated by commas; `leader+n` is n after the leader key."""
    action: str
    """The action that is run: of the composer for `WRITING`, of the desk's screen otherwise."""
    description: str
    group: Group

    @property
    def direct(self) -> tuple[str, ...]:
        """The keys that work by themselves."""
        return tuple(key for key in self._each() if not key.startswith(LEADER))

    @property
    def after_leader(self) -> tuple[str, ...]:
        """The keys that work after the leader key."""
        return tuple(key.removeprefix(LEADER) for key in self._each() if key.startswith(LEADER))

    def _each(self) -> Iterable[str]:
        return (key.strip() for key in self.keys.split(",") if key.strip())


def _pane(number: int) -> Command:
    digit = number % 10
    keys = f"alt+{digit},leader+{digit}"
    return Command(f"desk.pane-{number}", keys, f"jump({number})", f"Go to number {number}", Group.DESK)


COMMANDS = (
    Command("composer.send", "enter", "send", "Send the reply", Group.WRITING),
    Command("composer.newline", "ctrl+j,shift+enter", "newline", "Start a new line", Group.WRITING),
    Command("composer.expand", "tab", "expand", "Expand the trigger, or go to the next field", Group.WRITING),
    Command("composer.previous", "shift+tab", "previous_field", "Go to the previous field", Group.WRITING),
    Command("transcript.up", "pageup", "scroll_transcript(-1)", "Read further up", Group.WRITING),
    Command("transcript.down", "pagedown", "scroll_transcript(1)", "Read further down", Group.WRITING),
    Command("transcript.start", "ctrl+home", "scroll_transcript(-2)", "Go to the beginning", Group.WRITING),
    Command("transcript.end", "ctrl+end", "scroll_transcript(2)", "Go to the newest message", Group.WRITING),
    Command("desk.next", "f2,leader+n", "next_best", "Next best: who is closest to breach", Group.DESK),
    Command("desk.take", "f3,leader+t", "take_next", "Take the next waiting customer", Group.DESK),
    *(_pane(number) for number in range(1, 11)),
    Command("chat.replies", "f4,leader+p", "pick", "Find a canned reply", Group.CHAT),
    Command("chat.close", "f8,leader+c", "close_chat", "Close it (press twice)", Group.CHAT),
    Command("chat.retry", "leader+r", "retry", "Send the failed reply again", Group.CHAT),
    Command("chat.back", "leader+b", "take_back", "Take the failed reply back", Group.CHAT),
    Command("chat.excuse", "leader+e", "excuse", "No reply is owed: stop the clock", Group.CHAT),
    Command("chat.refresh", "leader+u", "refresh_record", "Read orders and cases again", Group.CHAT),
    Command("chat.copy", "ctrl+c,leader+y", "copy", "Copy what is selected", Group.CHAT),
    Command("chat.reopen", "leader+o", "reopen", "Reopen the one closed last", Group.DESK),
    Command("desk.leader", "ctrl+g", "leader", "Show what else is possible", Group.CONSOLE),
    Command("desk.panel", "f5,leader+s", "toggle_panel", "Show or hide the customer's record", Group.CONSOLE),
    Command(
        "desk.accepting", "f9,leader+a", "toggle_accepting", "Accept customers, or be away", Group.CONSOLE
    ),
    Command("desk.help", "f1,leader+h", "help", "Show every key", Group.CONSOLE),
    Command("desk.quit", "ctrl+q,leader+q", "leave", "Quit", Group.CONSOLE),
)


class KeyMap:
    """The table with the user's changes; what is wrong with them is in `problems`, and is not applied."""

    def __init__(self, changes: Mapping[str, str] | None = None) -> None:
        """Apply `changes`: new keys by command id."""
        known = {command.id: command for command in COMMANDS}
        wanted = changes or {}
        self.problems: tuple[str, ...] = tuple(_unknown(name, known) for name in wanted if name not in known)
        self.commands = tuple(replace(c, keys=wanted.get(c.id, c.keys)) for c in COMMANDS)
        self.writing = self._assign(c for c in self.commands if c.group is Group.WRITING)
        self.steering = self._assign(c for c in self.commands if c.group is not Group.WRITING)
        self.following = self._assign(self.commands, leader=True)
        self._report_shadowed()

    def command(self, command_id: str) -> Command:
        """Return a command of the table with its keys in force; raises StopIteration for no such id."""
        return next(command for command in self.commands if command.id == command_id)

    def label(self, command_id: str) -> str:
        """Return the first key of a command as people write it, such as `F3` or `Ctrl+G R`."""
        command = self.command(command_id)
        if command.direct:
            return pretty(command.direct[0])
        leader = pretty(self.command("desk.leader").direct[0])
        return f"{leader} {pretty(command.after_leader[0])}" if command.after_leader else ""

    def _assign(self, commands: Iterable[Command], leader: bool = False) -> Mapping[str, Command]:
        assigned: dict[str, Command] = {}
        for command in commands:
            for key in command.after_leader if leader else command.direct:
                first = assigned.setdefault(key, command)
                if first is not command:
                    self._clash(f"{LEADER if leader else ''}{key}", first, command)
        return assigned

    def _report_shadowed(self) -> None:
        for key in self.writing.keys() & self.steering.keys():
            self._clash(key, self.steering[key], self.writing[key])

    def _clash(self, key: str, first: Command, second: Command) -> None:
        problem = f"keys: {key} is given to {first.id} and to {second.id}; it does the first"
        self.problems = (*self.problems, problem)


def _unknown(command_id: str, known: Iterable[str]) -> str:
    near = get_close_matches(command_id, list(known), n=1)
    advice = f"; did you mean {near[0]}?" if near else "; the help lists the commands"
    return f"keys: there is no command {command_id}{advice}"


_WRITTEN = {"pageup": "PgUp", "pagedown": "PgDn", "escape": "Esc"}


def pretty(key: str) -> str:
    """Return Textual's name of a key as people write it, such as `Ctrl+G` for `ctrl+g`; a lone `g` stays."""
    *modifiers, last = key.split("+")
    written = _WRITTEN.get(last, last if len(last) == 1 else last.capitalize())
    return "+".join(
        [*(m.capitalize() for m in modifiers), written.upper() if modifiers and len(last) == 1 else written]
    )
