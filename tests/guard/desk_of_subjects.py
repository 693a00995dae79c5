"""Makes subjects for the guard's tests: plainly fictional customers with orders and a few messages."""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Unpack

from agent_console.backends.memory_world import Known
from agent_console.domain.chat import Author, ClientId, Conversation, ConversationId, Message
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.record import Item, Order, Record, Shipment
from agent_console.guard.subject import Subject

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def message(text: str, author: Author = Author.CUSTOMER, name: str = "") -> Message:
    return Message(ClientId(f"m-{text[:8]}"), author, name, text, AT)


def customer(name: str, **facts: Unpack[Known]) -> Customer:
    return Customer(CustomerId(f"u-{name}"), name, **facts)


def order(number: str, *products: str, tracking: str = "", address: str = "") -> Order:
    shipment = Shipment(tracking_number=tracking, address=address)
    return Order(number, items=tuple(map(Item, products)), shipment=shipment)


def subject(
    who: Customer | str, *orders: Order, said: tuple[str, ...] = (), conversation: str = ""
) -> Subject:
    """Return the subject of one conversation; its id is the customer's first name unless given."""
    held = who if isinstance(who, Customer) else customer(who)
    facts = Conversation(
        ConversationId(conversation or held.first_name.lower()),
        held,
        messages=tuple(message(text) for text in said),
    )
    return Subject.of(facts, Record(held.id, orders=orders))


def after(known: Subject, *messages: Message) -> Subject:
    """Return what a subject becomes with further messages; the one given stays as it is."""
    told = deepcopy(known)
    told.hear(*messages)
    return told
