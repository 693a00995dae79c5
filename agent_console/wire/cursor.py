"""How far a client has read each conversation: repeats are dropped, holes are noticed."""

from collections.abc import Iterable, Mapping
from enum import Enum, auto


class Step(Enum):
    """What a message's sequence means to a reader."""

    NEXT = auto()
    REPEAT = auto()
    HOLE = auto()
    """Messages before it are missing; read them again first."""


class Cursor:
    """The last sequence read of each conversation."""

    def __init__(self) -> None:
        self._read: dict[str, int] = {}

    def accept(self, conversation: str, sequence: int) -> Step:
        """Say what a message is, and count it as read when it is the next one."""
        read = self.read(conversation)
        if sequence <= read:
            return Step.REPEAT
        if sequence != read + 1:
            return Step.HOLE
        self._read[conversation] = sequence
        return Step.NEXT

    def read(self, conversation: str) -> int:
        """Return the last sequence read; 0 when nothing was."""
        return self._read.get(conversation, 0)

    def behind(self, heads: Mapping[str, int]) -> list[str]:
        """Return the conversations that have more messages than were read."""
        return [conversation for conversation, head in heads.items() if head > self.read(conversation)]

    def rewind(self, conversation: str, after: int) -> None:
        """Have the messages after a sequence count as unread."""
        self._read[conversation] = min(after, self.read(conversation))

    def keep(self, conversations: Iterable[str]) -> None:
        """Forget every conversation but these."""
        kept = set(conversations)
        self._read = {conversation: read for conversation, read in self._read.items() if conversation in kept}

    def forget(self, conversation: str) -> None:
        """Read a conversation from its beginning when it comes again."""
        self._read.pop(conversation, None)

    def all(self) -> dict[str, int]:
        """Return the last sequence read of each conversation."""
        return dict(self._read)
