"""The customers whom every real server knows, and what it keeps of them; all made up."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from agent_console.domain.customer import Customer, CustomerId

MIRA = "mira@example.com"
JONAS = "jonas.o'brien@example.com"
"""With a quote, which would end a text in many query languages."""
AYLA = "ayla@example.com"
CUSTOMERS = (MIRA, JONAS, AYLA)
STRANGERS = (
    "nobody@example.com",
    "mira@example.co",
    "xmira@example.com",
    "ira@example.com",
    "mira",
    "%@example.com",
    "*@example.com",
    "mira_example.com",
    "' OR 1=1 --@example.com",
    "' OR '1'='1",
    "x' OR id > '0",
    "x' OR Requestor.EmailAddress LIKE '%",
    "x\\' OR id > 0 OR Subject = \\'y",
    '" OR ""="',
    '"}}) { items { id } } #@example.com',
    "mira@example.com&email=ayla@example.com",
    "mira@example.com?page=2",
    "../../ayla@example.com",
    "mіra@example.com",  # with a Cyrillic і
    "jürgen.müller@example.com",
    "名前@example.com",
    "mira@example.com,ayla@example.com",
)
"""Addresses of whom no server knows anything, however they are read."""

_START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SoldItem:
    """One line of an order."""

    name: str
    sku: str
    quantity: int
    amount: str
    """For all of them, in major units."""


@dataclass(frozen=True, slots=True)
class SoldOrder:
    """One order, as it is put into a shop."""

    number: str
    email: str
    status: str
    placed_at: str
    currency: str
    total: str
    recipient: str
    street: str
    items: tuple[SoldItem, ...]


@dataclass(frozen=True, slots=True)
class OldCase:
    """One past case, as it is put into a help desk."""

    email: str
    subject: str
    status: str
    lines: tuple[str, ...]
    at: tuple[str, ...]
    """When each line was said."""


def customer(email: str) -> Customer:
    """Return somebody in a chat who goes by that address."""
    return Customer(CustomerId(f"c-{email}"), "Somebody", email=email)


def orders() -> list[SoldOrder]:
    """Return the shop's orders, oldest first: most are Mira's, so that hers come in pages."""
    emails = [MIRA if number % 3 else (JONAS, AYLA)[number % 2] for number in range(15)]
    return [_order(number, email) for number, email in enumerate(emails)]


def cases() -> list[OldCase]:
    """Return the help desk's cases, oldest first: again many of Mira's."""
    emails = [MIRA if number % 3 else (JONAS, AYLA)[number % 2] for number in range(15)]
    return [_case(number, email) for number, email in enumerate(emails)]


def as_json(things: list[SoldOrder] | list[OldCase]) -> list[dict[str, Any]]:
    """Return them as values that JSON can hold."""
    return [asdict(thing) for thing in things]


def _order(number: int, email: str) -> SoldOrder:
    mug = SoldItem(f"Mug {number}", f"MUG-{number}", 2, f"{12 + number}.50")
    items = (mug,) if number % 4 else (mug, SoldItem("Lid", "LID-1", 1, "3.05"))
    return SoldOrder(
        number=f"{100 + number}",
        email=email,
        status="Pending" if number % 2 else "Shipped",
        placed_at=(_START + timedelta(days=number)).isoformat(),
        currency="EUR",
        total=str(sum((Decimal(item.amount) for item in items), Decimal())),
        recipient="Somebody",
        street=f"{number} Harbour Street",
        items=items,
    )


def _case(number: int, email: str) -> OldCase:
    at = tuple((_START + timedelta(days=number, hours=hour)).isoformat() for hour in range(2))
    status = ("open", "resolved")[number % 2]
    return OldCase(
        email, f"Case {number}", status, (f"The strap of {number} is torn.", "A new one is on its way."), at
    )
