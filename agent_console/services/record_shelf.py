"""Each customer's orders and past cases, read once and kept while the conversation is held."""

from dataclasses import replace

from agent_console.domain.chat import ConversationId
from agent_console.domain.customer import Customer
from agent_console.domain.desk import Change, Desk, Part
from agent_console.domain.record import Freshness, Record
from agent_console.ports import Records
from agent_console.services.changes import Changes
from agent_console.services.crew import Crew


class RecordShelf:
    """Answers at once with what is known, and reads what is not beside everything else."""

    def __init__(self, desk: Desk, records: Records, changes: Changes, crew: Crew) -> None:
        self._desk = desk
        self._records = records
        self._changes = changes
        self._crew = crew
        self._shelf: dict[ConversationId, tuple[Customer, Record]] = {}

    def of(self, conversation: ConversationId) -> Record:
        """Return what is known of a held conversation's customer; LOADING while it is being read."""
        customer = self._desk[conversation].customer
        kept = self._shelf.get(conversation)
        if kept is None or kept[0] != customer:
            return self._read(conversation, Record(customer.id))
        return kept[1]

    def refresh(self, conversation: ConversationId) -> None:
        """Read again; what is known stays on show meanwhile, marked LOADING."""
        known = self.of(conversation)
        if known.freshness is not Freshness.LOADING:
            meanwhile = replace(known, freshness=Freshness.LOADING, failure="")
            self._read(conversation, meanwhile, anew=True)

    def discard(self, conversation: ConversationId) -> None:
        """Forget what belongs to a conversation that left the desk."""
        self._shelf.pop(conversation, None)

    def _read(self, conversation: ConversationId, meanwhile: Record, anew: bool = False) -> Record:
        customer = self._desk[conversation].customer
        self._shelf[conversation] = (customer, meanwhile)
        self._crew.start(lambda: self._look_up(conversation, customer, anew))
        return meanwhile

    async def _look_up(self, conversation: ConversationId, customer: Customer, anew: bool) -> None:
        record = await self._records.look_up(customer, anew)
        kept = self._shelf.get(conversation)
        if kept is None or kept[0] != customer:
            return
        self._shelf[conversation] = (customer, _with_known(record, kept[1]))
        self._changes.announce(Change(Part.RECORD, conversation))


def _with_known(record: Record, known: Record) -> Record:
    """Return a record; one that could not be read keeps what was known before."""
    if record.freshness is not Freshness.FAILED or record.orders or record.cases:
        return record
    return replace(record, orders=known.orders, cases=known.cases, fetched_at=known.fetched_at)
