"""A transcript that tells an agent who comes back where the chat stood, and what is new in it."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content
from textual.strip import Strip

from agent_console.domain.chat import Conversation, ConversationId
from agent_console.services.catch_up import CatchUps
from agent_console.ui.catch_up import card, new_since
from agent_console.ui.roll import Mark, Roll
from agent_console.ui.widgets.transcript import Transcript

_FARTHEST: Final = 5_000
"""Rows that are set at most to get to the first one that is new."""


class CatchUpTranscript(Transcript):
    """Lays a card over the uppermost rows; nothing moves for it, and nothing when it goes."""

    def __init__(self, conversation: ConversationId, catch_ups: CatchUps) -> None:
        super().__init__()
        self.leave_key = ""
        """The key that ends the card, as people write it."""
        self._about = conversation
        self._catch_ups = catch_ups
        self._card: Sequence[Content] = ()
        self._writing = ""
        """What was being written when the card came."""
        self._seeking = False
        """Whether the mark is where the reader is, also when the size changes."""

    def show(self, conversation: Conversation) -> None:
        """Show a conversation as it is now, and its card."""
        super().show(conversation)
        self._lay_over()

    def come_back(self, writing: str) -> None:
        """Show the card to an agent who has a draft before them, and go to the first message that is new."""
        self._writing = writing
        self._lay_over()
        shown = self._catch_ups.shown(self._about)
        if shown is not None and shown.unseen:
            self._mark, self._seeking = Mark(shown.unseen, new_since(shown)), True
            self._roll = Roll(self.size.width, self._mark, self._find, self.cued, self.spoken)
            self._outdated = True
            self._keep_place()

    def wrote(self, writing: str) -> None:
        """Take the card away once the draft is another one: who writes has read it."""
        if writing != self._writing:
            self.end()

    def end(self) -> bool:
        """Take the card away, and return whether there was one."""
        ended = self._catch_ups.end(self._about)
        self._lay_over()
        return ended

    def on_resize(self) -> None:
        """Set the card for the new size; the rows follow."""
        self._lay_over()

    def scroll_rows(self, up: int) -> None:
        """Scroll up by so many rows, or down if negative."""
        self._seeking = False
        super().scroll_rows(up)

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        return self._strip(self._card[y]) if y < self._covered else super().render_line(y)

    def _lay_over(self) -> None:
        shown = self._catch_ups.shown(self._about)
        before, width, height = self._card, self.size.width, self.size.height
        self._card = [] if shown is None else card(shown, width, height // 2, self.leave_key)
        self._covered = len(self._card)
        if before or self._card:
            self.refresh()

    def _keep_place(self) -> None:
        """Stay at the mark until the reader goes elsewhere: at the end, if it is to be seen from there."""
        if not self._seeking:
            super()._keep_place()
        elif self._view:  # without a size yet, it is gone to when there is one
            self._below = 0
            self._settle()
            while not (self._roll.from_mark or self._roll.complete) and len(self._roll) < _FARTHEST:
                self._roll.reach(len(self._roll) + self._view)
            self._scroll(max(0, self._roll.from_mark - max(1, self._view - self._covered)))
