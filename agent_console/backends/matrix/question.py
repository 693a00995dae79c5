"""What agents ask each other about a customer: a note that names whom it asks, and one that answers it."""

from dataclasses import dataclass

from agent_console.backends.matrix.event import RoomEvent
from agent_console.backends.matrix.value import Content, name, text
from agent_console.domain.action import QuestionId
from agent_console.domain.history import Move


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question without an answer yet."""

    id: QuestionId
    asker: str
    asked: str
    text: str
    sent_ms: int


class Questions:
    """Folded from the notes of one room."""

    def __init__(self) -> None:
        self.open: dict[QuestionId, OpenQuestion] = {}

    def apply(self, event: RoomEvent, aside: Content) -> Move | None:
        """Take a note in; returns the move that it is beyond being a note."""
        asked, words = name(aside.get("question_to"), "@"), text(aside.get("question"))
        if asked and words:
            identity = QuestionId(event.id)
            self.open[identity] = OpenQuestion(identity, event.sender, asked, words, event.sent_ms)
            return Move.ASKED
        answered = QuestionId(name(aside.get("answers"), "$"))
        if answered in self.open and self.open[answered].asked == event.sender:
            del self.open[answered]
            return Move.ANSWERED
        return None
