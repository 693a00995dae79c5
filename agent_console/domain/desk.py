"""The desk: every conversation the agent holds, folded from what the chat system tells."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from agent_console.domain import events, identity
from agent_console.domain.change import NO_CHANGE, Change, Part
from agent_console.domain.chat import (
    Author,
    ClientId,
    Conversation,
    ConversationId,
    Delivery,
    Message,
    Mode,
)
from agent_console.domain.draft import Draft
from agent_console.domain.draft_shelf import DraftShelf, Slot
from agent_console.domain.fold import HeldEvent, folded, refreshed
from agent_console.domain.surroundings import Queued, Surroundings
from agent_console.domain.system import system_of
from agent_console.domain.typing_sign import TypingSigns
from agent_console.domain.wait import Thresholds, Tier
from agent_console.texts import _

__all__ = ["NO_CHANGE", "SILENCE", "Change", "Desk", "Part", "Queued"]

SILENCE = timedelta(minutes=10)
"""A customer who has not answered for this long counts as silent."""


class Desk(Surroundings):
    """All that the console knows; changed only by `apply` and the named commands, never by drawing it."""

    def __init__(self, thresholds: Thresholds | None = None) -> None:
        super().__init__()
        self.thresholds = thresholds or Thresholds()
        self._conversations: dict[ConversationId, Conversation] = {}
        self._marks: dict[ConversationId, identity.Mark] = {}
        self._typing = TypingSigns()
        self._drafts = DraftShelf()
        self._left: dict[ConversationId, Conversation] = {}
        self._farewells: dict[ConversationId, str] = {}

    # Reading

    @property
    def conversations(self) -> Mapping[ConversationId, Conversation]:
        """The held conversations, in the order they came."""
        return MappingProxyType(self._conversations)

    def __getitem__(self, conversation: ConversationId) -> Conversation:
        """Return a held conversation; raises KeyError for any other."""
        return self._conversations[conversation]

    def __contains__(self, conversation: object) -> bool:
        """Whether the agent holds that conversation."""
        return conversation in self._conversations

    def mark(self, conversation: ConversationId) -> identity.Mark:
        """Return the glyph and the letter of a held conversation's customer."""
        return self._marks[conversation]

    def find(self, conversation: ConversationId) -> Conversation | None:
        """Return a conversation that is held, or was, the latter without messages; None for any other."""
        return self._conversations.get(conversation) or self._left.get(conversation)

    def farewell(self, conversation: ConversationId) -> str:
        """Return why a conversation left the desk the last time, in raw words; empty when nobody said."""
        return self._farewells.get(conversation, "")

    def mode(self, conversation: ConversationId) -> Mode:
        """Return whom the agent writes to in a conversation; it stays until somebody switches it."""
        return self._drafts.mode(conversation)

    def draft(self, conversation: ConversationId, mode: Mode | None = None) -> Draft:
        """Return what the agent is writing in a conversation, by default in its mode; empty when nothing is.

        A conversation that has left the desk still has a draft, because a key may be on its way to it;
        one that was never held raises KeyError.
        """
        mode = mode or self.mode(conversation)
        kept = self.drafts.get((conversation, mode))
        held = self._conversations.get(conversation) or self._left[conversation]
        return kept or Draft.blank(held, mode)

    @property
    def drafts(self) -> Mapping[Slot, Draft]:
        """The drafts that hold text, those of conversations that have left the desk included."""
        return self._drafts.all

    def typing(self, conversation: ConversationId, now: float) -> str | None:
        """Return what a held conversation's customer has written so far, while they write; else None.

        It is empty where the chat system does not pass it on.
        """
        return self._typing.preview(conversation, now)

    def silent(self, conversation: ConversationId, now: float) -> timedelta | None:
        """Return for how long a customer has not answered; None before `SILENCE`, or when we promised."""
        held = self[conversation]
        if held.replied_at is None or held.promise is not None:
            return None
        elapsed = timedelta(seconds=now - held.replied_at)
        return elapsed if elapsed >= SILENCE else None

    def tier(self, conversation: ConversationId, now: float) -> Tier:
        """Return how urgent a held conversation is at the monotonic instant `now`."""
        return self.thresholds.tier(self[conversation].waiting.elapsed(now))

    def by_urgency(self, now: float) -> Iterator[ConversationId]:
        """Yield the held conversations, the one closest to breach first, those that owe nothing last."""

        def waited(held: Conversation) -> timedelta:
            return held.waiting.elapsed(now) or timedelta(seconds=-1)

        yield from (held.id for held in sorted(self._conversations.values(), key=waited, reverse=True))

    def lost(self, event: events.SignedIn) -> tuple[ConversationId, ...]:
        """Return the held conversations that, as a chat system now says, are the agent's no more."""
        of_it = (held for held in self._conversations if system_of(held) == event.system)
        return tuple(held for held in of_it if held not in event.held)

    # What the chat system says

    def apply(self, event: events.Event, now: float) -> Change:
        """Fold one event at the monotonic instant `now` and say what changed.

        What concerns an unknown conversation changes nothing. Raises `GapError`, with the desk unchanged,
        when a message shows that earlier ones are missing.
        """
        match event:
            case events.ConversationOpened():
                return self._open(event, now)
            case events.ConversationEnded():
                return self._end(event.conversation, event.reason)
            case events.SignedIn():
                return self._sign_in(event)
            case events.FactsChanged():
                return self._refresh(event.conversation)
            case events.CustomerTyping():
                return self._hear_typing(event, now)
            case _ if isinstance(event, HeldEvent):
                return self._converse(event, now)
            case _:
                return self.notice(event, now)

    def _converse(self, event: HeldEvent, now: float) -> Change:
        held = self._conversations.get(event.conversation)
        if held is None:
            return NO_CHANGE
        if isinstance(event, events.MessageArrived) and event.message.author is Author.CUSTOMER:
            self._typing.over(held.id)
        about = isinstance(event, events.CustomerRead | events.PresenceChanged)
        return self._put(folded(held, event, now), Part.FACTS if about else Part.TRANSCRIPT)

    def _refresh(self, facts: Conversation) -> Change:
        held = self._conversations.get(facts.id)
        return NO_CHANGE if held is None else self._put(refreshed(held, facts), Part.FACTS)

    def _hear_typing(self, event: events.CustomerTyping, now: float) -> Change:
        if event.conversation not in self._conversations:
            return NO_CHANGE
        self._typing.seen(event.conversation, event.preview, now)
        return Change(Part.FACTS, event.conversation)

    def _sign_in(self, event: events.SignedIn) -> Change:
        self.greeted(event)
        for lost in self.lost(event):
            self._end(lost, _("it went while the connection was down"))
        return Change(Part.HOLDINGS)

    def _open(self, event: events.ConversationOpened, now: float) -> Change:
        facts = event.conversation
        known = self._conversations.get(facts.id)
        held = facts if known is None else refreshed(known, facts)
        for arrival in event.arrivals:
            held = held.arrived(arrival.message, now - arrival.age.total_seconds())
        if known is None:
            self._marks[facts.id] = identity.assign(facts.customer.name, self._marks.values())
        self._conversations[facts.id] = held
        return Change(Part.HOLDINGS, facts.id)

    def _end(self, conversation: ConversationId, reason: str) -> Change:
        ended = self._conversations.pop(conversation, None)
        if ended is None:
            return NO_CHANGE
        self._left[conversation] = replace(ended, messages=(), echoes=(), amendments=0)
        self._farewells[conversation] = reason
        self._typing.over(conversation)
        del self._marks[conversation]
        return Change(Part.HOLDINGS, conversation)

    # What the agent does

    def echo(self, conversation: ConversationId, message: Message) -> Change:
        """Show the agent's own message at once, before the server has it."""
        return self._put(self[conversation].echoed(message))

    def deliver(
        self, conversation: ConversationId, client_id: ClientId, delivery: Delivery, why: str = ""
    ) -> Change:
        """Set how far one of the agent's echoes has come; `why` explains a failure."""
        held = self._conversations.get(conversation)
        return NO_CHANGE if held is None else self._put(held.delivering(client_id, delivery, why))

    def withdraw(self, conversation: ConversationId, client_id: ClientId) -> Change:
        """Take an echo off again, because its text went back to the draft."""
        held = self._conversations.get(conversation)
        return NO_CHANGE if held is None else self._put(held.withdrawn(client_id))

    def excuse(self, conversation: ConversationId) -> Change:
        """Stop a customer's clock, because no reply is owed."""
        return self._put(self[conversation].excused())

    def write(self, draft: Draft) -> Change:
        """Keep a draft; an empty one is forgotten. Drafts of conversations not held are kept too."""
        self._drafts.put(draft)
        return NO_CHANGE

    def switch(self, conversation: ConversationId, mode: Mode) -> Change:
        """Write to somebody else in a conversation; what was written in the other mode stays as it is."""
        changed = self._drafts.switch(conversation, mode)
        return Change(Part.DRAFT, conversation) if changed else NO_CHANGE

    def _put(self, held: Conversation, part: Part = Part.TRANSCRIPT) -> Change:
        if self._conversations[held.id] is held:
            return NO_CHANGE
        self._conversations[held.id] = held
        return Change(part, held.id)
