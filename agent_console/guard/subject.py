"""What the guard knows of one open conversation: who the customer is, and what was said there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from agent_console.domain.chat import Author, Conversation, ConversationId, Message
from agent_console.domain.customer import Customer
from agent_console.domain.record import Order, Record
from agent_console.guard import address, identifier
from agent_console.guard.dialogue import Dialogue
from agent_console.guard.identifier import Kind
from agent_console.guard.name import Name
from agent_console.guard.product import products
from agent_console.guard.word import vocabulary

MOST_CHARACTERS: Final = 20_000
"""How much of one message is read, so that a huge one cannot stop the console."""


@dataclass(slots=True)
class Subject:
    """One conversation as the guard compares it with others; it grows with every message."""

    conversation: ConversationId
    customer: str
    """What to call the customer in a sentence, raw."""
    name: Name
    own: dict[str, Kind] = field(default_factory=dict)
    """Keys of what identifies this customer: profile, record, and what they wrote."""
    streets: frozenset[str] = frozenset()
    """Streets with house numbers of this customer's deliveries."""
    products: dict[str, str] = field(default_factory=dict)
    """What this customer has ordered, in comparable spelling, with the orders' numbers."""
    seen: set[str] = field(default_factory=set)
    """Keys of everything in the pane that could identify somebody, whoever wrote it."""
    vocabulary: set[str] = field(default_factory=set)
    """Words of the pane: what was said, what was ordered, and the agents' names."""
    dialogue: Dialogue = field(default_factory=Dialogue)

    @classmethod
    def of(cls, conversation: Conversation, record: Record | None) -> "Subject":
        """Take a conversation as it is now, with what the company's systems know of its customer."""
        customer = conversation.customer
        own = dict(_facts(customer, record))
        own.pop("", None)
        orders = record.orders if record else ()
        streets = frozenset(address.street(order.shipment.address) for order in orders) - {""}
        known = " ".join((conversation.concern, conversation.page, *(_texts(orders))))
        called = customer.name.strip() or "another customer"
        subject = cls(conversation.id, called, Name.of(customer.name), own, streets, seen=set(own))
        subject.products.update(products(orders))
        subject._read(known)
        subject.dialogue.know(" ".join((customer.name, known, *own)))
        subject.hear(*conversation.transcript)
        return subject

    def hear(self, *messages: Message) -> None:
        """Add further messages of the conversation."""
        for message in messages:
            text = message.text[:MOST_CHARACTERS]
            self.dialogue.hear(message.author, text)
            if message.author is Author.CUSTOMER:
                self._read(text)
                self._possess(identifier.written(text))
            else:
                self._read(f"{text}\n{message.name}")

    def holds(self, key: str) -> bool:
        """Whether a number stands in the pane, by itself or inside a longer one."""
        return key in self.own or any(key in other for other in self.seen)

    def ending(self, digits: str) -> Iterator[str]:
        """Yield the keys of this customer's numbers that end so, and are longer."""
        return (key for key in self.own if key.endswith(digits) and key != digits and key.isalnum())

    def _read(self, text: str) -> None:
        self.seen.update(occurrence.key for occurrence in identifier.occurrences(text))
        self.vocabulary.update(vocabulary(text))

    def _possess(self, written: Iterable[tuple[str, Kind]]) -> None:
        """Take over what a customer wrote; what the company's systems say of a key is more telling."""
        for key, kind in dict(written).items():
            self.own.setdefault(key, kind)


def _facts(customer: Customer, record: Record | None) -> Iterator[tuple[str, Kind]]:
    """Yield what the profile and the record say, the more telling kind of an equal key last."""
    yield identifier.phone_key(customer.phone), Kind.PHONE
    yield customer.email.casefold(), Kind.EMAIL
    yield identifier.key_of(customer.account), Kind.ACCOUNT
    for order in record.orders if record else ():
        yield identifier.key_of(order.shipment.tracking_number), Kind.TRACKING
        yield identifier.key_of(order.number), Kind.ORDER
    yield identifier.key_of(customer.order_number), Kind.ORDER


def _texts(orders: tuple[Order, ...]) -> Iterator[str]:
    for order in orders:
        yield order.shipment.address
        yield order.shipment.carrier
        yield from (item.name for item in order.items)
