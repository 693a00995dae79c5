"""The attended customer's record beside the panes, with the customer's name on it."""

from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from agent_console.domain.chat import ConversationId
from agent_console.domain.panes import PANEL_WIDTH
from agent_console.domain.wait import ANSWERED
from agent_console.services.workspace import Workspace
from agent_console.ui.format import joined
from agent_console.ui.recipient import recipient
from agent_console.ui.record_page import record_page

_WIDTH = PANEL_WIDTH - 5
"""Columns for text: without border, padding and scroll bar."""


class SidePanel(VerticalScroll, can_focus=False):
    """Follows the focus: shows the record of the conversation that the agent attends to."""

    def __init__(self, workspace: Workspace, beside: bool) -> None:
        """Stand `beside` the panes from the start where there is room; elsewhere open over them."""
        super().__init__()
        self._beside = True
        self._wanted = {True: beside, False: False}
        self._workspace = workspace
        self._page = Static(markup=False)
        self.conversation: ConversationId | None = None
        """Whose record is shown."""
        self._shown: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """Hold the page."""
        yield self._page

    def fit(self, beside: bool) -> None:
        """Stand beside the panes or over them, as there is room."""
        self._beside = beside
        self.set_class(not beside, "-over")
        self.display = self._wanted[beside]

    def toggle(self) -> None:
        """Appear or disappear."""
        self._wanted[self._beside] = self.display = not self.display

    def show(self, conversation: ConversationId | None) -> None:
        """Show a conversation's customer; None, and one that is not held, shows nobody."""
        desk = self._workspace.desk
        if conversation is None or conversation not in desk:
            self._shown = ()
            self.border_title = Content("nobody chosen")
            self._page.update(Content.styled("Go to a conversation to see its customer.", "$quiet"))
            return
        held, record = desk[conversation], self._workspace.records.of(conversation)
        who = joined(
            f"{self._workspace.panes.number(conversation)} ", recipient(desk, conversation).content()
        )
        facts = replace(held, messages=(), echoes=(), wait=ANSWERED)
        shown = (who.plain, facts, record)
        if shown == self._shown:
            return
        if conversation != self.conversation:
            self.scroll_home(animate=False)
        self.conversation, self._shown = conversation, shown
        self.border_title = joined(who)
        self._page.update(record_page(held, record, _WIDTH))
