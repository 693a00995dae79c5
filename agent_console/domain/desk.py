"""The desk: every conversation the agent holds, folded from what the chat system tells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum, auto
from types import MappingProxyType

from agent_console.domain import events, identity
from agent_console.domain.chat import (
    AgentId,
    ClientId,
    Conversation,
    ConversationId,
    Delivery,
    Message,
    Status,
)
from agent_console.domain.draft import Draft
from agent_console.domain.wait import Thresholds, Tier


class Part(Enum):
    """Which part of the screen a change concerns."""

    NOTHING = auto()
    TRANSCRIPT = auto()
    HOLDINGS = auto()
    """A conversation came to the desk or left it."""
    QUEUE = auto()
    STATUS = auto()
    """The connection, the agent's name, or whether new customers are accepted."""
    RECORD = auto()
    """What is known of a customer's orders and past cases."""
    DRAFT = auto()
    """A draft or what holds it back, other than by typing: a reply came back, a hold came or went."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an event changed."""

    part: Part
    conversation: ConversationId | None = None


NO_CHANGE = Change(Part.NOTHING)


@dataclass(frozen=True, slots=True)
class Queued:
    """A customer in the queue, with the monotonic instant the wait began."""

    facts: events.Waiting
    since: float


class Desk:
    """All that the console knows; changed only by `apply` and the named commands, never by drawing it."""

    def __init__(self, thresholds: Thresholds | None = None) -> None:
        self.thresholds = thresholds or Thresholds()
        self.link = events.Link.CONNECTING
        self.link_reason = ""
        self.agent = AgentId("")
        self.agent_name = ""
        self.accepting = False
        self.queue: tuple[Queued, ...] = ()
        self._conversations: dict[ConversationId, Conversation] = {}
        self._marks: dict[ConversationId, identity.Mark] = {}
        self._drafts: dict[ConversationId, Draft] = {}
        self._left: dict[ConversationId, Conversation] = {}

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

    def draft(self, conversation: ConversationId) -> Draft:
        """Return what the agent is writing in a conversation; empty when nothing is.

        A conversation that has left the desk still has a draft, because a key may be on its way to it;
        one that was never held raises KeyError.
        """
        kept = self._drafts.get(conversation)
        if kept is not None:
            return kept
        held = self._conversations.get(conversation) or self._left[conversation]
        return Draft(held.id, held.customer.id, held.fence)

    @property
    def drafts(self) -> Mapping[ConversationId, Draft]:
        """The drafts that hold text, those of conversations that have left the desk included."""
        return MappingProxyType(self._drafts)

    def tier(self, conversation: ConversationId, now: float) -> Tier:
        """Return how urgent a held conversation is at the monotonic instant `now`."""
        return self.thresholds.tier(self[conversation].waiting.elapsed(now))

    def by_urgency(self, now: float) -> Iterator[ConversationId]:
        """Yield the held conversations, the one closest to breach first, those that owe nothing last."""

        def waited(held: Conversation) -> timedelta:
            return held.waiting.elapsed(now) or timedelta(seconds=-1)

        yield from (held.id for held in sorted(self._conversations.values(), key=waited, reverse=True))

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
                return self._end(event.conversation)
            case events.QueueChanged():
                self.queue = tuple(Queued(w, now - w.age.total_seconds()) for w in event.waiting)
                return Change(Part.QUEUE)
            case events.LinkChanged() | events.AvailabilityChanged() | events.SignedIn():
                return self._status(event)
            case _:
                return self._converse(event, now)

    def _converse(
        self,
        event: events.MessageArrived | events.SendAcknowledged | events.SendFailed | events.CustomerChanged,
        now: float,
    ) -> Change:
        held = self._conversations.get(event.conversation)
        if held is None:
            return NO_CHANGE
        match event:
            case events.MessageArrived():
                changed = held.arrived(event.message, now - event.age.total_seconds())
            case events.SendAcknowledged():
                changed = held.acknowledged(event.client_id, event.sequence, event.sent_at, now)
            case events.SendFailed():
                changed = held.delivering(event.client_id, Delivery.FAILED, event.reason)
            case _:
                changed = replace(held, customer=event.customer)
        return self._put(changed)

    def _status(self, event: events.LinkChanged | events.AvailabilityChanged | events.SignedIn) -> Change:
        if isinstance(event, events.SignedIn):
            return self._sign_in(event)
        if isinstance(event, events.LinkChanged):
            self.link, self.link_reason = event.link, event.reason
        else:
            self.accepting = event.accepting
        return Change(Part.STATUS)

    def _sign_in(self, event: events.SignedIn) -> Change:
        self.agent, self.agent_name = event.agent, event.name
        for lost in [c for c in self._conversations if c not in event.held]:
            self._end(lost)
        return Change(Part.HOLDINGS)

    def _open(self, event: events.ConversationOpened, now: float) -> Change:
        facts = event.conversation
        known = self._conversations.get(facts.id)
        held = facts if known is None else _updated(known, facts)
        for arrival in event.arrivals:
            held = held.arrived(arrival.message, now - arrival.age.total_seconds())
        if known is None:
            self._marks[facts.id] = identity.assign(facts.customer.name, self._marks.values())
        self._conversations[facts.id] = held
        return Change(Part.HOLDINGS, facts.id)

    def _end(self, conversation: ConversationId) -> Change:
        ended = self._conversations.pop(conversation, None)
        if ended is None:
            return NO_CHANGE
        self._left[conversation] = replace(ended, messages=(), echoes=())
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
        if draft.text:
            self._drafts[draft.conversation] = draft
        else:
            self._drafts.pop(draft.conversation, None)
        return NO_CHANGE

    def _put(self, held: Conversation) -> Change:
        if self._conversations[held.id] is held:
            return NO_CHANGE
        self._conversations[held.id] = held
        return Change(Part.TRANSCRIPT, held.id)


def _updated(known: Conversation, facts: Conversation) -> Conversation:
    """Return a known conversation with the newer facts and its own messages."""
    return replace(facts, status=Status.OPEN, messages=known.messages, echoes=known.echoes, wait=known.wait)
