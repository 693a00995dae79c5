"""The line under a pane's title; there only while something is out of the ordinary."""

from textual.content import Content
from textual.widgets import Static

from agent_console.domain.chat import ConversationId
from agent_console.services.workspace import Workspace
from agent_console.ui.fact_line import fact_line
from agent_console.ui.format import joined


class FactBar(Static):
    """Shows the facts of one held conversation, drawn again only when they read differently."""

    def __init__(self, conversation: ConversationId, workspace: Workspace) -> None:
        super().__init__(markup=False)
        self._conversation = conversation
        self._workspace = workspace
        self._shown = Content()
        self.display = False

    def tick(self, now: float) -> None:
        """Show the facts at the monotonic instant `now`, or go away."""
        desk = self._workspace.desk
        held, silent = desk[self._conversation], desk.silent(self._conversation, now)
        marks = self._workspace.writing.cues.marks(self._conversation)
        facts = fact_line(held, silent, self._workspace.clock.now(), marks)
        if not facts.is_same(self._shown):
            self._shown = facts
            self.display = bool(facts)
            self.update(joined(facts))
