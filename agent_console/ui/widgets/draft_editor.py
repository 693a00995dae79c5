"""An editor whose text is one draft, key by key: of one conversation, and for one kind of reader."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.draft import Draft
from agent_console.domain.text import without_controls
from agent_console.services.workspace import Workspace
from agent_console.ui.field_mark import HOLE, FieldMark, marks
from agent_console.ui.widgets.draft_history import DraftHistory

_HOLE = re.compile(r"⟦[^⟦⟧\n]*⟧")


class DraftEditor(TextArea):
    """Edits the draft of the one conversation and mode it was made for; it is never used for another.

    So what is typed while the agent switches from reply to note ends up where it was typed. Every change
    reaches the draft before the next key is handled.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "draft-editor--hole",
        "draft-editor--field",
        "draft-editor--active",
        "draft-editor--default",
    }

    def __init__(self, conversation: ConversationId, mode: Mode, workspace: Workspace) -> None:
        # Set first, because the editor places its cursor while it is being made.
        self.conversation = conversation
        self.mode = mode
        self._workspace = workspace
        self._busy = True
        super().__init__(soft_wrap=True, highlight_cursor_line=False)
        self._busy = False
        self._steps = DraftHistory.like(self.history)
        self.history = self._steps
        self._marked: tuple[Draft | None, Mapping[int, list[FieldMark]]] = (None, {})
        self.cursor_blink = False
        self.match_cursor_bracket = False

    def load(self) -> None:
        """Take over the draft as it is kept, for the first time."""
        draft = self.draft
        with self._quietly():
            self.load_text(draft.text)
            self._place(draft.cursor, draft.cursor)

    def adopt(self) -> None:
        """Take over a draft that something other than this editor has changed."""
        if self._busy or self.conversation not in self._workspace.desk:
            return
        draft = self.draft
        if draft.text == self.text:
            return
        with self._quietly():
            self._take(draft)

    @property
    def draft(self) -> Draft:
        """What is being written."""
        return self._workspace.desk.draft(self.conversation, self.mode)

    def edit(self, edit: Edit) -> EditResult:
        """Change the text, and the draft with it."""
        result = super().edit(edit)
        self._written()
        return result

    def undo(self) -> None:
        """Undo, in the draft too; a held draft stays as it is."""
        if not self.read_only:
            super().undo()
            self._went_back()

    def redo(self) -> None:
        """Redo, in the draft too; a held draft stays as it is."""
        if not self.read_only:
            super().redo()
            self._went_back()

    def watch_selection(self) -> None:
        """Keep the draft's cursor where the editor's is."""
        if self._busy or self.conversation not in self._workspace.desk:
            return
        draft = self.draft
        if draft.text == self.text and draft.cursor != self._cursor_index:
            self._workspace.drafts.placed(self.conversation, self._cursor_index, self.mode)

    def _written(self) -> None:
        if self._busy or self.conversation not in self._workspace.desk:
            return
        drafts = self._workspace.drafts
        with self._quietly():
            draft = drafts.edited(self.conversation, self.text, self._cursor_index, self.mode)
            if draft.text != self.text:
                with self._steps.following():
                    self._become(draft.text)
                self._place(draft.cursor, draft.cursor)

    def _went_back(self) -> None:
        """Take over what undo or redo made of the text, which may be changes in several places."""
        self.wrapped_document.wrap(self.wrap_width, self.indent_width)
        if self.conversation in self._workspace.desk:
            with self._quietly():
                self._workspace.drafts.undone(self.conversation, self.text, self._cursor_index, self.mode)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Let editor and draft change together, without either taking it for the other's doing."""
        before, self._busy = self._busy, True
        try:
            yield
        finally:
            self._busy = before

    def _take(self, draft: Draft) -> None:
        """Show another draft, as one step for undo, with the field selected that Tab went to last."""
        if not draft.text:
            # Loading, unlike clearing, forgets the history: undo must not bring a sent reply back.
            self.load_text("")
        elif draft.text != self.text:
            self.history.checkpoint()
            self._become(draft.text)
            self.history.checkpoint()
        else:
            # Other fields than before may be drawn in the same text.
            self.notify_style_update()
            self.refresh()
        stop = draft.active
        self._place(stop.start if stop else draft.cursor, stop.end if stop else draft.cursor)

    def _become(self, text: str) -> None:
        """Change only what differs."""
        before = self.text
        start, old_end, new_end = _difference(before, text)
        there = _location(before, start), _location(before, old_end)
        self.replace(text[start:new_end], *there, maintain_selection_offset=False)

    def _place(self, start: int, end: int) -> None:
        self.selection = Selection(_location(self.text, start), _location(self.text, end))

    @property
    def _cursor_index(self) -> int:
        row, column = self.cursor_location
        return sum(len(text) + 1 for text in self.text.split("\n")[:row]) + column

    def on_paste(self, event: events.Paste) -> None:
        """Insert pasted text as one step, without the controls in it; a held draft stays as it is."""
        event.stop()
        event.prevent_default()
        if self.read_only:
            return
        self.history.checkpoint()
        self.replace(without_controls(event.text), *self.selection, maintain_selection_offset=False)
        self.history.checkpoint()

    def _insert(self, text: str) -> None:
        self.replace(text, *self.selection, maintain_selection_offset=False)

    def get_line(self, line_index: int) -> Text:
        """Return a line with its fields and holes marked."""
        text = super().get_line(line_index)
        for hole in _HOLE.finditer(text.plain):
            text.stylize(self._look(HOLE), *hole.span())
        for mark in self._field_marks.get(line_index, ()):
            text.stylize(self._look(mark.kind), mark.start, mark.end)
        return text

    @property
    def _field_marks(self) -> Mapping[int, list[FieldMark]]:
        draft = self.draft
        if self._marked[0] is not draft:
            self._marked = (draft, marks(draft))
        return self._marked[1]

    def _look(self, kind: str) -> Style:
        return self.get_component_rich_style(f"draft-editor--{kind}")

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw; an editor that is being removed has lost its styles and draws blanks."""
        if not self.is_attached:
            return [Strip.blank(crop.width)] * crop.height
        return super().render_lines(crop)


def _location(text: str, index: int) -> tuple[int, int]:
    """Return row and column of a character's place in a text."""
    before = text[:index]
    return before.count("\n"), len(before) - (before.rfind("\n") + 1)


def _difference(old: str, new: str) -> tuple[int, int, int]:
    """Return start, old end and new end of the part in which two texts differ."""
    shorter = min(len(old), len(new))
    start = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    tail = 0
    while tail < shorter - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return start, len(old) - tail, len(new) - tail
