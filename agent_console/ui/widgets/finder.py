"""A list over the panes that is searched as one types, with the text of what is highlighted."""

from functools import partial
from typing import Final

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from agent_console.ui.berth import berth
from agent_console.ui.keys import KeyMap
from agent_console.ui.widgets.query_box import Moves, QueryBox, QueryLine

SEARCH: Final = "search"
"""The name of the search that is under way; the next key's takes its place."""
WIDEST: Final = 124
TWO_COLUMNS: Final = 84
"""From this width on the text stands beside the list, and below it otherwise."""


class Finder(QueryBox):
    """Stands over a pane's messages; where those are narrow, over its neighbours' too."""

    def __init__(self, keys: KeyMap, query_line: QueryLine) -> None:
        super().__init__(keys, query_line)
        self._preview = Static(markup=False)
        self._page = VerticalScroll(self._preview, can_focus=False)

    def compose(self) -> ComposeResult:
        """Put the query over the list and the text."""
        yield self.query_line
        yield Container(self._options, self._page)

    def stand(self, over: Region) -> None:
        """Stand over that region of the screen, or as much more as can be read.

        The neighbours' titles, which say how long they wait, stay in sight.
        """
        screen = self.screen.size
        wide = min(screen.width, max(over.width, WIDEST)) >= TWO_COLUMNS
        top = self._top(over, wide)
        region = berth(Region(over.x, top, max(over.width, WIDEST), over.bottom - top), screen)
        self.styles.offset = region.offset
        self.styles.width, self.styles.height = region.size
        self.set_class(wide, "-wide")

    def close(self) -> None:
        """Disappear."""
        self.workers.cancel_group(self, SEARCH)
        self.display = False

    def on_click(self, event: events.Click) -> None:
        """Take the keys again after the agent was elsewhere."""
        event.stop()
        if self.display:
            self.screen.set_focus(self.query_line)

    @property
    def _moves(self) -> Moves:
        page = self._page
        return {
            **super()._moves,
            "list.read-up": partial(page.scroll_up, animate=False),
            "list.read-down": partial(page.scroll_down, animate=False),
        }

    @work(name=SEARCH, group=SEARCH, description=SEARCH, exclusive=True)
    async def _look_up(self) -> None:
        """Search beside everything else; the next key takes the place of a search that is not done."""
        await self._list()

    async def _catch_up(self) -> None:
        if self._listed != self.query_line.value:
            self.workers.cancel_group(self, SEARCH)
        await super()._catch_up()

    def _top(self, over: Region, wide: bool) -> int:
        """Return the row of the screen where it begins; `wide` is one with the text beside the list."""
        return over.y + 1

    def _show(self, page: Content) -> None:
        self._preview.update(page)
        self._page.scroll_home(animate=False)
