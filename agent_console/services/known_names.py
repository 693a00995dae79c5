"""Names and words that one conversation knows, which are right however they are spelt."""

from collections.abc import Iterator

from agent_console.assist.spelling.name import Names, mentioned, parts
from agent_console.domain.chat import Author, Conversation, ConversationId
from agent_console.domain.desk import Desk
from agent_console.domain.record import Record
from agent_console.services.record_shelf import RecordShelf


class KnownNames:
    """Collects them message by message; each is read once."""

    def __init__(self, desk: Desk, records: RecordShelf) -> None:
        self._desk = desk
        self._records = records
        self._read: dict[ConversationId, tuple[int, frozenset[str]]] = {}
        self._made: dict[ConversationId, tuple[frozenset[str], Names]] = {}

    def of(self, conversation: ConversationId) -> Names:
        """Return the names that are known in a held conversation."""
        held = self._desk[conversation]
        known = self._mentioned(held).union(*map(parts, self._written(held)))
        before = self._made.get(conversation)
        if before is None or before[0] != known:
            before = self._made[conversation] = (known, Names(known))
        return before[1]

    def _forget_the_gone(self) -> None:
        for gone in [one for one in self._read if one not in self._desk]:
            self._read.pop(gone)
            self._made.pop(gone, None)

    def _mentioned(self, held: Conversation) -> frozenset[str]:
        """Return what the customer writes with a capital; the agent's own slips are not to count as names."""
        read, found = self._read.get(held.id, (0, frozenset()))
        if held.id not in self._read:
            self._forget_the_gone()
        if held.head > read or held.id not in self._read:
            fresh = [one for one in held.since(read) if one.author is Author.CUSTOMER]
            found = found.union(*(mentioned(one.text) for one in fresh))
            self._read[held.id] = (held.head, found)
        return found

    def _written(self, held: Conversation) -> Iterator[str]:
        customer = held.customer
        yield from (customer.name, customer.company, self._desk.agent_name)
        yield from (value for _, value in customer.custom)
        yield from (colleague.name for colleague in self._desk.colleagues)
        yield from (name for name in {message.name for message in held.messages[-50:]})
        yield from _named(self._records.of(held.id))


def _named(record: Record) -> Iterator[str]:
    """Yield what orders call things: articles and carriers."""
    for order in record.orders:
        yield from (item.name for item in order.items)
        if order.shipment is not None:
            yield order.shipment.carrier
