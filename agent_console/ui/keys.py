"""Every key in one table: what it does, what it is called, and how it may be changed."""

from collections.abc import Iterable, Mapping
from functools import partial

from agent_console.domain.action import Deed
from agent_console.domain.origin import Origin
from agent_console.ui.key.command import SCOPED, Command, Condition, Feature, Group
from agent_console.ui.key.name import LEADER, pretty, pretty_keys
from agent_console.ui.key.remapping import Remapping

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

_writing = partial(Command, Group.WRITING)
_message = partial(Command, Group.MESSAGE)
_chat = partial(Command, Group.CHAT)
_team = partial(Command, Group.TEAM)
_list = partial(Command, Group.LIST)
_held = partial(Command, Group.HELD)
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
    _held("hold.move", "m", "", "Move it to the customer that it names"),
    _held("hold.back", "escape", "", "Go back to the draft"),
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
    _list("list.choose", "enter", "", "Take what is highlighted, or go on"),
    _list("list.leave", "escape", "", "Close it, and go back to the reply"),
    _list("list.up", "up", "", "Choose the one above"),
    _list("list.down", "down", "", "Choose the one below"),
    _list("list.page-up", "pageup", "", "Go further up"),
    _list("list.page-down", "pagedown", "", "Go further down"),
    _list("list.read-up", "shift+up", "", "Read further up in its text"),
    _list("list.read-down", "shift+down", "", "Read further down in its text"),
    _list("list.next", "tab", "", "Complete it; of a reply: the next language"),
    _list("list.previous", "shift+tab", "", "Of a reply: the language before"),
    _list("article.link", "ctrl+l", "", "Insert the help article's link"),
    _list("article.missing", "ctrl+n", "", "Note that a help article is missing"),
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
    _console(
        "desk.palette", "ctrl+p,leader+space", "palette", "Find a command by its name", "find a command"
    ),
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
        self.answering = self._of(Group.HELD)
        self.steering = _direct(c for c in self.commands if c.group not in SCOPED)
        self.following = {key: command for command in self.commands for key in command.after_leader}

    def command(self, command_id: str) -> Command:
        """Return a command of the table with its keys in force; raises KeyError for no such id."""
        return self._by_id[command_id]

    def label(self, command_id: str) -> str:
        """Return the first key of a command as people write it, such as `F3` or `Ctrl+G R`."""
        return next(iter(self.labels(self.command(command_id))), "")

    def labels(self, command: Command) -> tuple[str, ...]:
        """Return every key of a command as people write it, those without the leader key first."""
        after = (f"{self._leader} {pretty(key)}" for key in command.after_leader)
        return (*map(pretty, command.direct), *after)

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
