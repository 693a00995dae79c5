"""An editor that shows dimly, behind the cursor, which canned reply the typed characters lead to."""

from textual.content import Content

from agent_console.domain.chat import ConversationId, Mode
from agent_console.services.ghost import Ghost, ghost
from agent_console.services.workspace import Workspace
from agent_console.ui.format import joined, line
from agent_console.ui.symbol import LEADS_TO_GLYPH
from agent_console.ui.widgets.spelling_editor import SpellingEditor

_LEAST_CELLS = 4


class GhostEditor(SpellingEditor):
    """Keeps the ghost for as long as keys are typed; it is never part of the draft."""

    def __init__(
        self, conversation: ConversationId, mode: Mode, workspace: Workspace, ghosts: bool = True
    ) -> None:
        # Set first, because the editor asks for a suggestion while it is being made.
        self.ghost: Ghost | None = None
        self._ghosts = ghosts
        super().__init__(conversation, mode, workspace)

    def show_ghost(self) -> None:
        """Show what the typed characters lead to, where there is room for it."""
        fields = self._workspace.fields
        stop = fields.active(self.conversation, self.mode)
        if not self._ghosts or self.read_only or (stop is not None and stop.choices):
            self.update_suggestion()
            return
        self.ghost = ghost(self._workspace.library, self.draft)
        self.suggestion = "" if self.ghost is None else self._fitted(self.ghost)

    def update_suggestion(self) -> None:
        """Forget the ghost: the text has changed, and nobody knows yet what it leads to."""
        self.ghost = None
        self.suggestion = ""

    def _fitted(self, shown: Ghost) -> str:
        room = self.wrap_width - self.wrapped_document.location_to_offset(self.cursor_location).x
        words: Content = joined(line(shown.rest), f"  {LEADS_TO_GLYPH} ", line(shown.label))
        return "" if room < _LEAST_CELLS else words.truncate(room, ellipsis=True).plain
