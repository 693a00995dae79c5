"""The rows of a transcript, set only as far up as somebody reads, so that long histories cost nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from textual.content import Content

from agent_console.domain.chat import Conversation, Message
from agent_console.ui.bubble import Spans, rows
from agent_console.ui.found_line import found_row
from agent_console.ui.symbol import RULE

_CHUNK = 50
"""Messages set at once when the reader goes further up."""
_FLOOD = 200
"""More new messages than this are not set one by one when only the end is on screen."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A row of the console's own above a message."""

    sequence: int
    words: str


@dataclass(frozen=True, slots=True)
class Find:
    """A message that was looked for, and the folded words that are marked in it."""

    sequence: int
    words: tuple[str, ...]


Cued: TypeAlias = Callable[[Message], Spans]
"""Tells which parts of a message's text are underlined."""


def uncued(_message: Message) -> Spans:
    """Underline nothing."""
    return ()


class Roll:
    """Rows from the newest message upwards; every row keeps its number while more are added at either end."""

    def __init__(
        self,
        width: int,
        mark: Mark | None = None,
        find: Find | None = None,
        cued: Cued = uncued,
        spoken: bool = False,
    ) -> None:
        """`spoken` rows say in words what signs say else."""
        self.width = width
        self._spoken = spoken
        self._cued = cued
        self._mark = mark
        self._find = find
        self._shown: Conversation | None = None
        self._first = 0
        self._rows: list[Content] = []
        self._counts: list[int] = []
        """How many rows each message has, from the highest one that is set."""
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

    @property
    def _messages(self) -> Sequence[Message]:
        return () if self._shown is None else self._shown.messages

    def update(self, conversation: Conversation, following: bool) -> int:
        """Show a longer conversation, and return by how many rows it grew at the end.

        Only the messages behind those known are set, and anew those that were amended, or read by the
        customer, since. Any other change, and a flood while the end is `following`, starts from the end
        again and returns 0.
        """
        before, known = self._shown, len(self._messages)
        flooded = following and len(conversation.messages) - known > _FLOOD
        self._shown = conversation
        fresh = before is None or not known or flooded or not _continues(conversation, before)
        if before is None or fresh:
            self._restart()
            known = len(self._messages)
        else:
            for index in self._outdated(before, conversation):
                self._set_again(index)
        rows_before = len(self._rows)
        self._drop_echoes()
        for index in range(known, len(self._messages)):
            self._append(self._set(index))
        self._add_echoes(conversation.echoes)
        return 0 if fresh else len(self._rows) - rows_before

    def reach(self, count: int) -> None:
        """Set earlier messages until there are `count` rows, or no more messages."""
        while len(self._rows) < count and self._first > 0:
            start = max(0, self._first - _CHUNK)
            higher = [self._set(index) for index in range(start, self._first)]
            self._counts[:0] = [len(each) for each in higher]
            self._rows[:0] = [row for each in higher for row in each]
            self._above_origin += sum(len(each) for each in higher)
            self._first = start

    @property
    def from_mark(self) -> int:
        """How many rows there are from the mark to the end; 0 where its message is not set."""
        return self._rows_from(self._mark)

    @property
    def from_find(self) -> int:
        """How many rows there are from the message that was looked for to the end; 0 where it is not set."""
        return self._rows_from(self._find)

    def find(self, find: Find | None) -> None:
        """Mark a message that was looked for, in place of the one before; no row moves for it."""
        before, self._find = self._find, find
        for one in (before, find):
            if one is not None and self._rows_from(one):
                self._set_again(one.sequence - self._messages[0].sequence)

    def rows_from(self, sequence: int) -> int:
        """Return how many rows there are from a message to the end; 0 where it is not set."""
        if not self._messages:
            return 0
        place = sequence - self._messages[0].sequence - self._first
        return sum(self._counts[place:]) + self._echo_rows if 0 <= place < len(self._counts) else 0

    def sequence_at(self, index: int) -> int | None:
        """Return the sequence of the message that a row belongs to; None for an echo's, or for none."""
        messages = self._messages[self._first :]
        for count, message in zip(self._counts, messages, strict=False):
            if index < count:
                return message.sequence
            index -= count
        return None

    def _rows_from(self, there: Mark | Find | None) -> int:
        return 0 if there is None else self.rows_from(there.sequence)

    def _restart(self) -> None:
        self._first = len(self._messages)
        self._rows, self._counts, self._echo_rows, self._above_origin = [], [], 0, 0

    def _outdated(self, before: Conversation, now: Conversation) -> Iterator[int]:
        """Yield the places of the set messages that look otherwise than before, some perhaps twice."""
        base, known = now.messages[0].sequence, len(before.messages)
        for message in now.messages[known:]:
            if self._first <= message.amends - base < known:
                yield message.amends - base
        for index in range(max(self._first, before.read + 1 - base), min(known, now.read + 1 - base)):
            if now.messages[index].answers:
                yield index

    def _set_again(self, index: int) -> None:
        place = index - self._first
        start = sum(self._counts[:place])
        anew = self._set(index)
        self._rows[start : start + self._counts[place]] = anew
        self._counts[place] = len(anew)

    def _set(self, index: int) -> list[Content]:
        message = self._messages[index]
        reached = message.delivery if self._shown is None else self._shown.reached(message)
        if reached is not message.delivery:
            message = replace(message, delivery=reached)
        set_rows = rows(message, self._before(index), self.width, self._cued(message), self._spoken)
        if self._find is not None and self._find.sequence == message.sequence:
            set_rows = [found_row(row, self._find.words) for row in set_rows]
        return [*self._above(message), *set_rows]

    def _above(self, message: Message) -> list[Content]:
        if self._mark is None or self._mark.sequence != message.sequence:
            return []
        return [Content.styled(f" {self._mark.words} ".center(self.width, RULE)[: self.width], "$quiet bold")]

    def _append(self, added: list[Content]) -> None:
        self._rows += added
        self._counts.append(len(added))

    def _before(self, index: int) -> Message | None:
        """Return the message that is shown above that place."""
        return next((m for m in (self._messages[i] for i in range(index - 1, -1, -1)) if not m.amends), None)

    def _drop_echoes(self) -> None:
        if self._echo_rows:
            del self._rows[-self._echo_rows :]
            self._echo_rows = 0

    def _add_echoes(self, echoes: Sequence[Message]) -> None:
        previous = self._before(len(self._messages))
        for echo in echoes:
            added = rows(echo, previous, self.width, spoken=self._spoken)
            self._rows += added
            self._echo_rows += len(added)
            previous = echo


def _continues(conversation: Conversation, before: Conversation) -> bool:
    """Whether a conversation's messages begin with those that it had before."""
    known = len(before.messages)
    if known > len(conversation.messages):
        return False
    last, again = before.messages[-1], conversation.messages[known - 1]
    return (again.client_id, again.sequence) == (last.client_id, last.sequence)
