"""Finds a command by its name; bound to no customer, so that nothing typed here reaches a reply."""

from collections.abc import Sequence
from typing import Final, Protocol

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from agent_console.texts import _
from agent_console.ui.format import joined
from agent_console.ui.key.ranking import Entry, Recent, ranked
from agent_console.ui.keys import Command, KeyMap
from agent_console.ui.widgets.query_box import QueryBox, QueryLine

_SIDES: Final = 2
"""Cells of a line that are not for words: the scroll bar, and a gap before it."""
_LEAST: Final = 24
"""Cells for the words of a command, before its keys are cut."""


class Host(Protocol):
    """What is around the palette."""

    async def choose(self, command: Command) -> None:
        """Close the palette, and carry a command out."""
        ...

    def leave(self) -> None:
        """Close the palette without a choice."""
        ...


class Palette(QueryBox):
    """A line to type in, the commands that fit, and why the highlighted one can do nothing now."""

    def __init__(self, keys: KeyMap, host: Host) -> None:
        super().__init__(keys, QueryLine())
        self.query_line.placeholder = _("what do you want to do?")
        self.recent = Recent()
        self._host = host
        self._entries: Sequence[Entry] = ()
        self._found: Sequence[Entry] = ()
        self._remark = Static(markup=False)

    def compose(self) -> ComposeResult:
        """Stack the line, the list and the remark."""
        yield self.query_line
        yield self._options
        yield self._remark

    def open(self, entries: Sequence[Entry]) -> None:
        """Appear with all commands; the caller moves the focus here."""
        does = _("{key} does it").format(key=self._keys.label("list.choose"))
        closes = _("{key} closes").format(key=self._keys.label("list.leave"))
        self.border_title = Content(_("find a command"))
        self.border_subtitle = Content(f"{does} · {closes}")
        self._entries = entries
        self.query_line.value = ""
        self.display = True
        self._look_up()

    def close(self) -> None:
        """Disappear."""
        self.display = False

    def on_resize(self) -> None:
        """Set the lines for the new width; what is highlighted stays so."""
        highlighted = self._options.highlighted
        self._offer()
        self._options.highlighted = highlighted

    async def _mean(self, command_id: str) -> None:
        entry = self._highlighted
        if entry is not None:
            await self._host.choose(entry.command)

    def _leave(self) -> None:
        self._host.leave()

    async def _list(self) -> None:
        self._look_up()

    def _look_up(self) -> None:
        self._listed = self.query_line.value
        self._found = ranked(self._entries, self._listed, self.recent)
        self._offer()

    def _offer(self) -> None:
        self._options.clear_options()
        self._options.add_options(Option(self._line(entry)) for entry in self._found)
        self._options.highlighted = 0 if self._found else None
        self._show_highlighted()

    def _line(self, entry: Entry) -> Content:
        room = max(_LEAST, self.size.width - _SIDES)
        keys = Content.styled(" · ".join(entry.labels), "$quiet" if entry.why_not else "bold")
        keys = keys.truncate(max(0, room - _LEAST), ellipsis=True)
        words = joined((entry.command.words, "$quiet" if entry.why_not else ""))
        words = words.truncate(max(1, room - keys.cell_length - 2), ellipsis=True)
        return joined(words, " " * (room - words.cell_length - keys.cell_length), keys)

    @property
    def _highlighted(self) -> Entry | None:
        place = self._options.highlighted
        return self._found[place] if place is not None and place < len(self._found) else None

    def _show_highlighted(self) -> None:
        entry = self._highlighted
        if entry is None:
            self._remark.update(Content.styled(_("no command is called that"), "$quiet"))
        elif entry.why_not:
            self._remark.update(joined((f"{_('not now:')} ", "bold"), entry.why_not))
        else:
            self._remark.update(
                Content.styled(f"{entry.command.group.heading} · {entry.command.id}", "$quiet")
            )
