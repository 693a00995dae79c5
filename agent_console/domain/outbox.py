"""Replies that were accepted and are not acknowledged yet: order, retries, and results."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from agent_console.domain.attachment import Attachment
from agent_console.domain.chat import Author, ClientId, ConversationId, Delivery, Message, Mode
from agent_console.domain.customer import CustomerId


@dataclass(frozen=True, slots=True)
class Intent:
    """A reply bound to its conversation the moment Enter is pressed; the target is a value from here on."""

    client_id: ClientId
    conversation: ConversationId
    customer: CustomerId
    fence: int
    mode: Mode
    text: str
    accepted_at: datetime
    number: int = 0
    """Its place among this device's sends to the conversation: 1, 2, 3, ...; 0 until it is first sent."""
    attachment: str = ""
    """The id of an uploaded file that goes with it; the text may then be empty."""
    file_name: str = ""
    """What that file is called here."""

    def echo(self, agent_name: str) -> Message:
        """Return the message that the transcript shows before the server has it."""
        return Message(
            client_id=self.client_id,
            author=Author.AGENT,
            name=agent_name,
            text=self.text,
            sent_at=self.accepted_at,
            mode=self.mode,
            delivery=Delivery.SAVING,
            attachment=Attachment(self.file_name, "", 0, "") if self.attachment else None,
        )

    def numbered(self, number: int) -> "Intent":
        """Return the same reply with its send number."""
        return replace(self, number=number)


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The server has committed the message; it is durable."""

    sequence: int
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Refused:
    """The server will never take the message as it is."""

    reason: str
    """For a person."""
    code: str = ""
    """For programs: `fence`, `closed`, `conflict`, `too_long`, `gap`, ..."""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Nobody knows whether the server has the message; sending it again under its id is safe."""

    reason: str = ""


SendResult = Acknowledged | Refused | Unreachable


class Outbox:
    """The order in which accepted replies leave: one under way a conversation, first in, first out."""

    def __init__(
        self, outstanding: Iterable[Intent] = (), numbers: Mapping[ConversationId, int] | None = None
    ) -> None:
        """Start from what the journal holds; `numbers` are the last acknowledged send numbers."""
        self._queues: dict[ConversationId, list[Intent]] = {}
        self._numbers: dict[ConversationId, int] = dict(numbers or {})
        for intent in outstanding:
            self.add(intent)

    def add(self, intent: Intent) -> None:
        """Append a reply that the journal holds."""
        self._queues.setdefault(intent.conversation, []).append(intent)

    def next(self, conversation: ConversationId) -> Intent | None:
        """Return the reply to send now, numbered; None when there is none."""
        queue = self._queues.get(conversation)
        if not queue:
            return None
        if not queue[0].number:
            queue[0] = queue[0].numbered(self._numbers.get(conversation, 0) + 1)
        return queue[0]

    def acknowledged(self, intent: Intent) -> None:
        """Take a committed reply off; its number is used for good."""
        self._numbers[intent.conversation] = max(self._numbers.get(intent.conversation, 0), intent.number)
        self._drop(intent)

    def refused(self, intent: Intent) -> None:
        """Take a refused reply off; its number is free for the next one."""
        self._drop(intent)

    def waiting(self, conversation: ConversationId) -> tuple[Intent, ...]:
        """Return the replies of a conversation that are not acknowledged, in the order they leave."""
        return tuple(self._queues.get(conversation, ()))

    @property
    def conversations(self) -> tuple[ConversationId, ...]:
        """The conversations that something waits for."""
        return tuple(conversation for conversation, queue in self._queues.items() if queue)

    def __len__(self) -> int:
        """Count the replies that are not acknowledged."""
        return sum(len(queue) for queue in self._queues.values())

    def _drop(self, intent: Intent) -> None:
        queue = self._queues.get(intent.conversation, [])
        queue[:] = [other for other in queue if other.client_id != intent.client_id]
