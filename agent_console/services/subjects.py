"""What the guard compares: every open conversation, read on beside everything else, message by message."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from agent_console.domain.chat import Conversation, ConversationId, Delivery, Message, Mode
from agent_console.domain.customer import Customer
from agent_console.domain.desk import Desk
from agent_console.domain.record import Record
from agent_console.guard.subject import Subject
from agent_console.services.record_shelf import RecordShelf

GLANCE = 0.25
"""Seconds between two looks for something to read."""
AT_ONCE = 20
"""Messages after which the screen gets its turn."""
MUCH = 4_000
"""Characters after which it gets it sooner."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A subject that was made of these facts and has heard the messages up to `head`."""

    customer: Customer
    record: Record
    amendments: int
    head: int
    subject: Subject

    def holds_for(self, held: Conversation, record: Record) -> bool:
        """Whether the facts are still these; what was taken back, or put otherwise, never stood there."""
        same = self.customer == held.customer and self.amendments == held.amendments
        return same and self.record is record


def _unheard(_subject: Subject) -> None:
    """Drop what nobody listens to."""


class Subjects:
    """The guard's subjects of the held conversations.

    Reading a long conversation takes too long for the moment of Enter, so `watch` reads ahead.
    """

    def __init__(self, desk: Desk, records: RecordShelf) -> None:
        self.listener: Callable[[Subject], None] = _unheard
        """Told of each subject that has heard everything so far, again and again."""
        self._desk = desk
        self._records = records
        self._known: dict[ConversationId, _Known] = {}

    def of(self, conversation: ConversationId) -> Subject:
        """Return the subject of a held conversation as it is now."""
        return self._read(conversation).subject

    def others(self, conversation: ConversationId) -> list[Subject]:
        """Return the subjects of every other held conversation."""
        return [self.of(other) for other in self._desk.conversations if other != conversation]

    def discard(self, conversation: ConversationId) -> None:
        """Forget what belongs to a conversation that left the desk."""
        self._known.pop(conversation, None)

    async def watch(self) -> None:
        """Read what is new, a little at a time; runs until it is cancelled."""
        while True:
            for conversation in list(self._desk.conversations):
                await self._read_on(conversation)
            await asyncio.sleep(GLANCE)

    async def _read_on(self, conversation: ConversationId) -> None:
        while conversation in self._desk:
            known = self._read(conversation, AT_ONCE)
            if known.head == self._desk[conversation].head:
                self.listener(known.subject)
                return
            await asyncio.sleep(0)

    def _read(self, conversation: ConversationId, most: int | None = None) -> _Known:
        """Read on from what is known, or anew where the facts have changed; at most so many messages."""
        held, record = self._desk[conversation], self._records.of(conversation)
        known = self._known.get(conversation)
        if known is None or not known.holds_for(held, record):
            silent = replace(held, messages=(), echoes=())
            known = _Known(held.customer, record, held.amendments, 0, Subject.of(silent, record))
        news = held.since(known.head)
        if most is not None:
            news = tuple(_portion(news[:most]))
        if news:
            known.subject.hear(*filter(_counts, news))
            known = replace(known, head=news[-1].sequence)
        self._known[conversation] = known
        return known


def _counts(message: Message) -> bool:
    """Whether a message tells of its customer: a note may be about somebody else.

    The words of an amendment stand in the message that it amends; one that was taken back says nothing.
    """
    taken_back = message.delivery is Delivery.RECALLED
    return message.mode is Mode.REPLY and not message.amends and not taken_back


def _portion(news: Sequence[Message]) -> Iterator[Message]:
    """Yield the first message and those behind it, but not so much that reading would hold up the screen."""
    read = 0
    for message in news:
        if read >= MUCH:
            return
        read += len(message.text)
        yield message
