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


class Freshness(StrEnum):
    """How far a record can be trusted right now."""

    LOADING = "loading"
    FRESH = "fresh"
    FAILED = "failed"
    """Not read, or not read again; what is shown, if anything, is from `fetched_at`."""


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

    def order(self, number: str) -> Order | None:
        """Return the order of that number."""
        return next((order for order in self.orders if order.number == number), None)

    def current_order(self, named: str) -> Order | None:
        """Return the order that the customer named, else the newest one, else None."""
        return self.order(named) or (self.orders[0] if self.orders else None)
