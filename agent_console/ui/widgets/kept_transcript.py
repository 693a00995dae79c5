"""A transcript that is found again where it was read, also at the next start."""

from dataclasses import dataclass
from typing import Final

from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from agent_console.domain.chat import ConversationId
from agent_console.services.catch_up import CatchUps
from agent_console.services.resumption import Resumption
from agent_console.ui.widgets.found_transcript import FoundTranscript

_FARTHEST: Final = 2_000
"""Rows that are set at most to get to where the reader was; eight panes may be made at once."""


class KeptTranscript(FoundTranscript):
    """Begins with the message that was uppermost in view; rows differ with the width, messages do not."""

    def __init__(self, conversation: ConversationId, catch_ups: CatchUps, resumption: Resumption) -> None:
        super().__init__(conversation, catch_ups)
        self._resumption = resumption
        self._returning = resumption.reading(conversation)
        """The message to go to whenever the size changes, until the reader goes elsewhere."""
        self._asked = False
        """Whether the size was asked for."""

    @dataclass
    class Unmeasured(Message):
        """A pane is drawn and was not told its size: Textual forgets it where a frame outruns the layout."""

        conversation: ConversationId

    @property
    def measured(self) -> bool:
        """Whether the rows are set for the size that the transcript has."""
        return self._roll.width == self.size.width

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw, once the width is known."""
        if not self.measured and not self._asked:
            self._asked = True
            self.post_message(self.Unmeasured(self._about))
        return super().render_lines(crop)

    def on_resize(self) -> None:
        """Note that the size was told; everything else follows from it elsewhere."""
        self._asked = False

    def scroll_rows(self, up: int) -> None:
        """Scroll up by so many rows, or down if negative."""
        self._returning = None
        super().scroll_rows(up)

    def _keep_place(self) -> None:
        if self._returning is None or self._seeking:
            super()._keep_place()
        elif self._view and self._conversation is not None:  # without a size, there is no place yet
            rows = self._rows_from(self._returning)
            self._scroll(max(0, rows - self._view) - self._below)

    def _scroll(self, up: int) -> None:
        super()._scroll(up)
        if self._view and self._conversation is not None:
            self._resumption.read(self._about, self._uppermost())

    def _rows_from(self, sequence: int) -> int:
        """Return how many rows there are from a message to the end; 0 where it is too far up."""
        self._settle()
        while not (self._roll.rows_from(sequence) or self._roll.complete) and len(self._roll) < _FARTHEST:
            self._roll.reach(len(self._roll) + self._view)
        return self._roll.rows_from(sequence)

    def _uppermost(self) -> int | None:
        """Return the sequence of the uppermost message in view; None where the end is."""
        if self.following:
            return None
        return self._roll.sequence_at(max(0, len(self._roll) - self._below - self._view))
