"""Every key in one table: what it does, what it is called, and how it may be changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from functools import partial

from agent_console.domain.action import Deed
from agent_console.ports import Capabilities

LEADER = "leader+"
"""Prefix of a key that is pressed after the leader key."""


class Group(StrEnum):
    """Where a key works, as a heading of the help."""

    WRITING = "Writing a reply"
    MESSAGE = "Replies, notes and files"
    CHAT = "This conversation"
    TEAM = "With colleagues"
    RECORD = "In the customer's record"
    DESK = "Going round the desk"
    CONSOLE = "The console"


class Feature(StrEnum):
    """What not every chat system can do, besides the actions."""

    NOTES = "notes"
    HISTORY = "history"
    FILES = "files"
    REOPENING = "reopening"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the agent can do, and its keys."""

    group: Group
    id: str
    keys: str
    """Textual's names of keys, separated by commas; `leader+n` is n after the leader key."""
    action: str
    """The action that is run: of the composer for `WRITING`, of the desk's screen otherwise.

    The keys of `RECORD` count only while the record has them; those of `WRITING` while a reply has.
    """
    description: str
    short: str = ""
    """A word or two, for the leader key's menu; empty where the description is short enough."""
    needs: Deed | Feature | None = None
    """What the chat system must be able to do."""

    @property
    def direct(self) -> tuple[str, ...]:
        """The keys that work by themselves."""
        return tuple(key for key in self._each() if not key.startswith(LEADER))

    @property
    def after_leader(self) -> tuple[str, ...]:
        """The keys that work after the leader key."""
        return tuple(key.removeprefix(LEADER) for key in self._each() if key.startswith(LEADER))

    def why_not(self, capabilities: Capabilities) -> str:
        """Return why the chat system cannot do it; empty when it can."""
        have: set[Deed | Feature] = {*capabilities.deeds}
        have |= {Feature.NOTES} if capabilities.notes else set()
        have |= {Feature.HISTORY} if capabilities.history else set()
        have |= {Feature.FILES} if capabilities.attachments else set()
        have |= {Feature.REOPENING} if capabilities.reopen else set()
        if self.needs is None or self.needs in have:
            return ""
        return f"this chat system cannot do that: {self.description}"

    def _each(self) -> Iterable[str]:
        return (key.strip() for key in self.keys.split(",") if key.strip())


_writing = partial(Command, Group.WRITING)
_message = partial(Command, Group.MESSAGE)
_chat = partial(Command, Group.CHAT)
_team = partial(Command, Group.TEAM)
_record = partial(Command, Group.RECORD)
_desk = partial(Command, Group.DESK)
_console = partial(Command, Group.CONSOLE)


def _pane(number: int) -> Command:
    digit = number % 10
    return _desk(
        f"desk.pane-{number}", f"alt+{digit},leader+{digit}", f"jump({number})", f"Go to number {number}"
    )


