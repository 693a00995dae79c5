"""A transcript in which a line that was found is gone to and marked."""

import asyncio
from collections.abc import Sequence

from agent_console.ui.roll import Find
from agent_console.ui.widgets.catch_up_transcript import CatchUpTranscript

_ROWS_AT_ONCE = 1
"""Rows that are asked for in one go on the way to a line far up; some dozens come, and keys in between."""


class FoundTranscript(CatchUpTranscript):
    """Stays where the line is until the reader goes elsewhere; the mark stays until it is taken away."""

    async def find(self, sequence: int, words: Sequence[str]) -> None:
        """Go to a message, with the folded words marked in it; what is far up is set a little at a time."""
        self._find = Find(sequence, tuple(words))
        self._settle()
        self._roll.find(self._find)
        while not (self._roll.from_find or self._roll.complete):
            self._roll.reach(len(self._roll) + _ROWS_AT_ONCE)
            await asyncio.sleep(0)
        if self._roll.from_find and self._view:
            room = max(1, self._view - self._covered)
            self.scroll_rows(self._roll.from_find - room + room // 4 - self._below)
        self.refresh()

    def forget(self) -> None:
        """Take the mark away; the reader stays where they are."""
        self._find = None
        self._roll.find(None)
        self.refresh()
