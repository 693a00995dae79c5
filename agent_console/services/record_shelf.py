"""Each customer's orders and earlier contacts, read once and kept while the conversation is held."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from agent_console.domain.chat import ConversationId
from agent_console.domain.customer import Customer
from agent_console.domain.desk import Change, Desk, Part
from agent_console.domain.past_chats import PastChats
from agent_console.domain.record import Case, Freshness, Record
from agent_console.domain.staleness import kept_through
from agent_console.ports import ChatBackend, Clock, Declined, Records
from agent_console.services.changes import Changes
from agent_console.services.crew import Crew


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is known of one customer, from where, and both put together."""

    customer: Customer
    found: Record
    """What the connectors found."""
    chats: PastChats | None
    """What the chat system told; None where it cannot tell earlier chats."""
    record: Record
    """The same value until something changes: others know by that whether it has."""


class RecordShelf:
    """Answers at once with what is known, and reads what is not beside everything else.

    The chat system and the company's other systems are asked at the same time, and neither waits for the
    other.
    """

    def __init__(
        self,
        desk: Desk,
        records: Records,
        changes: Changes,
        crew: Crew,
        backend: ChatBackend | None = None,
        clock: Clock | None = None,
    ) -> None:
        """With `backend` and `clock`, the customer's earlier chats are told as well."""
        self._desk = desk
        self._records = records
        self._changes = changes
        self._crew = crew
        self._backend = backend
        self._clock = clock
        self._shelf: dict[ConversationId, _Kept] = {}

    def of(self, conversation: ConversationId) -> Record:
        """Return what is known of a held conversation's customer; LOADING while it is being read."""
        customer = self._desk[conversation].customer
        kept = self._shelf.get(conversation)
        if kept is None or kept.customer != customer:
            chats = PastChats() if self._tells(conversation) else None
            return self._read(conversation, Record(customer.id), chats)
        return kept.record

    def refresh(self, conversation: ConversationId) -> None:
        """Read again; what is known stays on show meanwhile, marked LOADING."""
        self.of(conversation)
        kept = self._shelf[conversation]
        if kept.found.freshness is not Freshness.LOADING:
            chats = (kept.chats or PastChats()).loading() if self._tells(conversation) else None
            self._read(conversation, _loading(kept.found), chats, anew=True)
            self._changes.announce(Change(Part.RECORD, conversation))

    def discard(self, conversation: ConversationId) -> None:
        """Forget what belongs to a conversation that left the desk."""
        self._shelf.pop(conversation, None)

    def _tells(self, conversation: ConversationId) -> bool:
        """Whether earlier chats can be told."""
        if self._backend is None or self._clock is None:
            return False
        return self._backend.capabilities_of(conversation).past

    def _read(
        self, conversation: ConversationId, meanwhile: Record, chats: PastChats | None, anew: bool = False
    ) -> Record:
        customer = self._desk[conversation].customer
        record = self._put(conversation, customer, meanwhile, chats)
        self._crew.start(lambda: self._look_up(conversation, customer, anew))
        backend, clock = self._backend, self._clock
        if chats is not None and backend is not None and clock is not None:
            self._crew.start(lambda: self._look_back(conversation, customer, backend, clock))
        return record

    async def _look_up(self, conversation: ConversationId, customer: Customer, anew: bool) -> None:
        found = await self._records.look_up(customer, anew)
        kept = self._shelf.get(conversation)
        if kept is not None and kept.customer == customer:
            self._put(conversation, customer, kept_through(found, kept.found), kept.chats)
            self._changes.announce(Change(Part.RECORD, conversation))

    async def _look_back(
        self, conversation: ConversationId, customer: Customer, backend: ChatBackend, clock: Clock
    ) -> None:
        answer = await backend.past(conversation)
        kept = self._shelf.get(conversation)
        if kept is not None and kept.customer == customer:
            chats = _told(kept.chats or PastChats(), answer, clock.now())
            self._put(conversation, customer, kept.found, chats)
            self._changes.announce(Change(Part.RECORD, conversation))

    def _put(
        self, conversation: ConversationId, customer: Customer, found: Record, chats: PastChats | None
    ) -> Record:
        record = found if chats is None else chats.beside(found, conversation)
        self._shelf[conversation] = _Kept(customer, found, chats, record)
        return record


def _loading(found: Record) -> Record:
    """Return what was found, to be read again."""
    sources = tuple(replace(one, freshness=Freshness.LOADING, failure="") for one in found.sources)
    return replace(found, freshness=Freshness.LOADING, failure="", sources=sources)


def _told(chats: PastChats, answer: Sequence[Case] | Declined, now: datetime) -> PastChats:
    return chats.failed(answer.reason) if isinstance(answer, Declined) else chats.read(tuple(answer), now)
