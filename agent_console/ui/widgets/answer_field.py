"""Where the answer to a question of the console is typed."""

from typing import Protocol

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import TextArea

from agent_console.domain.text import without_controls
from agent_console.ui.inquiry.inquiry import Inquiry
from agent_console.ui.keys import KeyMap
from agent_console.ui.widgets.resurfacing import Resurfacing

_LONGEST = 4_000
"""Characters of one paste; more is no answer, and a very long line is slow to edit."""


class Asker(Protocol):
    """The box around the field; told in the same tick, because the next key may be there already."""

    def complete(self) -> None:
        """Complete what is typed."""
        ...

    def move(self, command_id: str) -> bool:
        """Move in the list or the page; whether the command means that."""
        ...


class AnswerField(Resurfacing, TextArea):
    """Edits one answer; it is empty, and deaf, while nothing is asked.

    Enter and Esc are not for the field: they move the focus, so the screen gives them to the box itself.
    """

    def __init__(self, asker: Asker, keys: KeyMap) -> None:
        super().__init__(soft_wrap=True, highlight_cursor_line=False, compact=True)
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self._asker = asker
        self._keys = keys
        self._multiline = False
        self.read_only = True

    def ask(self, inquiry: Inquiry) -> None:
        """Begin anew with a question."""
        self.placeholder = Content(self._keys.spelled(inquiry.hint))
        self._multiline = inquiry.multiline
        self.fill(inquiry.initial)
        self.read_only = False

    def fill(self, text: str) -> None:
        """Put a text in place of what is typed, with the cursor behind it."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    def finish(self) -> None:
        """Forget the question."""
        self.read_only = True
        self.load_text("")

    def on_key(self, event: events.Key) -> None:
        """Complete, move about, or start a line; other keys are the editor's."""
        if self._uses(event.key):
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Insert pasted text without the controls in it, on one line where the answer is one."""
        event.stop()
        event.prevent_default()
        text = without_controls(event.text[:_LONGEST])
        if not self.read_only:
            self.replace(text if self._multiline else " ".join(text.split()), *self.selection)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw; a field that is being removed has lost its styles and draws blanks."""
        return super().render_lines(crop) if self.is_attached else [Strip.blank(crop.width)] * crop.height

    def _uses(self, key: str) -> bool:
        command = self._keys.listing.get(key)
        if key == "enter" or self._keys.means(key, "composer.newline"):
            self._break_line()
        elif command is None:
            return False
        elif command.id == "list.next":
            self._asker.complete()
        elif command.id != "list.previous":
            return self._asker.move(command.id)
        return True

    def _break_line(self) -> None:
        if self._multiline and not self.read_only:
            self.replace("\n", *self.selection)
