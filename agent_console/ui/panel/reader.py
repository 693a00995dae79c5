"""Reads the records of the customers on the desk: the rows of each, and where the agent is among them."""

from dataclasses import dataclass

from agent_console.domain.chat import ConversationId
from agent_console.services.workspace import Workspace
from agent_console.ui.panel.bookmark import Bookmark
from agent_console.ui.panel.page import page
from agent_console.ui.panel.row import Row
from agent_console.ui.panel.sight import Sight


@dataclass(frozen=True, slots=True)
class _Page:
    """The rows that were made of what was known, as it was unfolded and narrowed down."""

    sight: Sight
    turned: frozenset[str]
    sought: str
    rows: tuple[Row, ...]


class Reader:
    """Keeps a bookmark in every held customer's record; a page is made anew when something on it changes."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._bookmarks: dict[ConversationId, Bookmark] = {}
        self._pages: dict[ConversationId, _Page] = {}

    def bookmark(self, conversation: ConversationId) -> Bookmark:
        """Return where the agent is in a customer's record."""
        return self._bookmarks.get(conversation, Bookmark())

    def go(self, conversation: ConversationId, bookmark: Bookmark) -> None:
        """Be elsewhere in it; those of conversations that have left the desk are forgotten."""
        desk = self._workspace.desk
        self._bookmarks = {one: mark for one, mark in self._bookmarks.items() if one in desk}
        self._pages = {one: made for one, made in self._pages.items() if one in desk}
        self._bookmarks[conversation] = bookmark

    def rows(self, conversation: ConversationId) -> tuple[Row, ...]:
        """Return the page of a held conversation's customer as it is now."""
        sight, mark = self._sight(conversation), self.bookmark(conversation)
        made = self._pages.get(conversation)
        if made is None or (made.sight, made.turned, made.sought) != (sight, mark.turned, mark.sought):
            made = _Page(sight, mark.turned, mark.sought, page(sight, mark.turned, mark.sought))
            self._pages[conversation] = made
        return made.rows

    def chosen(self, conversation: ConversationId) -> Row | None:
        """Return the row that keys are for."""
        return self.bookmark(conversation).row(self.rows(conversation))

    def _sight(self, conversation: ConversationId) -> Sight:
        record = self._workspace.records.of(conversation)
        held, lines = self._workspace.desk[conversation], self._workspace.case_lines
        return Sight.of(held, record, lambda case: lines.of(conversation, case), self._workspace.clock.now())