COMMANDS = (
    _writing("composer.send", "enter", "send", "Send the reply, or keep the note"),
    _writing("composer.newline", "ctrl+j,shift+enter", "newline", "Start a new line"),
    _writing("composer.expand", "tab", "expand", "Expand the trigger, or go to the next field"),
    _writing("composer.previous", "shift+tab", "previous_field", "Go to the previous field"),
    _writing("composer.next-choice", "alt+down", "choose(1)", "Take the field's next choice"),
    _writing("composer.previous-choice", "alt+up", "choose(-1)", "Take the choice before"),
    _writing("composer.leave-fields", "escape", "leave_fields", "End the catch-up, or leave the fields"),
    _writing("transcript.up", "pageup", "scroll_transcript(-1)", "Read further up"),
    _writing("transcript.down", "pagedown", "scroll_transcript(1)", "Read further down"),
    _writing("transcript.start", "ctrl+home", "scroll_transcript(-2)", "Go to the beginning"),
    _writing("transcript.end", "ctrl+end", "scroll_transcript(2)", "Go to the newest message"),
    _message(
        "chat.replies",
        "f4,leader+p",
        "pick",
        "Find a canned reply; again: a help article",
        "canned reply",
    ),
    _message(
        "chat.steps",
        "f10,leader+comma",
        "take_steps",
        "Take the steps of the canned reply",
        "its steps",
    ),
    _message(
        "chat.note",
        "f6,leader+m",
        "switch_mode",
        "Write a note, or again a reply",
        "note or reply",
        Feature.NOTES,
    ),
    _message(
        "chat.move-draft",
        "leader+greater_than_sign",
        "move_draft",
        "Move the draft to another customer",
        "move the draft",
    ),
    _message("chat.attach", "leader+f", "attach", "Send a file", "send a file", Feature.FILES),
    _message(
        "chat.edit", "leader+d", "edit_last", "Edit the own last message", "edit my last", Deed.EDIT_MESSAGE
    ),
    _message(
        "chat.delete",
        "leader+x",
        "delete",
        "Delete an own message",
        "delete one of mine",
        Deed.DELETE_MESSAGE,
    ),
    _message("chat.retry", "leader+r", "retry", "Send the failed reply again", "send failed again"),
    _message(
        "chat.back",
        "ctrl+t,leader+b",
        "take_back",
        "Take back the last reply, waiting or sent",
        "take reply back",
    ),
    _message(
        "chat.send-now",
        "ctrl+s,leader+plus",
        "send_now",
        "Send the reply that waits now",
        "send it now",
    ),
    _message("chat.copy", "ctrl+c,leader+y", "copy", "Copy what is selected", "copy selection"),
    _chat("chat.close", "f8,leader+c", "close_chat", "Close it (press twice)", "close (twice)"),
    _chat(
        "chat.outcome", "leader+v", "close_with_outcome", "Close it and say how it ended", "close, outcome"
    ),
    _chat("chat.tag", "f12,leader+g", "tag", "Put a tag on, or take it off", "tags", Deed.ADD_TAG),
    _chat("chat.priority", "leader+i", "prioritise", "Say how urgent it is", "priority", Deed.SET_PRIORITY),
    _chat("chat.hold", "leader+w", "hold", "Promise to be back at a time", "promise a time", Deed.HOLD_UNTIL),
    _chat(
        "chat.end-hold", "leader+k", "end_hold", "The promise is kept: end it", "promise kept", Deed.END_HOLD
    ),
    _chat("chat.excuse", "leader+e", "excuse", "No reply is owed: stop the clock", "no reply owed"),
    _chat("chat.history", "leader+l", "history", "See what happened to it", "history", Feature.HISTORY),
    _chat("chat.refresh", "leader+u", "refresh_record", "Read orders and cases again", "orders again"),
    _chat(
        "chat.catch-up", "leader+full_stop", "catch_up", "Show where it stood, or hide that", "where it stood"
    ),
    _chat(
        "chat.summary",
        "leader+colon",
        "summarise",
        "Have a machine write where it stands",
        "machine's summary",
    ),
    _chat("chat.block", "leader+z", "block", "Block the customer", "block", Deed.BLOCK),
    _team(
        "chat.hand-over",
        "f7,leader+j",
        "hand_over",
        "Hand it over to a colleague or a queue",
        "hand over",
        Deed.HAND_OVER,
    ),
    _team("chat.ask", "leader+question_mark", "ask", "Ask a colleague about it", "ask", Deed.ASK),
    _team(
        "team.answer",
        "leader+exclamation_mark",
        "answer",
        "Answer a colleague's question",
        "answer",
        Deed.ANSWER,
    ),
    _record("panel.up", "up,k", "row_up", "Choose the value above"),
    _record("panel.down", "down,j", "row_down", "Choose the value below"),
    _record("panel.page-up", "pageup", "page_up", "Go further up"),
    _record("panel.page-down", "pagedown", "page_down", "Go further down"),
    _record("panel.next-section", "tab", "next_section", "Go to the next section"),
    _record("panel.previous-section", "shift+tab", "previous_section", "Go to the section before"),
    _record("panel.use", "enter", "use", "Insert the value, or unfold the contact"),
    _record("panel.fold", "space,left,right", "fold", "Unfold the order or the contact, or fold it"),
    _record("panel.copy", "c", "copy_value", "Copy the value"),
    _record("panel.open", "o", "open_link", "Open the page about it"),
    _record("panel.retry", "r", "retry_record", "Read orders and contacts again"),
    _record("panel.find", "slash", "find", "Narrow the record down"),
    _record("panel.back", "escape", "go_back", "Show everything again, or go back"),
    _desk("desk.next", "f2,leader+n", "next_best", "Next best: who is closest to breach", "next best"),
    _desk("desk.take", "f3,leader+t", "take_next", "Take the next waiting customer", "take the next"),
    *(_pane(number) for number in range(1, 11)),
    _desk(
        "chat.reopen", "leader+o", "reopen", "Reopen the one closed last", "reopen last", Feature.REOPENING
    ),
    _console("desk.leader", "ctrl+g", "leader", "Show what else is possible", ""),
    _console("desk.panel", "f5,leader+s", "toggle_panel", "Show or hide the customer's record", "record"),
    _console(
        "desk.read-record", "ctrl+o,leader+slash", "read_record", "Go into the record", "into the record"
    ),
    _console(
        "desk.accepting", "f9,leader+a", "toggle_accepting", "Accept customers, or be away", "accept, or away"
    ),
    _console("desk.help", "f1,leader+h", "help", "Show every key", "all keys"),
    _console("desk.quit", "ctrl+q,leader+q", "leave", "Quit", "quit"),
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
        self.steering = self._assign(c for c in self.commands if c.group not in (Group.WRITING, Group.RECORD))
        self.reading = self._assign(c for c in self.commands if c.group is Group.RECORD)
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

    def label_of_pane(self, number: int) -> str:
        """Return the key that goes to a conversation by its number; empty where the number has none."""
        command_id = f"desk.pane-{number}"
        return self.label(command_id) if any(c.id == command_id for c in self.commands) else ""

    def _assign(self, commands: Iterable[Command], leader: bool = False) -> Mapping[str, Command]:
        assigned: dict[str, Command] = {}
        for command in commands:
            for key in command.after_leader if leader else command.direct:
                first = assigned.setdefault(key, command)
                if first is not command:
                    self._clash(f"{LEADER if leader else ''}{key}", first, command)
        return assigned

    def _report_shadowed(self) -> None:
        for mine in (self.writing, self.reading):
            for key in mine.keys() & self.steering.keys():
                self._clash(key, self.steering[key], mine[key])

    def _clash(self, key: str, first: Command, second: Command) -> None:
        problem = f"keys: {key} is given to {first.id} and to {second.id}; it does the first"
        self.problems = (*self.problems, problem)


def _unknown(command_id: str, known: Iterable[str]) -> str:
    near = get_close_matches(command_id, list(known), n=1)
    advice = f"; did you mean {near[0]}?" if near else "; the help lists the commands"
    return f"keys: there is no command {command_id}{advice}"


_WRITTEN = {
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "escape": "Esc",
    "question_mark": "?",
    "comma": ",",
    "full_stop": ".",
    "colon": ":",
    "plus": "+",
    "exclamation_mark": "!",
    "greater_than_sign": ">",
    "slash": "/",
}


def pretty_keys(written: str) -> str:
    """Return keys that are pressed one after the other, such as `ctrl+r e`, as people write them."""
    return " ".join(map(pretty, written.split()))


def pretty(key: str) -> str:
    """Return Textual's name of a key as people write it, such as `Ctrl+G` for `ctrl+g`; a lone `g` stays."""
    *modifiers, last = key.split("+")
    written = _WRITTEN.get(last, last if len(last) == 1 else last.capitalize())
    return "+".join(
        [*(m.capitalize() for m in modifiers), written.upper() if modifiers and len(last) == 1 else written]
    )
