"""Promises to be back that an agent writes in a reply: timers that are offered, started and ended."""

from asyncio import sleep
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from agent_console.domain import events
from agent_console.domain.action import Deed
from agent_console.domain.chat import ClientId, Conversation, ConversationId, Promise
from agent_console.domain.desk import Desk
from agent_console.domain.patience import Patience
from agent_console.ports import Clock, Declined
from agent_console.services.actions import Actions
from agent_console.services.changes import Changes
from agent_console.services.crew import Crew
from agent_console.services.newest_replies import NewestReplies, Reading
from agent_console.texts import _

GLANCE = 0.5
"""Seconds between two looks at what was sent."""
SAME = timedelta(minutes=1)
"""Two promises that are no further apart are one: a macro and its text count from different seconds."""


def _nothing_promised() -> Declined:
    return Declined(_("Nothing is promised here."), "empty")


class Promises:
    """Reads the agent's newest reply in every chat; the timers are the chat system's where it has them."""

    def __init__(
        self, desk: Desk, clock: Clock, actions: Actions, changes: Changes, crew: Crew, patience: Patience
    ) -> None:
        self._desk = desk
        self._clock = clock
        self._actions = actions
        self._changes = changes
        self._crew = crew
        self._patience = patience
        self._replies = NewestReplies(desk, patience.soon)
        self._settled: dict[ConversationId, ClientId] = {}
        """The newest reply about whose promise it is decided."""
        self._known: dict[ConversationId, Promise | None] = {}
        """The promise that was there at the last look."""
        self._started: dict[ConversationId, Promise] = {}
        """The timer that was started from a reply."""
        self._bound: dict[ConversationId, ClientId] = {}
        """The reply whose promise becomes a timer without a key."""
        self._tried: dict[ConversationId, ClientId] = {}
        """The newest reply about which something was done without a key."""

    @property
    def ready(self) -> bool:
        """Whether replies can be read without anybody having to wait for it."""
        return self._replies.ready

    async def tend(self) -> None:
        """Start and end timers as replies leave; runs until it is cancelled."""
        await self._replies.prepare()
        while True:
            self.look()
            await sleep(GLANCE)

    def look(self) -> None:
        """Look once at what was sent since."""
        for held in list(self._desk.conversations.values()):
            self._look_at(held)
        self._replies.forget_gone()
        for kept in (self._settled, self._known, self._started, self._bound, self._tried):
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

    def told(self, conversation: ConversationId) -> bool:
        """Whether the chat system keeps promises, and the customer reads them; else this console does."""
        return self._actions.can(conversation, Deed.HOLD_UNTIL)

    async def make(self, conversation: ConversationId, until: datetime, words: str = "") -> Declined | None:
        """Promise to be back at a time (aware), whatever was written."""
        return await self._start(conversation, Promise(until, words))

    async def keep(self, conversation: ConversationId) -> Declined | None:
        """Start the timer that is offered; a conversation that has left the desk offers none."""
        held = self._desk.conversations.get(conversation)
        reading = None if held is None else self._replies.of(held)
        promise = None if held is None else self.offered(conversation)
        if promise is None or reading is None:
            return _nothing_promised()
        declined = await self._start(conversation, promise)
        if declined is None:
            self._note_start(conversation, promise, reading)
        return declined

    def bind(self, conversation: ConversationId, reply: ClientId) -> None:
        """Have a reply's promise, once that has arrived, become a timer of which only the agent knows."""
        self._bound[conversation] = reply

    async def end(self, conversation: ConversationId) -> Declined | None:
        """End a conversation's timer: the promise is kept, or given up."""
        held = self._desk.conversations.get(conversation)
        if held is None or held.promise is None:
            return _nothing_promised()
        if held.promise != held.noted:
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

    def _act(self, held: Conversation, reading: Reading) -> None:
        """Do what needs no key about a reply that has arrived."""
        offered = self.offered(held.id)
        if offered is not None and self._bound.get(held.id) == reading.message.client_id:
            self._start_alone(held, offered, reading)
        elif offered is not None and self._patience.automatic and self._replaceable(held):
            self._do_once(held, self.keep)
        elif held.promise is not None and reading.answers(held.promise) and reading.near(held.promise):
            self._do_once(held, self.end)

    def _start_alone(self, held: Conversation, promise: Promise, reading: Reading) -> None:
        del self._bound[held.id]
        if held.promise is None:
            self._note_start(held.id, promise, reading)
            self._note(held.id, promise)

    def _replaceable(self, held: Conversation) -> bool:
        """Whether no timer goes on but one that was started from a reply."""
        return held.promise is None or _same(held.promise, self._started.get(held.id))

    def _note_start(self, conversation: ConversationId, promise: Promise, reading: Reading) -> None:
        self._started[conversation] = promise
        self._settled[conversation] = reading.message.client_id

    def _do_once(self, held: Conversation, deed: Callable[[ConversationId], Awaitable[object]]) -> None:
        """Do without a key what the newest reply asks for; where that is declined, the key is offered."""
        reading = self._replies.of(held)
        if reading is None or self._tried.get(held.id) == reading.message.client_id:
            return
        self._tried[held.id] = reading.message.client_id

        async def carry_out() -> None:
            await deed(held.id)

        self._crew.start(carry_out)

    def _undecided(self, held: Conversation) -> Reading | None:
        """Return what the newest own reply says, unless it is decided about that."""
        reading = self._replies.of(held)
        settled = reading is not None and self._settled.get(held.id) == reading.message.client_id
        return None if settled else reading

    def _settle(self, held: Conversation) -> None:
        reading = self._replies.of(held)
        if reading is not None:
            self._settled[held.id] = reading.message.client_id

    # Timers

    async def _start(self, conversation: ConversationId, promise: Promise) -> Declined | None:
        if not self.told(conversation):
            self._note(conversation, promise)
            return None
        # One of the console's own must not come back when the chat system's has ended.
        held = self._desk.conversations.get(conversation)
        noted = None if held is None else held.noted
        if noted is not None:
            self._note(conversation, None)
        declined = await self._actions.hold(conversation, promise.until, promise.text)
        if declined is not None and noted is not None:
            self._note(conversation, noted)
        return declined

    def _note(self, conversation: ConversationId, promise: Promise | None) -> None:
        event = events.PromiseNoted(conversation, promise)
        self._changes.announce(self._desk.apply(event, self._clock.monotonic()))


def _same(one: Promise | None, other: Promise | None) -> bool:
    return one is not None and other is not None and abs(one.until - other.until) <= SAME
