"""Finds words in all transcripts while what stands around each line is in view."""

from collections.abc import Callable, Iterator
from typing import Protocol

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from agent_console.domain.transcript_search import Findings, Group, Hit
from agent_console.services.search import Progress
from agent_console.services.workspace import Workspace
from agent_console.ui.backlog import worked_off
from agent_console.ui.found_line import hit_line, passage_page
from agent_console.ui.keys import KeyMap
from agent_console.ui.recipient import recipient
from agent_console.ui.widgets.choice_list import ChoiceList

LOWEST = 12
_FRAME = 5
"""Columns that are not for text: border, padding and scroll bar."""
_AROUND = 2
"""Lines that are shown before the one that was found, and behind it."""
_SEARCH = "search"


class Host(Protocol):
    """What is around the box; told in the same tick, because the next key may be there already."""

    async def go(self, findings: Findings, hit: Hit) -> None:
        """Go to a line that was found."""
        ...

    def leave(self) -> None:
        """Return to the reply that was being written."""
        ...


class SearchBox(Vertical):
    """Bound to no customer: what is typed here reaches no draft.

    Enter and Esc move the focus, so the screen gives them to the box itself, not to its line.
    """

    def __init__(self, workspace: Workspace, host: Host, keys: KeyMap) -> None:
        super().__init__()
        self.query_line = Input(placeholder="words of a message, or a name and words", compact=True)
        self.query_line.cursor_blink = False
        self._workspace = workspace
        self._host = host
        self._keys = keys
        self._options = ChoiceList(markup=False, compact=True)
        self._options.can_focus = False
        self._preview = Static(markup=False)
        self._page = VerticalScroll(self._preview, can_focus=False)
        self._findings = Findings()
        self._listed: list[Hit | None] = []
        """What each line of the list is; None is a customer's heading."""
        self._answered: str | None = None
        """The query that the list answers."""
        self._progress = Progress()
        self.display = False

    def compose(self) -> ComposeResult:
        """Put the query over the list and the preview."""
        yield self.query_line
        yield Container(self._options, self._page)

    def on_mount(self) -> None:
        """Say what it is."""
        self.border_title = Content("search all transcripts")

    def open(self, over: Region) -> None:
        """Search again for what was looked for last; the caller moves the focus here."""
        self.stand(over)
        self.display = True
        self._answered = None
        self._look_up()

    def stand(self, over: Region) -> None:
        """Stand over that region of the screen; below its first row, which says who waits there."""
        self.styles.offset = (over.x, over.y + 1)
        self.styles.width, self.styles.height = over.width, max(LOWEST, over.height - 1)

    def close(self) -> None:
        """Disappear; what was looked for is kept for the next time."""
        self.workers.cancel_group(self, _SEARCH)
        self.display = False

    def tick(self) -> None:
        """Search again when more of the earlier chats has been read."""
        if self.display and self._workspace.search.read_past() != self._progress:
            self._look_up()

    # Keys

    async def take(self, key: str) -> bool:
        """Go to what is highlighted, or close; what was typed before the key counts first."""
        command = self._keys.listing.get(key)
        if command is None or command.id not in ("list.choose", "list.leave"):
            return False
        await worked_off(self.query_line, self)
        if command.id == "list.leave":
            self._host.leave()
        else:
            await self._catch_up()
            await self._choose()
        return True

    async def on_key(self, event: events.Key) -> None:
        """Move in the list, or in what stands around a line."""
        moves: dict[str, Callable[[], None]] = {
            "list.up": self._options.action_cursor_up,
            "list.down": self._options.action_cursor_down,
            "list.page-up": self._options.action_page_up,
            "list.page-down": self._options.action_page_down,
            "list.read-up": self._page.action_scroll_up,
            "list.read-down": self._page.action_scroll_down,
        }
        command = self._keys.listing.get(event.key)
        move = None if command is None else moves.get(command.id)
        if move is not None:
            event.stop()
            event.prevent_default()
            await self._catch_up()
            move()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what is typed."""
        event.stop()
        if self.display:
            self._look_up()

    def on_click(self, event: events.Click) -> None:
        """Take the keys again after the agent was elsewhere."""
        event.stop()
        self.screen.set_focus(self.query_line)

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the line that was clicked."""
        event.stop()
        await self._choose()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what stands around the line that is highlighted."""
        event.stop()
        self._show_preview()

    # Looking up

    @work(name=_SEARCH, group=_SEARCH, description=_SEARCH, exclusive=True)
    async def _look_up(self) -> None:
        """Search beside everything else; the next key takes the place of a search that is not done."""
        await self._list()

    async def _catch_up(self) -> None:
        """List what is typed by now, if that is not listed yet."""
        if self._answered != self.query_line.value:
            self.workers.cancel_group(self, _SEARCH)
            await self._list()

    async def _list(self) -> None:
        query = self.query_line.value
        self._progress = self._workspace.search.read_past()
        findings = await self._workspace.search.find(query)
        before = self._highlighted() if query == self._answered else None
        self._answered, self._findings = query, findings
        self._listed = [one for group in findings.groups for one in (None, *group.hits)]
        self._options.clear_options()
        self._options.add_options(list(self._lines()))
        first = 1 if self._listed else None
        self._options.highlighted = self._listed.index(before) if before in self._listed and before else first
        self.border_subtitle = self._state()
        self._show_preview()

    async def _choose(self) -> None:
        hit = self._highlighted()
        if hit is not None:
            await self._host.go(self._findings, hit)

    def _highlighted(self) -> Hit | None:
        place = self._options.highlighted
        return self._listed[place] if place is not None and place < len(self._listed) else None

    # Showing

    def _lines(self) -> Iterator[Option]:
        now, width = self._workspace.clock.now(), self.size.width - _FRAME
        for group in self._findings.groups:
            yield Option(self._heading(group), disabled=True)
            for hit in group.hits:
                yield Option(hit_line(hit, self._findings.query.words, now, width))

    def _heading(self, group: Group) -> Content:
        desk, number = self._workspace.desk, self._workspace.panes.number(group.conversation)
        if group.conversation not in desk:
            return Content("has left the desk")
        who = recipient(desk, group.conversation).content()
        return Content.assemble((f"{number} ", "bold"), who.stylize("bold"), (f" · {group.count}", "$quiet"))

    def _state(self) -> Content:
        """Return what the keys do, how much was found, and what could not be looked into."""
        choose, leave = self._keys.label("list.choose"), self._keys.label("list.leave")
        parts = (self._counted(), self._past(), f"{choose} goes there · {leave} back")
        return Content(" · ".join(part for part in parts if part))

    def _counted(self) -> str:
        listed, count = len(self._findings.hits), self._findings.count
        return f"{listed} of {count}" if listed < count else ""

    def _past(self) -> str:
        done = self._progress
        if done.read + done.failed < done.of:
            return f"earlier chats {done.read + done.failed} of {done.of} …"
        return f"{done.failed} earlier chats not read" if done.failed else ""

    def _show_preview(self) -> None:
        hit = self._highlighted()
        if hit is not None:
            passage = self._workspace.search.passage(hit, _AROUND)
            words = self._findings.query.words
            self._preview.update(passage_page(passage, words, self._workspace.clock.now()))
        else:
            self._preview.update(Content.styled("nothing found" if self._answered else "", "$quiet"))
        self._page.scroll_home(animate=False)
