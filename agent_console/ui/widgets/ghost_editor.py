"""An editor that shows dimly, behind the cursor, which canned reply or phrase the characters lead to."""

from textual.content import Content

from agent_console.assist.phrase.offer import within
from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.text import without_controls
from agent_console.services.ghost import Ghost, ghost
from agent_console.services.workspace import Workspace
from agent_console.ui.format import joined, line
from agent_console.ui.widgets.spelling_editor import SpellingEditor

_LEAST_CELLS = 4


class GhostEditor(SpellingEditor):
    """Keeps the ghost for as long as keys are typed; it is never part of the draft."""

    def __init__(
        self, conversation: ConversationId, mode: Mode, workspace: Workspace, ghosts: bool = True
    ) -> None:
        # Set first, because the editor asks for a suggestion while it is being made.
        self.ghost: Ghost | None = None
        self.phrase = ""
        """What is offered of what is often sent: exactly what is shown, so that nothing unseen is taken."""
        self._ghosts = ghosts
        super().__init__(conversation, mode, workspace)

    def adopt(self) -> None:
        """Take over a draft that was changed elsewhere; an empty one may have an offer by now."""
        super().adopt()
        self._offer_first()

    def on_focus(self) -> None:
        """Offer how to begin to the agent who comes to an empty draft."""
        self._offer_first()

    def on_resize(self) -> None:
        """Offer it as well in a pane that has only just come: until now it had no width."""
        self._offer_first()

    def _offer_first(self) -> None:
        if not self.text and self.conversation in self._workspace.desk:
            self.show_ghost()

    def show_ghost(self) -> None:
        """Show what the typed characters lead to, where there is room for it; a canned reply comes first."""
        fields = self._workspace.fields
        stop = fields.active(self.conversation, self.mode)
        if not self._ghosts or self.read_only or (stop is not None and stop.choices):
            self.update_suggestion()
            return
        self.ghost = ghost(self._workspace.library, self.draft)
        self.phrase = "" if self.ghost is not None or stop is not None else self._offered()
        self.suggestion = self.phrase if self.ghost is None else self._fitted(self.ghost)

    def update_suggestion(self) -> None:
        """Forget the ghost: the text has changed, and nobody knows yet what it leads to."""
        self.ghost = None
        self.phrase = self.suggestion = ""

    def _offered(self) -> str:
        offer = without_controls(self._workspace.phrases.rest(self.draft)).partition("\n")[0]
        return within(offer, self._room, lambda words: Content(words).cell_length)

    def _fitted(self, shown: Ghost) -> str:
        words: Content = joined(line(shown.rest), "  → ", line(shown.label))
        return "" if self._room < _LEAST_CELLS else words.truncate(self._room, ellipsis=True).plain

    @property
    def _room(self) -> int:
        """How many cells there are behind the cursor on its line."""
        return self.wrap_width - self.wrapped_document.location_to_offset(self.cursor_location).x
