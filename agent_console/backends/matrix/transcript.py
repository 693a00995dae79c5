"""A room's messages with their places: 1, 2, 3, ... from the room's creation on."""

from dataclasses import dataclass, field
from functools import reduce

from agent_console.backends.matrix.value import Content
from agent_console.domain.chat import ClientId, Conversation, Delivery, Message


@dataclass(frozen=True, slots=True)
class Line:
    """One message with what Matrix says of it besides."""

    message: Message
    event: str
    sender: str
    sent_ms: int
    file: Content = field(default_factory=dict)
    """What a message with a file says of it."""
    aside: str = ""
    """The event of the team room that holds a note's words."""


class Transcript:
    """Append-only: an edit or a deletion is a message of its own, which amends an earlier one."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._places: dict[str, int] = {}
        self._sequences: dict[str, int] = {}
        self._own: dict[tuple[str, ClientId], int] = {}

    @property
    def head(self) -> int:
        """The sequence of the newest message; 0 without any."""
        return len(self.lines)

    def __contains__(self, event: object) -> bool:
        """Whether an event of the room was passed already."""
        return event in self._places

    @property
    def passed(self) -> int:
        """How many of the room's events were passed."""
        return len(self._places)

    def add(self, line: Line) -> None:
        """Append a message, whose sequence must be the next one."""
        self.lines.append(line)
        self._sequences[line.event] = line.message.sequence
        self._own.setdefault((line.sender, line.message.client_id), line.message.sequence)

    def step(self, event: str) -> None:
        """Note that an event is behind, whatever it was."""
        self._places[event] = self.head

    def sequence(self, event: str) -> int:
        """Return the sequence of a message; 0 for what is none."""
        return self._sequences.get(event, 0)

    def place(self, event: str) -> int | None:
        """Return the sequence of the newest message at an event of whatever kind; None for an unknown one."""
        return self._places.get(event)

    def at(self, sequence: int) -> Line | None:
        """Return a message."""
        return self.lines[sequence - 1] if 1 <= sequence <= self.head else None

    def sent(self, sender: str, client_id: ClientId) -> Line | None:
        """Return what somebody sent under an id."""
        return self.at(self._own.get((sender, client_id), 0))

    def now(self, sequence: int) -> Message | None:
        """Return a message with the words that it has now; None for an amendment, and for what is none."""
        line = self.at(sequence)
        if line is None or line.message.amends:
            return None
        changes = (other.message for other in self.lines[sequence:] if other.message.amends == sequence)
        return reduce(Message.amended, changes, line.message)

    def versions(self, sequence: int) -> list[str]:
        """Return the events that hold words of a message: its own, and each edit."""
        return [line.event for line in self._versions(sequence)]

    def asides(self, sequence: int) -> list[str]:
        """Return the events of the team room that hold words of a note."""
        return [line.aside for line in self._versions(sequence) if line.aside]

    def _versions(self, sequence: int) -> list[Line]:
        own, later = self.lines[sequence - 1], self.lines[sequence:]
        return [own, *(line for line in later if line.message.amends == sequence and line.message.text)]

    def folded(self, facts: Conversation, first: int = 1, last: int | None = None) -> tuple[Message, ...]:
        """Return the messages of a stretch as they are now, without amendments and what was deleted."""
        folded = reduce(lambda kept, line: kept.arrived(line.message, 0.0), self.lines, facts)
        return tuple(
            message
            for message in folded.shown
            if first <= message.sequence <= (last or self.head) and message.delivery is not Delivery.RECALLED
        )
