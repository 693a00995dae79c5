"""Lists of keys over the panes: what may follow the leader key, and the whole table."""

from collections.abc import Iterable

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from agent_console.services.actions import Actions
from agent_console.ui.format import joined, line
from agent_console.ui.keys import Command, Group, KeyMap, pretty
from agent_console.ui.shortcut import Shortcut

_KEYS_WIDTH = 26
_COLUMN_WIDTH = 24
"""Three columns fit into the narrowest terminal that is supported."""
_COLUMNS = ((Group.CHAT, Group.WRITING), (Group.MESSAGE, Group.TEAM), (Group.DESK, Group.CONSOLE))
_HEADING = {
    Group.CHAT: "this conversation",
    Group.WRITING: "writing",
    Group.MESSAGE: "replies, notes, files",
    Group.TEAM: "colleagues",
    Group.DESK: "the desk",
    Group.CONSOLE: "the console",
}


class LeaderMenu(Static):
    """What is possible after the leader key; only a picture, the keys stay with the screen."""

    def __init__(self, keys: KeyMap, actions: Actions) -> None:
        super().__init__(markup=False)
        self._keys = keys
        self._actions = actions
        self.display = False

    def on_mount(self) -> None:
        """Say how it is used."""
        self.border_title = Content("press one of these")
        self.border_subtitle = Content("Esc closes")

    def open(self) -> None:
        """Appear with what is possible now."""
        columns = [[row for group in groups for row in self._section(group)][:-1] for groups in _COLUMNS]
        height = max(len(column) for column in columns)
        filled = [[*column, *[Content()] * (height - len(column))] for column in columns]
        rows = [
            Content("").join(cell.pad_right(_COLUMN_WIDTH - cell.cell_length) for cell in row)
            for row in zip(*filled, strict=True)
        ]
        self.update(Content("\n").join(row.rstrip() for row in rows))
        self.display = True

    def take(self, key: str) -> Command | None:
        """Close, and return the command of the key pressed after the leader key."""
        self.display = False
        return self._keys.following.get(key)

    def _section(self, group: Group) -> list[Content]:
        following = [
            (key, c) for key, c in self._keys.following.items() if c.group is group and not _is_pane(c)
        ]
        rows = [self._entry(key, command) for key, command in following]
        if group is Group.DESK:
            rows.append(joined((" 1…0 ", "bold"), "go to a number"))
        return [Content.styled(_HEADING[group], "$quiet underline"), *rows, Content()] if rows else []

    def _entry(self, key: str, command: Command) -> Content:
        impossible = bool(command.why_not(self._actions.capabilities))
        words = command.short or command.description
        entry = joined((f"  {pretty(key)}  ", "" if impossible else "bold"), words)
        return entry.stylize("$frame strike") if impossible else entry


class KeyHelp(VerticalScroll):
    """Every command and every canned reply with its keys; has the focus while it is open, to be scrolled."""

    class Dismissed(Message):
        """The list was closed by its own key."""

    def __init__(self, keys: KeyMap) -> None:
        super().__init__()
        self._keys = keys
        self._table = Static(markup=False)
        self.display = False

    def compose(self) -> ComposeResult:
        """Hold the table."""
        yield self._table

    def show(self, shortcuts: Iterable[Shortcut]) -> None:
        """Appear, with the keys of the canned replies that are loaded now."""
        rows = [row for group in Group for row in self._section(group)]
        replies = [_row((one.written,), line(one.label, 60)) for one in shortcuts]
        heading = [Content.styled("Canned replies", "bold underline")] if replies else []
        self._table.update(Content("\n").join([*rows, *heading, *replies]))
        self.display = True

    def on_mount(self) -> None:
        """Say what it is, and how to close it."""
        self.border_title = Content("all keys")
        self.border_subtitle = joined(self._keys.label("desk.help"), " or Esc closes")

    def on_key(self, event: events.Key) -> None:
        """Close."""
        if event.key == "escape":
            event.stop()
            self.post_message(self.Dismissed())

    def _section(self, group: Group) -> list[Content]:
        commands = [c for c in self._keys.commands if c.group is group and not _is_pane(c)]
        rows = [Content.styled(group.value, "bold underline"), *(self._row(command) for command in commands)]
        if group is Group.DESK:
            rows.append(_row(("Alt+1…0",), Content("Go to that number")))
        return rows

    def _row(self, command: Command) -> Content:
        leader = pretty(self._keys.command("desk.leader").direct[0])
        after = (f"{leader} {pretty(key)}" for key in command.after_leader)
        return _row((*map(pretty, command.direct), *after), Content(command.description))


def _row(keys: tuple[str, ...], description: Content) -> Content:
    return joined((f" {'  '.join(keys):<{_KEYS_WIDTH}}", "bold"), " ", description)


def _is_pane(command: Command) -> bool:
    return command.id.startswith("desk.pane-")
