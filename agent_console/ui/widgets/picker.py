"""Finds a canned reply or a help article while its text is in view."""

from collections.abc import Callable
from functools import partial

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from agent_console.domain.chat import ConversationId
from agent_console.services.workspace import Workspace
from agent_console.ui.backlog import worked_off
from agent_console.ui.format import joined
from agent_console.ui.keys import KeyMap
from agent_console.ui.picking.article import Articles
from agent_console.ui.picking.reply import Replies
from agent_console.ui.picking.section import Host, Section
from agent_console.ui.widgets.choice_list import ChoiceList
from agent_console.ui.widgets.resurfacing import Resurfacing

LOWEST = 12
WIDEST = 124
TWO_COLUMNS = 84
"""From this width on the text stands beside the list, and below it otherwise."""
_SEARCH = "search"
_LEAVE = "list.leave"


class QueryLine(Resurfacing, Input):
    """Where a query is typed; it has the keys for as long as it is in sight."""


class Picker(Vertical):
    """Bound at opening to one conversation, for which it looks up, previews and inserts.

    Enter and Esc move the focus, so the screen gives them to the picker itself, not to its line.
    """

    def __init__(self, workspace: Workspace, host: Host, keys: KeyMap) -> None:
        super().__init__()
        self.query_line = QueryLine(select_on_focus=False, compact=True)
        self.query_line.cursor_blink = False
        self.conversation: ConversationId | None = None
        self._workspace = workspace
        self._host = host
        self._keys = keys
        self._section: Section = Replies(workspace, host, keys)
        self._recipient = Content()
        self._options = ChoiceList(markup=False, compact=True)
        self._options.can_focus = False
        self._preview = Static(markup=False)
        self._page = VerticalScroll(self._preview, can_focus=False)
        self._among = False
        self._listed: str | None = None
        self.display = False

    def compose(self) -> ComposeResult:
        """Put the query over the list and the preview."""
        yield self.query_line
        yield Container(self._options, self._page)

    def open(
        self,
        conversation: ConversationId,
        recipient: Content,
        over: Region,
        query: str = "",
        among: tuple[str, ...] = (),
    ) -> None:
        """Show the replies for a conversation, over its messages; the caller moves the focus here.

        `query` is what is looked for first. With `among` only those are shown, in their order.
        """
        self.conversation = conversation
        self._among = bool(among)
        self._recipient = recipient
        self.stand(over)
        self.query_line.value = query
        self.query_line.cursor_position = len(query)
        self.display = True
        self._turn_to(Replies(self._workspace, self._host, self._keys, among))

    @property
    def turns(self) -> bool:
        """Whether there is something else to find than what is listed."""
        return self._workspace.help.offered and not self._among

    async def turn(self) -> None:
        """Find help articles instead of canned replies, or these again; what was typed stays."""
        await worked_off(self.query_line, self)
        if self.conversation is None:
            return
        if isinstance(self._section, Articles):
            self._turn_to(Replies(self._workspace, self._host, self._keys))
        else:
            self._turn_to(Articles(self._workspace.help, self._host, self._keys))

    def _turn_to(self, section: Section) -> None:
        self._section = section
        self._listed = None
        self.border_title = joined(section.title, self._recipient)
        self.query_line.placeholder = (
            "the best answers to what they asked; type to narrow"
            if isinstance(section, Articles)
            else "type to find a reply; / looks into the texts"
        )
        self._look_up(ready=True)

    def stand(self, over: Region) -> None:
        """Stand over that region of the screen; where that is narrow, over its neighbours' messages too.

        Their titles, which say how long they wait, stay in sight, and the last messages beside a choice
        among a few.
        """
        screen = self.screen.size
        width = min(screen.width, max(over.width, WIDEST))
        wide = width >= TWO_COLUMNS
        top = max(over.y, over.bottom - LOWEST) if self._among and wide else over.y + (width > over.width)
        self.styles.offset = (max(0, min(over.x, screen.width - width)), top)
        self.styles.width, self.styles.height = width, max(LOWEST, over.bottom - top)
        self.set_class(wide, "-wide")

    def close(self) -> None:
        """Disappear and forget the conversation."""
        self.workers.cancel_group(self, _SEARCH)
        self.conversation = None
        self.display = False

    # Keys

    async def take(self, key: str) -> bool:
        """Choose or close, if the key means that; what was typed before it counts first."""
        command = self._keys.listing.get(key)
        if command is None or command.id not in {_LEAVE, *self._section.choices}:
            return False
        await worked_off(self.query_line, self)
        if command.id != _LEAVE:
            await self._catch_up()
        if self.conversation is not None:
            self._mean(command.id)
        return True

    def _mean(self, command_id: str) -> None:
        if command_id == _LEAVE:
            self._host.close_picker()
        else:
            self._section.choices[command_id](self._options.highlighted)

    async def on_key(self, event: events.Key) -> None:
        """Move in the list or the text, or go to the text's other side."""
        moves: dict[str, Callable[[], None]] = {
            "list.up": self._options.action_cursor_up,
            "list.down": self._options.action_cursor_down,
            "list.page-up": self._options.action_page_up,
            "list.page-down": self._options.action_page_down,
            "list.read-up": self._page.action_scroll_up,
            "list.read-down": self._page.action_scroll_down,
            "list.next": partial(self._turn_page, 1),
            "list.previous": partial(self._turn_page, -1),
        }
        command = self._keys.listing.get(event.key)
        move = None if command is None else moves.get(command.id)
        if move is not None:
            event.stop()
            event.prevent_default()
            await self._catch_up()
            move()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look up what is typed."""
        event.stop()
        self._look_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose what was clicked."""
        event.stop()
        if self.conversation is not None:
            self._mean("list.choose")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the text of what is highlighted."""
        event.stop()
        self._show_preview()

    # Looking up

    @work(name=_SEARCH, group=_SEARCH, description=_SEARCH, exclusive=True)
    async def _look_up(self, ready: bool = False) -> None:
        """Search beside everything else; the next key takes the place of a search that is not done."""
        await self._list()
        if ready:
            await self._section.make_ready()

    async def _catch_up(self) -> None:
        """List what is typed by now, if that is not listed yet."""
        if self._listed != self.query_line.value:
            self.workers.cancel_group(self, _SEARCH)
            await self._list()

    async def _list(self) -> None:
        conversation, query, section = self.conversation, self.query_line.value, self._section
        if conversation is None or not await section.find(conversation, query):
            return
        if (self.conversation, self._section) != (conversation, section):
            return
        self._listed = query
        self.border_subtitle = self._key_line
        self._options.clear_options()
        self._options.add_options(map(_option, section.lines))
        self._options.highlighted = 0 if self._options.option_count else None
        self._show_preview()

    # Showing

    @property
    def _key_line(self) -> Content:
        other = self.turns and not isinstance(self._section, Articles)
        return joined(
            self._keys.spelled("{chat.replies} help articles · ") if other else "", self._section.key_line
        )

    def _show_preview(self) -> None:
        self._show(self._section.page(self._options.highlighted))

    def _turn_page(self, step: int) -> None:
        page = self._section.turned(self._options.highlighted, step)
        if page is not None:
            self._show(page)

    def _show(self, page: Content) -> None:
        self._preview.update(page)
        self._page.scroll_home(animate=False)


def _option(shown: Content) -> Option:
    return Option(shown)
