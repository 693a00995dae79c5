"""An editor whose text is one draft, key by key: of one conversation, and for one kind of reader."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

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
from agent_console.domain.stop import Stop
from agent_console.domain.text import without_controls
from agent_console.services.workspace import Workspace

_HOLE = re.compile(r"⟦[^⟦⟧\n]*⟧")


class DraftEditor(TextArea):
    """Edits the draft of the one conversation and mode it was made for; it is never used for another.

    So what is typed while the agent switches from reply to note ends up where it was typed. Every change
    reaches the draft before the next key is handled.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"draft-editor--hole"}

    def __init__(self, conversation: ConversationId, mode: Mode, workspace: Workspace) -> None:
        # Set first, because the editor places its cursor while it is being made.
        self.conversation = conversation
        self.mode = mode
        self._workspace = workspace
        self._busy = True
        super().__init__(soft_wrap=True, highlight_cursor_line=False)
        self._busy = False
        self.cursor_blink = False
        self.match_cursor_bracket = False

    def load(self) -> None:
        """Take over the draft as it is kept, for the first time."""
        draft = self._draft
        with self._quietly():
            self.load_text(draft.text)
            self._place(draft.cursor, draft.cursor)

    def adopt(self) -> None:
        """Take over a draft that something other than this editor has changed."""
        if self._busy or self.conversation not in self._workspace.desk:
            return
        draft = self._draft
        if draft.text == self.text:
            return
        with self._quietly():
            self._take(draft)

    def edit(self, edit: Edit) -> EditResult:
        """Change the text, and the draft with it."""
        result = super().edit(edit)
        self._written()
        return result

    def undo(self) -> None:
        """Undo, in the draft too; a held draft stays as it is."""
        if not self.read_only:
            super().undo()
            self._written()

    def redo(self) -> None:
        """Redo, in the draft too; a held draft stays as it is."""
        if not self.read_only:
            super().redo()
            self._written()

    def watch_selection(self) -> None:
        """Keep the draft's cursor where the editor's is."""
        if self._busy or self.conversation not in self._workspace.desk:
            return
        draft = self._draft
        if draft.text == self.text and draft.cursor != self._cursor_index:
            self._workspace.drafts.placed(self.conversation, self._cursor_index, self.mode)

    def _written(self) -> None:
        if self._busy or self.conversation not in self._workspace.desk:
            return
        with self._quietly():
            self._workspace.drafts.edited(self.conversation, self.text, self._cursor_index, self.mode)

    @property
    def _draft(self) -> Draft:
        return self._workspace.desk.draft(self.conversation, self.mode)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Let editor and draft change together, without either taking it for the other's doing."""
        before, self._busy = self._busy, True
        try:
            yield
        finally:
            self._busy = before

    def _take(self, draft: Draft, stop: Stop | None = None) -> None:
        if not draft.text:
            # Loading, unlike clearing, forgets the history: undo must not bring a sent reply back.
            self.load_text("")
        elif draft.text != self.text:
            start, old_end, new_end = _difference(self.text, draft.text)
            self.history.checkpoint()
            self.replace(
                draft.text[start:new_end],
                _location(self.text, start),
                _location(self.text, old_end),
                maintain_selection_offset=False,
            )
            self.history.checkpoint()
        self._place(stop.start if stop else draft.cursor, stop.end if stop else draft.cursor)

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
        """Return a line with its holes marked."""
        text = super().get_line(line_index)
        for hole in _HOLE.finditer(text.plain):
            text.stylize(self.get_component_rich_style("draft-editor--hole"), *hole.span())
        return text

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
