"""Promises to be back that an agent writes in a reply: timers that are offered, started and ended."""

from asyncio import sleep, to_thread
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

from agent_console.assist.promise import prepare, promised, tells
from agent_console.domain import events
from agent_console.domain.action import Deed
from agent_console.domain.chat import (
    ClientId,
    Conversation,
    ConversationId,
    Delivery,
    Message,
    Promise,
)
from agent_console.domain.desk import Desk
from agent_console.domain.patience import Patience
from agent_console.ports import Clock, Declined
from agent_console.services.actions import Actions
from agent_console.services.changes import Changes
from agent_console.services.crew import Crew

GLANCE = 0.5
"""Seconds between two looks at what was sent."""
SAME = timedelta(minutes=1)
"""Two promises that are no further apart are one: a macro and its text count from different seconds."""
NEAR = timedelta(hours=1)
"""What is said longer before the time is rather about something else: only a key ends the promise then."""
_ARRIVED = frozenset({Delivery.SENT, Delivery.DELIVERED, Delivery.READ})
_LEFT = _ARRIVED | {Delivery.SAVING, Delivery.SENDING}
NOTHING_PROMISED = Declined("Nothing is promised here.", "empty")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the newest reply of a conversation says."""

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
    reading: _Reading | None


class Promises:
    """Reads the agent's newest reply in every chat; the timers are the chat system's where it has them."""

    def __init__(
        self, desk: Desk, clock: Clock, actions: Actions, changes: Changes, crew: Crew, patience: Patience
    ) -> None:
        self.ready = False
        """Whether replies can be read without anybody having to wait for it."""
        self._desk = desk
        self._clock = clock
        self._actions = actions
        self._changes = changes
        self._crew = crew
        self._patience = patience
        self._looks: dict[ConversationId, _Look] = {}
        self._settled: dict[ConversationId, ClientId] = {}
        """The newest reply about whose promise it is decided."""
        self._known: dict[ConversationId, Promise | None] = {}
        """The promise that was there at the last look."""
        self._started: dict[ConversationId, Promise] = {}
        """The timer that was started from a reply."""
        self._tried: dict[ConversationId, ClientId] = {}
        """The newest reply about which something was done without a key."""

    async def tend(self) -> None:
        """Start and end timers as replies leave; runs until it is cancelled."""
        await to_thread(prepare)
        self.ready = True
        while True:
            self.look()
            await sleep(GLANCE)

    def look(self) -> None:
        """Look once at what was sent since."""
        for held in list(self._desk.conversations.values()):
            self._look_at(held)
        for kept in (self._looks, self._settled, self._known, self._started, self._tried):
            for gone in [conversation for conversation in kept if conversation not in self._desk]:
                del kept[gone]

    def offered(self, conversation: ConversationId) -> Promise | None:
        """Return what the newest reply promises and nothing keeps yet; None when there is nothing to keep."""
        held = self._desk[conversation]
        reading = self._undecided(held)
        if reading is None or reading.promise is None:
            return None
        over = reading.promise.until <= self._clock.now()
        return None if over or _same(held.promise, reading.promise) else reading.promise

    def kept(self, conversation: ConversationId) -> bool:
        """Return whether the newest reply is what was promised, and the timer goes on all the same."""
        held = self._desk[conversation]
        reading = self._undecided(held)
        if held.promise is None or reading is None:
            return False
        return reading.arrived and reading.answers(held.promise)

    @property
    def told(self) -> bool:
        """Whether the chat system keeps promises, and the customer reads them; else this console does."""
        return self._actions.can(Deed.HOLD_UNTIL)

    async def make(self, conversation: ConversationId, until: datetime, words: str = "") -> Declined | None:
        """Promise to be back at a time (aware), whatever was written."""
        return await self._start(conversation, Promise(until, words))

    async def keep(self, conversation: ConversationId) -> Declined | None:
        """Start the timer that is offered; a conversation that has left the desk offers none."""
        held = self._desk.conversations.get(conversation)
        reading = None if held is None else self._read(held)
        promise = None if held is None else self.offered(conversation)
        if promise is None or reading is None:
            return NOTHING_PROMISED
        declined = await self._start(conversation, promise)
        if declined is None:
            self._started[conversation] = promise
            self._settled[conversation] = reading.message.client_id
        return declined

    async def end(self, conversation: ConversationId) -> Declined | None:
        """End a conversation's timer: the promise is kept, or given up."""
        held = self._desk.conversations.get(conversation)
        if held is None or held.promise is None:
            return NOTHING_PROMISED
        if held.noted is None:
            return await self._actions.end_hold(conversation)
        self._note(conversation, None)
        return None

    # Looking

    def _look_at(self, held: Conversation) -> None:
        if held.promise != self._known.get(held.id):
            self._known[held.id] = held.promise
            if not _same(held.promise, self._started.get(held.id)):
                # Whoever sets a timer by hand, or ends one, has decided about what was written before.
                self._settle(held)
        elif (reading := self._undecided(held)) is not None and reading.arrived:
            self._act(held, reading)

    def _act(self, held: Conversation, reading: _Reading) -> None:
        """Do what needs no key about a reply that has arrived."""
        if self._patience.automatic and self.offered(held.id) is not None:
            self._do_once(held, self.keep)
        elif held.promise is not None and reading.answers(held.promise) and reading.near(held.promise):
            self._do_once(held, self.end)

    def _do_once(self, held: Conversation, deed: Callable[[ConversationId], Awaitable[object]]) -> None:
        """Do without a key what the newest reply asks for; where that is declined, the key is offered."""
        reading = self._read(held)
        if reading is None or self._tried.get(held.id) == reading.message.client_id:
            return
        self._tried[held.id] = reading.message.client_id

        async def carry_out() -> None:
            await deed(held.id)

        self._crew.start(carry_out)

    def _undecided(self, held: Conversation) -> _Reading | None:
        """Return what the newest own reply says, unless it is decided about that."""
        reading = self._read(held)
        settled = reading is not None and self._settled.get(held.id) == reading.message.client_id
        return None if settled else reading

    def _settle(self, held: Conversation) -> None:
        reading = self._read(held)
        if reading is not None:
            self._settled[held.id] = reading.message.client_id

    def _read(self, held: Conversation) -> _Reading | None:
        """Return what the newest own reply says that has left; each is read once."""
        if not self.ready:
            return None
        last = self._looks.get(held.id)
        if last is None or last.held is not held:
            last = _Look(held, self._reading(held, None if last is None else last.reading))
            self._looks[held.id] = last
        return last.reading

    def _reading(self, held: Conversation, before: _Reading | None) -> _Reading | None:
        newest = next(self._own(held), None)
        if newest is None:
            return None
        if before is not None and before.of(newest):
            return replace(before, message=newest)
        return _Reading(newest, self._promise(newest), tells(newest.text))

    def _own(self, held: Conversation) -> Iterator[Message]:
        for message in chain(reversed(held.echoes), reversed(held.messages)):
            own = message.answers and message.name == self._desk.agent_name
            if own and message.delivery in _LEFT:
                yield message

    def _promise(self, message: Message) -> Promise | None:
        found = promised(message.text, message.sent_at)
        if found is None:
            return None
        return Promise(found.until or message.sent_at + self._patience.soon)

    # Timers

    async def _start(self, conversation: ConversationId, promise: Promise) -> Declined | None:
        if self.told:
            return await self._actions.hold(conversation, promise.until, promise.text)
        self._note(conversation, promise)
        return None

    def _note(self, conversation: ConversationId, promise: Promise | None) -> None:
        event = events.PromiseNoted(conversation, promise)
        self._changes.announce(self._desk.apply(event, self._clock.monotonic()))


def _same(one: Promise | None, other: Promise | None) -> bool:
    return one is not None and other is not None and abs(one.until - other.until) <= SAME
