"""An editor that underlines misspelt words; what is wrong the service knows, and nothing waits for it."""

from collections.abc import Mapping
from typing import ClassVar

from rich.text import Text
from textual.widgets import TextArea

from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.spelling import Fault
from agent_console.services.workspace import Workspace
from agent_console.ui.field_mark import MISSPELT, FieldMark, span_marks
from agent_console.ui.widgets.draft_editor import DraftEditor


class SpellingEditor(DraftEditor):
    """Draws the faults of the text that they were found in, and of no other."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"draft-editor--{MISSPELT}"}

    def __init__(self, conversation: ConversationId, mode: Mode, workspace: Workspace) -> None:
        # Set first, because the editor draws lines while it is being made.
        self._faults: tuple[Fault, ...] = ()
        self._faulty_text = ""
        self._fault_marks: Mapping[int, list[FieldMark]] = {}
        super().__init__(conversation, mode, workspace)

    def adopt(self) -> None:
        """Take over a draft that was changed elsewhere, or whose words have been looked up."""
        super().adopt()
        self.show_spelling()

    def on_text_area_changed(self) -> None:
        """Have new words looked up, and mark what is known of them."""
        self.show_spelling()

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """Look at the word that the cursor has left."""
        self.show_spelling()

    def show_spelling(self) -> None:
        """Mark the words that are known to be wrong; only what has changed is drawn."""
        if self.conversation not in self._workspace.desk:
            return
        spelling = self._workspace.writing.spelling
        spelling.read(self.conversation, self.mode)
        faults, text = spelling.faults(self.conversation, self.mode), self.draft.text
        redrawn = faults != self._faults
        self._faults, self._faulty_text = faults, text
        self._fault_marks = _marks(text, faults)
        if redrawn:
            self.notify_style_update()
            self.refresh()

    def get_line(self, line_index: int) -> Text:
        """Return a line with its misspelt words marked."""
        text = super().get_line(line_index)
        if self._faults and self.text == self._faulty_text:
            for mark in self._fault_marks.get(line_index, ()):
                text.stylize(self._look(mark.kind), mark.start, mark.end)
        return text


def _marks(text: str, faults: tuple[Fault, ...]) -> Mapping[int, list[FieldMark]]:
    found: dict[int, list[FieldMark]] = {}
    for fault in faults:
        for row, marks in span_marks(text, fault.start, fault.end, MISSPELT).items():
            found.setdefault(row, []).extend(marks)
    return found
