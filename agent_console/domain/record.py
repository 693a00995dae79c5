"""A customer's orders and past cases, as a connector found them."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from agent_console.domain.customer import CustomerId


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in major units with its ISO 4217 currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an order."""

    name: str
    quantity: int = 1
    sku: str = ""
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Shipment:
    """How an order travels."""

    carrier: str = ""
    tracking_number: str = ""
    tracking_url: str = ""
    eta: datetime | None = None
    address: str = ""
    recipient: str = ""
    """To whom it is addressed, where that is known apart from the address."""


@dataclass(frozen=True, slots=True)
class Refund:
    """Money on its way back to the customer."""

    amount: Money | None = None
    status: str = ""
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """One order; every text is the shop's own and untrusted."""

    number: str
    status: str = ""
    placed_at: datetime | None = None
    total: Money | None = None
    items: tuple[Item, ...] = ()
    shipment: Shipment = field(default_factory=Shipment)
    refund: Refund | None = None
    url: str = ""
    payment: str = ""
    """How it is paid and how far that is, in the shop's own words."""
    further_shipments: tuple[Shipment, ...] = ()
    """Where it travels in more than one parcel: those behind `shipment`."""


class Contact(StrEnum):
    """What kind of contact a case was."""

    CASE = "case"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One thing that was said in a case."""

    author: str
    """Who said it, as the system names them."""
    text: str
    at: datetime | None = None
    note: bool = False
    """Whether it is a private note, which the customer never saw."""
    edited: bool = False
    """Whether its author has put other words into it since."""


@dataclass(frozen=True, slots=True)
class Case:
    """One earlier contact with support."""

    id: str
    subject: str
    status: str = ""
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    tags: tuple[str, ...] = ()
    rating: int | None = None
    """1 to 5; None when not rated."""
    last_line: str = ""
    url: str = ""
    contact: Contact = Contact.CASE
    lines: tuple[CaseLine, ...] = ()
    """The last things that were said, oldest first, where the system tells them at once."""


class Freshness(StrEnum):
    """How far a record can be trusted right now."""

    LOADING = "loading"
    FRESH = "fresh"
    FAILED = "failed"
    """Not read, or not read again; what is shown, if anything, is from `fetched_at`."""


@dataclass(frozen=True, slots=True)
class Source:
    """How one of the systems behind a record answered."""

    name: str
    """What people call it: `orders`, `past cases`, `chats`, or as the settings name it."""
    freshness: Freshness = Freshness.LOADING
    fetched_at: datetime | None = None
    """When what is shown of it was read; None when it never was."""
    failure: str = ""
    """Why it could not be read, for a person, without secrets."""
    note: str = ""
    """What it keeps back, such as `only the last 60 days`."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the company's systems know of one customer."""

    customer: CustomerId
    freshness: Freshness = Freshness.LOADING
    orders: tuple[Order, ...] = ()
    """Newest first."""
    cases: tuple[Case, ...] = ()
    """Newest first."""
    fetched_at: datetime | None = None
    failure: str = ""
    """Why it could not be read, for a person, without secrets."""
    sources: tuple[Source, ...] = ()
    """The systems one by one, where there is more to tell than `freshness` and `failure` do."""

    def order(self, number: str) -> Order | None:
        """Return the order of that number."""
        return next((order for order in self.orders if order.number == number), None)

    def current_order(self, named: str) -> Order | None:
        """Return the order that the customer named, else the newest one, else None."""
        return self.order(named) or (self.orders[0] if self.orders else None)
