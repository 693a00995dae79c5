"""What may follow the leader key, over the panes: in columns, with what can be done now standing out."""

from collections.abc import Iterator
from typing import Final

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Static

from agent_console.texts import N_, _
from agent_console.ui.format import joined
from agent_console.ui.key.columns import Cell, Section, Shape, columns
from agent_console.ui.key.readiness import Readiness
from agent_console.ui.keys import Command, Group, KeyMap, pretty

_COMFORTABLE: Final = 26
_NARROWEST: Final = 18
"""Cells of a column."""
_FRAME: Final = Size(5, 5)
"""What of the screen is not for entries: border, padding, margin, and the lines in sight below."""
_HEADING: Final = {
    # Translators: headings in the leader key's menu; at most 18 characters, as all that is in it
    Group.CHAT: N_("this conversation"),
    Group.WRITING: N_("writing"),
    Group.MESSAGE: N_("replies, notes"),
    Group.TEAM: N_("colleagues"),
    Group.DESK: N_("the desk"),
    Group.LAYOUT: N_("the panes"),
    Group.CONSOLE: N_("the console"),
}

Shown = tuple[str, Command]
"""The key as people write it, and what it does."""


class LeaderMenu(Static):
    """Only a picture, the keys stay with the screen; a click on an entry is like its key."""

    class Chosen(Message):
        """An entry was clicked."""

        def __init__(self, command: Command) -> None:
            super().__init__()
            self.command = command

    def __init__(self, keys: KeyMap, readiness: Readiness) -> None:
        super().__init__(markup=False)
        self._keys = keys
        self._readiness = readiness
        self._columns: list[list[Cell[Shown]]] = []
        self._column_width = _COMFORTABLE
        self._room = Size(0, 0)
        self.display = False

    def on_mount(self) -> None:
        """Say how it is used."""
        closes = _("{key} closes").format(key=self._keys.label("list.leave"))
        faint = _("faint: not now, its key says why")
        self.border_title = Content(_("press one of these"))
        self.border_subtitle = Content(f"{faint} · {closes}")

    def open(self) -> None:
        """Appear with what is possible now."""
        self._room = Size(0, 0)
        self.display = True
        self.fit()

    def fit(self) -> None:
        """Lay the entries out for the screen as large as it is now."""
        if not self.display or not self.is_attached:
            return
        room = self.screen.size - _FRAME
        if room == self._room:
            return
        self._room = room
        sections = list(self._sections())
        # Other languages may need more room than English, where there is room.
        longest = max(self._entry(*shown).cell_length for one in sections for shown in one.entries)
        shape = Shape(room.width, room.height, max(_COMFORTABLE, longest + 1), _NARROWEST)
        self._column_width, self._columns = columns(sections, shape)
        height = max(map(len, self._columns))
        rows = (
            Content("").join(self._cell(column, row) for column in self._columns) for row in range(height)
        )
        self.update(Content("\n").join(row.rstrip() for row in rows))

    def take(self, key: str) -> Command | None:
        """Close, and return the command of the key pressed after the leader key."""
        self.display = False
        return self._keys.after_leader(key)

    def on_click(self, event: events.Click) -> None:
        """Choose the entry that was clicked."""
        event.stop()
        offset = event.get_content_offset(self)
        if offset is None:
            return
        column, row = offset.x // self._column_width, offset.y
        if column < len(self._columns) and row < len(self._columns[column]):
            entry = self._columns[column][row]
            if isinstance(entry, tuple) and not entry[1].is_pane:
                self.post_message(self.Chosen(entry[1]))

    def _sections(self) -> Iterator[Section[Shown]]:
        for group, heading in _HEADING.items():
            entries = [
                (pretty(key), command)
                for key, command in self._keys.following.items()
                if command.group is group and not command.is_pane
            ]
            if group is Group.DESK:
                entries += self._panes()
            if entries:
                yield Section(_(heading), entries)

    def _panes(self) -> list[Shown]:
        """Return the entries of all panes as one."""
        panes = [(pretty(key), command) for key, command in self._keys.following.items() if command.is_pane]
        return [(f"{panes[0][0]}…{panes[-1][0]}", panes[0][1])] if panes else []

    def _cell(self, column: list[Cell[Shown]], row: int) -> Content:
        cell = column[row] if row < len(column) else None
        match cell:
            case None:
                shown = Content()
            case str():
                shown = Content.styled(cell, "$quiet underline")
            case (key, command):
                shown = self._entry(key, command)
        shown = shown.truncate(self._column_width, ellipsis=True)
        return shown.pad_right(self._column_width - shown.cell_length)

    def _entry(self, key: str, command: Command) -> Content:
        # Translators: to one of the customers, by number; at most 12 characters
        words = _("go to one") if command.is_pane else command.brief
        if self._readiness.never(command):
            return joined(" ", (f"{key} {words}", "$quiet strike"))
        if self._readiness.why_not(command) and not command.is_pane:
            return Content.styled(f" {key} {words}", "$quiet")
        return joined((f" {key} ", "bold"), words)
