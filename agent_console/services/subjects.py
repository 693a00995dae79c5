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
MOST_HEARD = 2_000
"""How many messages of a longer conversation are read, the newest ones."""
MOST_AT_ENTER = 60
"""How many can be read while the agent waits; of more, these newest ones stand for all."""
MUCH_AT_ENTER = 8_000
"""How many characters at most."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A subject that was made of these facts and has heard the messages up to `head`."""

    customer: Customer
    record: Record
    amendments: int
    head: int
    subject: Subject

    @classmethod
    def of(cls, held: Conversation, record: Record, unread: int) -> "_Known":
        """Begin with the facts, and so many of the newest messages still to be heard."""
        silent = replace(held, messages=(), echoes=())
        subject = Subject.of(silent, record)
        return cls(held.customer, record, held.amendments, max(0, held.head - unread), subject)

    def after(self, news: Sequence[Message]) -> "_Known":
        """Let the subject hear what comes next."""
        if not news:
            return self
        self.subject.hear(*filter(_counts, news))
        return replace(self, head=news[-1].sequence)

    def nearly(self, held: Conversation) -> bool:
        """Whether so little is unread that it can be read while the agent waits."""
        news = held.since(self.head)
        return len(_newest(news)) == len(news)

    def holds_for(self, held: Conversation, record: Record) -> bool:
        """Whether the facts are still these; what was taken back, or put otherwise, never stood there."""
        same = self.customer == held.customer and self.amendments == held.amendments
        return same and self.record is record


def _unheard(_subject: Subject) -> None:
    """Drop what nobody listens to."""


class Subjects:
    """The guard's subjects of the held conversations.

    Reading a long conversation takes too long for the moment of Enter, so `watch` reads ahead. What it has
    not read by then, or must read anew because an early message was put otherwise, is known by its newest
    messages meanwhile.
    """

    def __init__(self, desk: Desk, records: RecordShelf) -> None:
        self.listener: Callable[[Subject], None] = _unheard
        """Told of each subject that has heard everything so far, again and again."""
        self._desk = desk
        self._records = records
        self._known: dict[ConversationId, _Known] = {}
        self._in_brief: dict[ConversationId, _Known] = {}

    def of(self, conversation: ConversationId) -> Subject:
        """Return the subject of a held conversation as it is now, of much unread text by the newest."""
        held, record = self._desk[conversation], self._records.of(conversation)
        for shelf in (self._known, self._in_brief):
            known = shelf.get(conversation)
            if known is not None and known.holds_for(held, record) and known.nearly(held):
                shelf[conversation] = known.after(held.since(known.head))
                return known.subject
        return self._anew(held, record).subject

    def _anew(self, held: Conversation, record: Record) -> _Known:
        """Return what the facts and the newest messages tell; of a short conversation that is everything."""
        news = _newest(held.messages)
        known = _Known.of(held, record, len(news)).after(news)
        shelf = self._known if len(news) == len(held.messages) else self._in_brief
        shelf[held.id] = known
        return known

    def others(self, conversation: ConversationId) -> list[Subject]:
        """Return the subjects of every other held conversation."""
        return [self.of(other) for other in self._desk.conversations if other != conversation]

    def discard(self, conversation: ConversationId) -> None:
        """Forget what belongs to a conversation that left the desk."""
        self._known.pop(conversation, None)
        self._in_brief.pop(conversation, None)

    async def watch(self) -> None:
        """Read what is new, a little at a time; runs until it is cancelled."""
        while True:
            for conversation in list(self._desk.conversations):
                await self._read_on(conversation)
            await asyncio.sleep(GLANCE)

    async def _read_on(self, conversation: ConversationId) -> None:
        while conversation in self._desk:
            known = self._read(conversation)
            if known.head == self._desk[conversation].head:
                self._in_brief.pop(conversation, None)
                self.listener(known.subject)
                return
            await asyncio.sleep(0)

    def _read(self, conversation: ConversationId) -> _Known:
        """Read a little on from what is known, or begin anew where the facts have changed."""
        held, record = self._desk[conversation], self._records.of(conversation)
        known = self._known.get(conversation)
        if known is None or not known.holds_for(held, record):
            known = _Known.of(held, record, MOST_HEARD)
        known = known.after(tuple(_portion(held.since(known.head)[:AT_ONCE])))
        self._known[conversation] = known
        return known


def _counts(message: Message) -> bool:
    """Whether a message tells of its customer: a note may be about somebody else.

    The words of an amendment stand in the message that it amends; one that was taken back says nothing.
    """
    taken_back = message.delivery is Delivery.RECALLED
    return message.mode is Mode.REPLY and not message.amends and not taken_back


def _newest(messages: Sequence[Message]) -> Sequence[Message]:
    """Return the newest message and those before it, as many as can be read while the agent waits."""
    read = 0
    for count, message in enumerate(reversed(messages[-MOST_AT_ENTER:])):
        if read >= MUCH_AT_ENTER:
            return messages[-count:]
        read += len(message.text)
    return messages[-MOST_AT_ENTER:]


def _portion(news: Sequence[Message]) -> Iterator[Message]:
    """Yield the first message and those behind it, but not so much that reading would hold up the screen."""
    read = 0
    for message in news:
        if read >= MUCH:
            return
        read += len(message.text)
        yield message
