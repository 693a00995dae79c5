"""What the guard knows of one open conversation: who the customer is, and what was said there."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from agent_console.domain.chat import Author, Conversation, ConversationId, Message
from agent_console.domain.customer import Customer
from agent_console.domain.record import Order, Record
from agent_console.guard.dialogue import Dialogue
from agent_console.guard.identity import address, identifier
from agent_console.guard.identity.identifier import Kind
from agent_console.guard.identity.name import Name
from agent_console.guard.identity.product import products
from agent_console.guard.language.speech import Speech
from agent_console.guard.text.legible import Legible
from agent_console.guard.text.word import vocabulary
from agent_console.texts import _

MOST_CHARACTERS: Final = 20_000
"""How much of one message is read, so that a huge one cannot stop the console."""
LONGEST_NAME: Final = 200
"""How much of a customer's name is read; customers choose theirs."""
MOST_SEEN: Final = 1_000
"""How many numbers of a pane are remembered, the newest ones: each costs time at Enter."""
MOST_WORDS: Final = 10_000
"""How many words of a pane are remembered, those that stood there last."""
MOST_CLAIMS: Final = 200
"""How many numbers a customer can make theirs by writing them: nobody must make every other send stop."""


@dataclass(slots=True)
class Subject:
    """One conversation as the guard compares it with others; it grows with every message."""

    conversation: ConversationId
    customer: str
    """What to call the customer in a sentence, raw."""
    name: Name
    own: dict[str, Kind] = field(default_factory=dict)
    """Keys of what identifies this customer: profile, record, and what they wrote."""
    claims: int = 0
    """How many of these only the customer's own words vouch for."""
    aliases: dict[str, str] = field(default_factory=dict)
    """Other keys by which the same things can be named, each with its key in `own`."""
    label: str = ""
    """What tells this customer from one of a like name, such as `order 48213`; empty when nothing does."""
    streets: frozenset[str] = frozenset()
    """Streets with house numbers of this customer's deliveries."""
    products: dict[str, str] = field(default_factory=dict)
    """What this customer has ordered, in comparable spelling, with the orders' numbers."""
    seen: dict[str, None] = field(default_factory=dict)
    """Keys of what stands in the pane and could identify somebody, whoever wrote it, in its order."""
    words: dict[str, None] = field(default_factory=dict)
    """Words of the pane, in the order in which they were last read: see `vocabulary`."""
    speech: Speech = field(default_factory=Speech)
    dialogue: Dialogue = field(default_factory=Dialogue)
    _seen: str | None = field(default=None, init=False, compare=False, repr=False)
    """The keys of `seen` in one line, in which they are found fast; None before it is needed."""

    @classmethod
    def of(cls, conversation: Conversation, record: Record | None) -> "Subject":
        """Take a conversation as it is now, with what the company's systems know of its customer."""
        customer = conversation.customer
        orders = record.orders if record else ()
        streets = frozenset(address.street(order.shipment.address) for order in orders) - {""}
        known = " ".join((conversation.concern, conversation.page, *(_texts(orders))))
        name = customer.name.strip() or _("another customer")
        spelled = Legible(customer.name[:LONGEST_NAME]).text
        subject = cls(conversation.id, name, Name.of(spelled), streets=streets)
        subject.label = _label(customer, record)
        subject.speech = Speech.of(customer.language)
        for key, kind in _facts(customer, record):
            subject._possess(key, kind)
        subject.seen.update(dict.fromkeys(subject.own))
        subject.products.update(products(orders))
        subject._read(known)
        subject.dialogue.know(" ".join((customer.name, known, *subject.own)))
        subject.hear(*conversation.transcript)
        return subject

    def hear(self, *messages: Message) -> None:
        """Add further messages of the conversation."""
        for message in messages:
            text = Legible(message.text[:MOST_CHARACTERS]).text
            self.dialogue.hear(message.author, text)
            self.speech.hear(message.author, text)
            if message.author is Author.CUSTOMER:
                self._read(text)
                self._claim(text)
            else:
                self._read(f"{text}\n{message.name}")

    @property
    def vocabulary(self) -> Set[str]:
        """Words of the pane: what was said, what was ordered, and the agents' names."""
        return self.words.keys()

    def holds(self, key: str) -> bool:
        """Whether a number stands in the pane, by itself or inside a longer one."""
        if self._seen is None:
            self._seen = "\n".join(self.seen)
        return key in self.own or key in self._seen

    def accounts_for(self, key: str) -> bool:
        """Whether a number stands in the pane, or a user name is made of the customer's own name."""
        return self.holds(key) or (identifier.is_user(key) and self.name.spelled_by(key))

    def owned(self, key: str) -> str:
        """Return the key in `own` that this one means; empty when it is not this customer's."""
        return key if key in self.own else self.aliases.get(key, "")

    def ending(self, digits: str) -> Iterator[str]:
        """Yield the keys of this customer's numbers that end so, and are longer."""
        numbers = (key for key, kind in self.own.items() if kind not in (Kind.EMAIL, Kind.USER))
        return (key for key in numbers if key.endswith(digits) and key != digits)

    def told_from(self, other: "Subject") -> str:
        """Return what to call the customer so that the other one cannot be meant."""
        alike = any(not part.forms.isdisjoint(other.name.forms) for part in self.name.given)
        return f"{self.customer} ({self.label})" if alike and self.label else self.customer

    def _read(self, text: str) -> None:
        _renew(self.seen, (found.key for found in identifier.occurrences(text)), MOST_SEEN)
        _renew(self.words, vocabulary(text), MOST_WORDS)
        self._seen = None

    def _claim(self, text: str) -> None:
        for key, kind in identifier.written(text):
            if key not in self.own and self.claims < MOST_CLAIMS:
                self.claims += 1
                self._possess(key, kind)

    def _possess(self, key: str, kind: Kind) -> None:
        if key:
            self.own[key] = kind
            self.aliases.update(dict.fromkeys(identifier.aliases(key, kind), key))


def _renew(remembered: dict[str, None], read: Iterable[str], most: int) -> None:
    """Put what was read behind everything else, and forget what is too much from the front."""
    for one in read:
        remembered.pop(one, None)
        remembered[one] = None
    for oldest in list(islice(remembered, max(0, len(remembered) - most))):
        del remembered[oldest]


def _label(customer: Customer, record: Record | None) -> str:
    """Return the order or the account that tells a customer from a namesake: what the agent sees first."""
    if customer.order_number:
        return _("order {number}").format(number=customer.order_number)
    if customer.account:
        return _("account {number}").format(number=customer.account)
    order = record.current_order("") if record else None
    return _("order {number}").format(number=order.number) if order else ""


def _facts(customer: Customer, record: Record | None) -> Iterator[tuple[str, Kind]]:
    """Yield what the profile and the record say, the more telling kind of an equal key last."""
    yield identifier.phone_key(customer.phone), Kind.PHONE
    yield customer.email.casefold(), Kind.EMAIL
    yield identifier.key_of(customer.account), Kind.ACCOUNT
    for order in record.orders if record else ():
        yield address.postcode(order.shipment.address), Kind.POSTCODE
        yield identifier.key_of(order.shipment.tracking_number), Kind.TRACKING
        yield identifier.key_of(order.number), Kind.ORDER
    yield identifier.key_of(customer.order_number), Kind.ORDER


def _texts(orders: tuple[Order, ...]) -> Iterator[str]:
    for order in orders:
        yield order.shipment.address
        yield order.shipment.carrier
        yield from (item.name for item in order.items)
