"""What the guard compares: every open conversation, kept up to date message by message."""

from dataclasses import dataclass

from agent_console.domain.chat import ConversationId
from agent_console.domain.customer import Customer
from agent_console.domain.desk import Desk
from agent_console.domain.record import Record
from agent_console.guard.subject import Subject
from agent_console.services.record_shelf import RecordShelf


@dataclass(frozen=True, slots=True)
class _Known:
    customer: Customer
    record: Record
    head: int
    subject: Subject


class Subjects:
    """The guard's subjects of the held conversations, read anew only where something was added."""

    def __init__(self, desk: Desk, records: RecordShelf) -> None:
        self._desk = desk
        self._records = records
        self._known: dict[ConversationId, _Known] = {}

    def of(self, conversation: ConversationId) -> Subject:
        """Return the subject of a held conversation as it is now."""
        held, record = self._desk[conversation], self._records.of(conversation)
        known = self._known.get(conversation)
        if known is None or known.customer != held.customer or known.record is not record:
            subject = Subject.of(held, record)
        else:
            subject = known.subject
            for message in held.since(known.head):
                subject = subject.heard(message)
        self._known[conversation] = _Known(held.customer, record, held.head, subject)
        return subject

    def others(self, conversation: ConversationId) -> list[Subject]:
        """Return the subjects of every other held conversation."""
        return [self.of(other) for other in self._desk.conversations if other != conversation]

    def discard(self, conversation: ConversationId) -> None:
        """Forget what belongs to a conversation that left the desk."""
        self._known.pop(conversation, None)
