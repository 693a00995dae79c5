"""The rows of a transcript, set only as far up as somebody reads, so that long histories cost nothing."""

from collections.abc import Sequence

from textual.content import Content

from agent_console.domain.chat import Message
from agent_console.ui.bubble import rows

_CHUNK = 50
"""Messages set at once when the reader goes further up."""
_FLOOD = 200
"""More new messages than this are not set one by one when only the end is on screen."""


class Roll:
    """Rows from the newest message upwards; every row keeps its number while more are added at either end."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._messages: Sequence[Message] = ()
        self._first = 0
        self._rows: list[Content] = []
        self._echo_rows = 0
        self._above_origin = 0

    def __len__(self) -> int:
        """Count the rows that are set."""
        return len(self._rows)

    def __getitem__(self, index: int) -> Content:
        """Return a row by its place among those that are set, 0 being the highest."""
        return self._rows[index]

    @property
    def origin(self) -> int:
        """The number of the highest row; numbers are what a selection refers to."""
        return -self._above_origin

    @property
    def complete(self) -> bool:
        """Whether the conversation's first message is set."""
        return self._first == 0

    def update(self, messages: Sequence[Message], echoes: Sequence[Message], following: bool) -> int:
        """Show a longer conversation, and return by how many rows it grew at the end.

        Only the messages behind those known are set. Any other change, and a flood while the end is
        `following`, starts from the end again and returns 0.
        """
        known = len(self._messages)
        same = known <= len(messages) and (not known or messages[known - 1] is self._messages[-1])
        fresh = not same or not known or (following and len(messages) - known > _FLOOD)
        if fresh:
            self._restart(messages)
            known = len(messages)
        before = len(self._rows)
        self._drop_echoes()
        self._messages = messages
        for index in range(known, len(messages)):
            self._rows += rows(messages[index], self._before(index), self.width)
        self._add_echoes(echoes)
        return 0 if fresh else len(self._rows) - before

    def reach(self, count: int) -> None:
        """Set earlier messages until there are `count` rows, or no more messages."""
        while len(self._rows) < count and self._first > 0:
            start = max(0, self._first - _CHUNK)
            higher: list[Content] = []
            for index in range(start, self._first):
                higher += rows(self._messages[index], self._before(index), self.width)
            self._rows[:0] = higher
            self._above_origin += len(higher)
            self._first = start

    def _restart(self, messages: Sequence[Message]) -> None:
        self._first = len(messages)
        self._rows, self._echo_rows, self._above_origin = [], 0, 0

    def _before(self, index: int) -> Message | None:
        return self._messages[index - 1] if index else None

    def _drop_echoes(self) -> None:
        if self._echo_rows:
            del self._rows[-self._echo_rows :]
            self._echo_rows = 0

    def _add_echoes(self, echoes: Sequence[Message]) -> None:
        previous = self._before(len(self._messages))
        for echo in echoes:
            added = rows(echo, previous, self.width)
            self._rows += added
            self._echo_rows += len(added)
            previous = echo
