"""Finds a command by its name; bound to no customer, so that nothing typed here reaches a reply."""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from agent_console.ui.backlog import worked_off
from agent_console.ui.format import joined
from agent_console.ui.key.ranking import Entry, Recent, ranked
from agent_console.ui.keys import Command, KeyMap
from agent_console.ui.widgets.choice_list import ChoiceList

WIDEST: Final = 92
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


class Palette(Vertical):
    """A line to type in, the commands that fit, and why the highlighted one can do nothing now.

    Enter and Esc move the focus, so the screen gives them to the palette itself, not to its line.
    """

    def __init__(self, keys: KeyMap, host: Host) -> None:
        super().__init__()
        self.query_line = Input(placeholder="what do you want to do?", select_on_focus=False, compact=True)
        self.query_line.cursor_blink = False
        self.recent = Recent()
        self._keys = keys
        self._host = host
        self._entries: Sequence[Entry] = ()
        self._found: Sequence[Entry] = ()
        self._listed: str | None = None
        self._options = ChoiceList(markup=False, compact=True)
        self._options.can_focus = False
        self._remark = Static(markup=False)
        self.display = False

    def compose(self) -> ComposeResult:
        """Stack the line, the list and the remark."""
        yield self.query_line
        yield self._options
        yield self._remark

    def open(self, entries: Sequence[Entry]) -> None:
        """Appear with all commands; the caller moves the focus here."""
        choose, leave = self._keys.label("list.choose"), self._keys.label("list.leave")
        self.border_title = Content("find a command")
        self.border_subtitle = Content(f"{choose} does it · {leave} closes")
        self._entries, self._listed = entries, None
        self.query_line.value = ""
        self.display = True
        self._list()

    def close(self) -> None:
        """Disappear."""
        self.display = False

    async def take(self, key: str) -> bool:
        """Choose or close, if the key means that; what was typed before it counts first."""
        command = self._keys.listing.get(key)
        if command is None or command.id not in {"list.choose", "list.leave"}:
            return False
        await worked_off(self.query_line, self)
        if command.id == "list.leave":
            self._host.leave()
        else:
            await self._choose()
        return True

    async def on_key(self, event: events.Key) -> None:
        """Move in the list."""
        moves: dict[str, Callable[[], None]] = {
            "list.up": self._options.action_cursor_up,
            "list.down": self._options.action_cursor_down,
            "list.page-up": self._options.action_page_up,
            "list.page-down": self._options.action_page_down,
        }
        command = self._keys.listing.get(event.key)
        move = None if command is None else moves.get(command.id)
        if move is not None:
            event.stop()
            event.prevent_default()
            self._list()
            move()

    def on_resize(self) -> None:
        """Set the lines for the new width."""
        self._listed = None
        self._list()

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what fits what is typed."""
        event.stop()
        self._list()

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose what was clicked."""
        event.stop()
        await self._choose()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say why it can do nothing now."""
        event.stop()
        self._show_remark()

    async def _choose(self) -> None:
        self._list()
        entry = self._highlighted
        if self.display and entry is not None:
            await self._host.choose(entry.command)

    def _list(self) -> None:
        """List what is typed by now, if that is not listed yet."""
        query = self.query_line.value
        if query == self._listed or not self.display:
            return
        self._listed = query
        self._found = ranked(self._entries, query, self.recent)
        self._options.clear_options()
        self._options.add_options(Option(self._line(entry)) for entry in self._found)
        self._options.highlighted = 0 if self._found else None
        self._show_remark()

    def _line(self, entry: Entry) -> Content:
        room = max(_LEAST, self.size.width - _SIDES)
        keys = Content.styled(" · ".join(entry.labels), "$quiet" if entry.why_not else "bold")
        keys = keys.truncate(max(0, room - _LEAST), ellipsis=True)
        words = joined((entry.command.description, "$quiet" if entry.why_not else ""))
        words = words.truncate(max(1, room - keys.cell_length - 2), ellipsis=True)
        return joined(words, " " * (room - words.cell_length - keys.cell_length), keys)

    @property
    def _highlighted(self) -> Entry | None:
        place = self._options.highlighted
        return self._found[place] if place is not None and place < len(self._found) else None

    def _show_remark(self) -> None:
        entry = self._highlighted
        if entry is None:
            self._remark.update(Content.styled("no command is called that", "$quiet"))
        elif entry.why_not:
            self._remark.update(joined(("not now: ", "bold"), entry.why_not))
        else:
            self._remark.update(Content.styled(f"{entry.command.group} · {entry.command.id}", "$quiet"))
