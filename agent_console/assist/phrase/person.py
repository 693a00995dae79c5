"""Who a reply goes to: what identifies them is taken out of what is learnt, and put into what is offered."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from agent_console.assist.phrase.slot import SLOTS, Slot
from agent_console.assist.phrase.token import identifies, parts, tokens
from agent_console.domain.customer import Customer
from agent_console.domain.record import Record


@dataclass(frozen=True, slots=True)
class Person:
    """What identifies the customer of one conversation; raw."""

    called: frozenset[str]
    """The words of the name in small letters, and what they are put together from."""
    slots: dict[str, Slot]
    """What stands for a word, by the word in small letters."""
    values: dict[Slot, str]
    """What a slot is filled with; what is not sure has no value."""

    @classmethod
    def of(cls, customer: Customer, record: Record, said: Sequence[str]) -> "Person":
        """Read a customer's facts, and in what was said (oldest first) which order it is about."""
        orders = [order.number for order in record.orders if order.number]
        if customer.order_number:
            orders.insert(0, customer.order_number)
        slots = {word: Slot.PRIVATE for word in _words(_private(customer, record))}
        slots |= {word: Slot.ORDER for word in _words(orders)}
        slots |= {word: Slot.EMAIL for word in _words([customer.email])}
        slots |= dict.fromkeys(_called(customer.name), Slot.PRIVATE)
        values = {
            Slot.FIRST_NAME: customer.first_name,
            Slot.LAST_NAME: customer.last_name,
            Slot.EMAIL: customer.email,
            Slot.ORDER: _meant(orders, said),
        }
        slots |= {word: slot for slot in _NAMES for word in _words([values[slot]])}
        return cls(frozenset(_called(customer.name)), slots, values)

    def masked(self, token: str) -> str:
        """Return a part of a text, or the slot that stands for what it identifies, space kept."""
        bare = token.lstrip(" ")
        slot = self.slots.get(bare.casefold())
        if slot is Slot.PRIVATE and bare.islower():
            slot = None  # an ordinary word, such as the street in an address
        if identifies(bare) or any(part.casefold() in self.called for part in parts(bare) if part != bare):
            slot = slot or Slot.PRIVATE
        return token if slot is None else token[: len(token) - len(bare)] + slot

    def filled(self, token: str) -> str:
        """Return a part of a phrase with this customer's own value in its slot; empty where there is none."""
        if token[-1:] not in SLOTS:
            return token
        value = self.values.get(Slot(token[-1]), "")
        return token[:-1] + value if value else ""


_NAMES = (Slot.LAST_NAME, Slot.FIRST_NAME)


def _private(customer: Customer, record: Record) -> Iterator[str]:
    yield from (customer.phone, customer.account, customer.company)
    yield from (value for _, value in customer.custom)
    for order in record.orders:
        for shipment in (order.shipment, *order.further_shipments):
            yield from (shipment.address, shipment.recipient, shipment.tracking_number)


def _words(values: Iterable[str]) -> Iterator[str]:
    """Yield the words and numbers of some values in small letters, without signs."""
    for value in values:
        for token in tokens(value):
            if any(map(str.isalnum, token)):
                yield token.strip().casefold()


def _called(name: str) -> Iterator[str]:
    for word in _words([name]):
        yield word
        yield from parts(word)


def _meant(orders: Sequence[str], said: Sequence[str]) -> str:
    """Return the order that was named last, or the only one; empty when neither is sure."""
    for text in reversed(said):
        for number in orders:
            if number in text:
                return number
    return orders[0] if len(set(orders)) == 1 else ""
