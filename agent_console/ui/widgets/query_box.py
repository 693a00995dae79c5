"""A line to type in, over a list of what fits: all that is the same, whatever is looked for."""

from collections.abc import Callable, Collection, Mapping
from typing import Final

from textual import events
from textual.containers import Vertical
from textual.widgets import Input, OptionList

from agent_console.ui.backlog import worked_off
from agent_console.ui.keys import KeyMap
from agent_console.ui.widgets.choice_list import ChoiceList
from agent_console.ui.widgets.resurfacing import Resurfacing

CHOOSE: Final = "list.choose"
_LEAVE: Final = "list.leave"

Moves = Mapping[str, Callable[[], None]]
"""What moves in the list, or in the text of what is highlighted, by the command that means it."""


class QueryLine(Resurfacing, Input):
    """Where a query is typed; it has the keys for as long as it is in sight."""

    def __init__(self, anew: bool = False) -> None:
        """With `anew`, what is typed takes the place of what was looked for the last time."""
        super().__init__(select_on_focus=anew, compact=True)
        self.cursor_blink = False


class QueryBox(Vertical):
    """Nothing that is typed here reaches a reply.

    Enter and Esc move the focus, so the screen gives them to the box itself, not to its line. Whoever
    builds on it says what is listed, and what a choice does.
    """

    def __init__(self, keys: KeyMap, query_line: QueryLine) -> None:
        super().__init__()
        self.query_line = query_line
        self._keys = keys
        self._options = ChoiceList(markup=False, compact=True)
        self._options.can_focus = False
        self._listed: str | None = None
        """The query that the list answers; None while it answers none."""
        self.display = False

    async def take(self, key: str) -> bool:
        """Choose or close, if the key means that; what was typed before it counts first."""
        command = self._keys.listing.get(key)
        if command is None or command.id not in {_LEAVE, *self._choosing}:
            return False
        await worked_off(self.query_line, self)
        if command.id != _LEAVE:
            await self._choose(command.id)
        elif self.display:
            self._leave()
        return True

    async def on_key(self, event: events.Key) -> None:
        """Move in the list, or in the text of what is highlighted."""
        command = self._keys.listing.get(event.key)
        move = None if command is None else self._moves.get(command.id)
        if move is not None:
            event.stop()
            event.prevent_default()
            await self._catch_up()
            move()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what is typed."""
        event.stop()
        if self.display and self._listed != self.query_line.value:
            self._look_up()

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose what was clicked."""
        event.stop()
        await self._choose(CHOOSE)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what belongs to what is highlighted."""
        event.stop()
        self._show_highlighted()

    async def _choose(self, command_id: str) -> None:
        await self._catch_up()
        if self.display:
            await self._mean(command_id)

    async def _catch_up(self) -> None:
        """List what is typed by now, if that is not listed yet."""
        if self.display and self._listed != self.query_line.value:
            await self._list()

    # What is looked for

    @property
    def _choosing(self) -> Collection[str]:
        """The commands that choose what is highlighted."""
        return (CHOOSE,)

    @property
    def _moves(self) -> Moves:
        options = self._options
        return {
            "list.up": options.action_cursor_up,
            "list.down": options.action_cursor_down,
            "list.page-up": options.action_page_up,
            "list.page-down": options.action_page_down,
        }

    def _look_up(self) -> object:
        """List what is typed, now or as soon as that is found."""
        raise NotImplementedError

    async def _list(self) -> None:
        """List what is typed, to the end."""
        raise NotImplementedError

    async def _mean(self, command_id: str) -> None:
        """Do with what is highlighted what a command that chooses means."""
        raise NotImplementedError

    def _leave(self) -> None:
        """Have the box closed without a choice."""
        raise NotImplementedError

    def _show_highlighted(self) -> None:
        """Show what belongs to what is highlighted."""
        raise NotImplementedError
