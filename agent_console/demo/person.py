"""The data of a scripted customer: who they are, what they bought, what they say."""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

MEMBERSHIP = "Membership"
"""The field that the shop's form asks for beside the usual."""


class Fact(StrEnum):
    """Something about the newest order that a good reply names."""

    ORDER = "order"
    ETA = "eta"
    REFUND = "refund"
    TRACKING = "tracking"


@dataclass(frozen=True, slots=True)
class Reaction:
    """What a person says when a reply speaks of something."""

    hears: tuple[str | Fact, ...]
    """Beginnings of words, or facts; one of them in the reply is enough."""
    says: tuple[str, ...]
    content: bool = True
    """Whether that was what the person came for: having said it, they say goodbye."""


@dataclass(frozen=True, slots=True)
class Courtesy:
    """What anybody of a language says when a reply is no answer yet."""

    hears: tuple[str, ...]
    """Beginnings of words; one of them in the reply is enough."""
    says: str
    """May hold `{order}`, the order's number, and `{question}`, the last line of the opening."""
    patient: bool = False
    """Whether the person then waits longer."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a person talks when the script has nothing better; one a language and temper."""

    nudges: tuple[str, ...]
    """Said one after the other while no answer comes."""
    asks_again: tuple[str, ...]
    """Said in turn after replies that did not help."""
    courtesies: tuple[Courtesy, ...]
    goodbye: str
    """Said when content."""
    gives_up: str
    """Said, and gone, when all nudges got no answer."""


@dataclass(frozen=True, slots=True)
class Line:
    """One article of a purchase; the price is for one piece."""

    title: str
    sku: str
    price: Decimal
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Payback:
    """A refund under way or done."""

    amount: Decimal
    state: str
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Parcel:
    """One parcel of a purchase."""

    carrier: str = ""
    tracking: str = ""
    eta: timedelta | None = None
    """How far ahead; negative when it should have come already."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """An order in the sample shop; times are counted from the moment somebody looks."""

    number: str
    state: str
    lines: tuple[Line, ...]
    placed: timedelta
    """How long ago."""
    currency: str = "EUR"
    carrier: str = ""
    tracking: str = ""
    eta: timedelta | None = None
    """How far ahead; negative when it should have come already."""
    address: str = ""
    recipient: str = ""
    """To whom it goes, where that is not the customer."""
    payment: str = ""
    """How it is paid, and how far that is."""
    payback: Payback | None = None
    more_parcels: tuple[Parcel, ...] = ()
    """Those behind the first one, of which all the above is."""

    @property
    def total(self) -> Decimal:
        """The sum of all lines."""
        return sum((line.price * line.quantity for line in self.lines), Decimal())

    @property
    def parcels(self) -> tuple[Parcel, ...]:
        """All of its parcels."""
        return (Parcel(self.carrier, self.tracking, self.eta), *self.more_parcels)


@dataclass(frozen=True, slots=True)
class PastCase:
    """An earlier contact with support; times are counted from the moment somebody looks."""

    id: str
    subject: str
    opened: timedelta
    """How long ago."""
    lasted: timedelta | None
    """None while it is open."""
    tags: tuple[str, ...] = ()
    rating: int | None = None
    answer: str = ""
    """What support said."""
    last_line: str = ""
    """What the customer said to that."""


@dataclass(frozen=True, slots=True)
class PastChat:
    """A chat that was over before the demonstration begins; it was the colleague's."""

    concern: str
    says: tuple[str, ...]
    answer: str
    outcome: str
    tags: tuple[str, ...]
    rating: int


@dataclass(frozen=True, slots=True)
class Person:
    """A scripted customer; plainly fictional."""

    name: str
    email: str
    phone: str
    language: str
    account: str
    concern: str
    page: str
    manner: Manner
    opening: tuple[str, ...]
    reactions: tuple[Reaction, ...]
    purchases: tuple[Purchase, ...]
    """Newest first; the first one is what the chat is about."""
    cases: tuple[PastCase, ...] = ()
    chats: tuple[PastChat, ...] = ()
    """Oldest first."""
    names_order: bool = True
    """Whether the order number is given before the chat begins."""
    patience: timedelta = field(default=timedelta(seconds=50))
    """How long they wait for an answer before they nudge; it shrinks from nudge to nudge."""
    page_title: str = ""
    referrer: str = ""
    timezone: str = ""
    company: str = ""
    membership: str = ""
    shop_takes: timedelta = timedelta()
    """How long the shop looks for them: long enough to see the console wait."""
    shop_fails_first: bool = False
    """Whether the shop fails when it is asked for them the first time."""

    @property
    def order_number(self) -> str:
        """The number of the order that the chat is about."""
        return self.purchases[0].number
