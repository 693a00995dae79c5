"""Folds what the chat system says into the desk, and has everything else follow."""

from dataclasses import replace

from agent_console.domain import events
from agent_console.domain.chat import Author, ConversationId, GapError, Message
from agent_console.domain.desk import Desk, Part
from agent_console.domain.panes import Panes
from agent_console.ports import ChatBackend, Clock
from agent_console.services.attention import Attention
from agent_console.services.changes import Changes
from agent_console.services.crew import Crew
from agent_console.services.recall import Recall
from agent_console.services.seating import Seating
from agent_console.services.sender import Sender
from agent_console.services.turnover import Turnover
from agent_console.services.undelivered import Undelivered


class Inbound:
    """Takes events one by one, each completely before the next."""

    def __init__(
        self,
        desk: Desk,
        panes: Panes,
        backend: ChatBackend,
        clock: Clock,
        attention: Attention,
        sender: Sender,
        undelivered: Undelivered,
        recall: Recall,
        seating: Seating,
        turnover: Turnover,
        changes: Changes,
        crew: Crew,
    ) -> None:
        self._desk = desk
        self._panes = panes
        self._backend = backend
        self._clock = clock
        self._attention = attention
        self._sender = sender
        self._undelivered = undelivered
        self._recall = recall
        self._seating = seating
        self._turnover = turnover
        self._changes = changes
        self._crew = crew
        self._rereading: set[ConversationId] = set()

    def take(self, event: events.Event) -> None:
        """Fold one event; where it shows that messages are missing, have them come again."""
        try:
            self._fold(event)
        except GapError as gap:
            if isinstance(event, events.ConversationOpened):
                self._fold(replace(event, arrivals=()))
            self._reread(gap)

    def _fold(self, event: events.Event) -> None:
        match event:
            case events.ConversationOpened():
                self._open(event)
            case events.ConversationEnded():
                self._end(event)
            case events.MessageArrived():
                self._hear(event)
            case events.SignedIn():
                self._sign_in(event)
            case events.LinkChanged():
                self._apply(event)
                self._sender.link_changed(event)
            case _:
                self._apply(event)

    def _apply(self, event: events.Event) -> None:
        self._changes.announce(self._desk.apply(event, self._clock.monotonic()))

    def _open(self, event: events.ConversationOpened) -> None:
        conversation = event.conversation.id
        known = self._desk.conversations.get(conversation)
        change = self._desk.apply(event, self._clock.monotonic())
        self._seating.follow()
        self._changes.announce(change)
        self._turnover.came(conversation)
        for message in self._desk[conversation].since(known.head if known is not None else 0):
            self._note(conversation, message)

    def _end(self, event: events.ConversationEnded) -> None:
        self._turnover.leaves(event.conversation)
        change = self._desk.apply(event, self._clock.monotonic())
        self._seating.follow()
        self._changes.announce(change)
        self._turnover.left(event.conversation)

    def _hear(self, event: events.MessageArrived) -> None:
        change = self._desk.apply(event, self._clock.monotonic())
        if change.part is Part.TRANSCRIPT:
            self._note(event.conversation, event.message)
        self._changes.announce(change)

    def _sign_in(self, event: events.SignedIn) -> None:
        gone = self._desk.lost(event)
        for conversation in gone:
            self._turnover.leaves(conversation)
        change = self._desk.apply(event, self._clock.monotonic())
        self._seating.expect_only(event.held, event.system)
        self._seating.follow()
        self._changes.announce(change)
        for conversation in gone:
            self._turnover.left(conversation)
        self._undelivered.signed_in(event.held, event.system)

    def _note(self, conversation: ConversationId, message: Message) -> None:
        """Remember a line that the customer or a colleague wrote, as one to be read before a reply."""
        if message.amends:
            self._recall.amended(conversation, message)
        colleague = message.author is Author.AGENT and not self._desk.own(conversation, message)
        if colleague or message.author is Author.CUSTOMER:
            on_screen = conversation in self._panes.slots
            self._attention.arrived(conversation, message.sequence, on_screen, self._clock.monotonic())

    def _reread(self, gap: GapError) -> None:
        if gap.conversation not in self._rereading:
            self._rereading.add(gap.conversation)
            self._crew.start(lambda: self._ask_again(gap))

    async def _ask_again(self, gap: GapError) -> None:
        try:
            await self._backend.reread(gap.conversation, gap.head)
        finally:
            self._rereading.discard(gap.conversation)
