"""What the agent's newest reply of each chat says: a promise to be back, news, or neither."""

from asyncio import to_thread
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain
from typing import Final

from agent_console.assist.promise import prepare, promised, tells
from agent_console.domain.chat import Conversation, ConversationId, Delivery, Message, Promise
from agent_console.domain.desk import Desk

NEAR: Final = timedelta(hours=1)
"""What is said longer before the time is rather about something else."""
_ARRIVED: Final = frozenset({Delivery.SENT, Delivery.DELIVERED, Delivery.READ})
_LEFT: Final = _ARRIVED | {Delivery.SAVING, Delivery.SENDING}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reply says."""

    message: Message
    promise: Promise | None
    tells: bool
    """Whether it is news, rather than a courtesy."""

    @property
    def arrived(self) -> bool:
        """Whether the chat system has it; until then it may still fail."""
        return self.message.delivery in _ARRIVED

    def of(self, message: Message) -> bool:
        """Whether it is what a message says, however far that has come by now."""
        return (self.message.client_id, self.message.text) == (message.client_id, message.text)

    def answers(self, promise: Promise) -> bool:
        """Whether it is what was promised; one that comes too late is, whatever it says."""
        return self.promise is None and (self.tells or self.message.sent_at >= promise.until)

    def near(self, promise: Promise) -> bool:
        """Whether it was sent when the promise was about to fall due, or later."""
        return promise.until - self.message.sent_at <= NEAR


@dataclass(frozen=True, slots=True)
class _Look:
    """What was found in a conversation; for as long as that is the very same, nothing is looked for again."""

    held: Conversation
    reading: Reading | None


class NewestReplies:
    """Reads each reply once, however often it is asked about."""

    def __init__(self, desk: Desk, soon: timedelta) -> None:
        """`soon` is how long a promise may take that names no time."""
        self.ready = False
        """Whether replies can be read without anybody having to wait for it; until then there are none."""
        self._desk = desk
        self._soon = soon
        self._looks: dict[ConversationId, _Look] = {}

    async def prepare(self) -> None:
        """Make ready what takes a moment."""
        await to_thread(prepare)
        self.ready = True

    def of(self, held: Conversation) -> Reading | None:
        """Return what the newest own reply says that has left; None where there is none."""
        if not self.ready:
            return None
        last = self._looks.get(held.id)
        if last is None or last.held is not held:
            last = _Look(held, self._read(held, None if last is None else last.reading))
            self._looks[held.id] = last
        return last.reading

    def forget_gone(self) -> None:
        """Forget conversations that have left the desk."""
        for gone in [conversation for conversation in self._looks if conversation not in self._desk]:
            del self._looks[gone]

    def _read(self, held: Conversation, before: Reading | None) -> Reading | None:
        newest = next(self._own(held), None)
        if newest is None:
            return None
        if before is not None and before.of(newest):
            return replace(before, message=newest)
        return Reading(newest, self._promise(newest), tells(newest.text))

    def _own(self, held: Conversation) -> Iterator[Message]:
        for message in chain(reversed(held.echoes), reversed(held.messages)):
            own = message.answers and self._desk.own(held.id, message)
            if own and message.delivery in _LEFT:
                yield message

    def _promise(self, message: Message) -> Promise | None:
        found = promised(message.text, message.sent_at)
        return None if found is None else Promise(found.until or message.sent_at + self._soon)
