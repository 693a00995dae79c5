"""A real server that runs, how the console is told of it, and what it has to show of a customer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from agent_console.config import RecordSettings
from agent_console.domain.record import Case, Order, Record
from tests.real_servers import person
from tests.real_servers.person import OldCase, SoldOrder

SECRET = "REAL_SERVER_SECRET"
"""The environment variable in which the settings find the password."""
Facts = list[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Server:
    """One that runs."""

    settings: RecordSettings
    password: str
    kept: Callable[[str], Facts]
    """What was put into it for an e-mail address, newest first."""
    shown: Callable[[Record], Facts]
    """The same of a record."""


def shop(preset: str, address: str, password: str, auth: dict[str, Any], **own: object) -> Server:
    """Return a shop with the orders of `person`; `own` are settings of the user's own beside the preset."""
    settings = {"orders": {"preset": preset, "url": address, "auth": auth, **own}}
    return Server(RecordSettings.model_validate(settings), password, _sold, _orders)


def help_desk(preset: str, address: str, password: str, auth: dict[str, Any], **own: object) -> Server:
    """Return a help desk with the cases of `person`; `own` as with a shop."""
    settings = {"cases": {"preset": preset, "url": address, "auth": auth, **own}}
    return Server(RecordSettings.model_validate(settings), password, _asked, _cases)


def _sold(email: str) -> Facts:
    return [_facts_of_sold(order) for order in reversed(person.orders()) if order.email == email]


def _facts_of_sold(order: SoldOrder) -> tuple[object, ...]:
    items = tuple((item.name, item.quantity, Decimal(item.amount)) for item in order.items)
    placed = datetime.fromisoformat(order.placed_at)
    total = (Decimal(order.total), order.currency)
    return order.number, order.status, placed, total, items, order.recipient, order.street


def _orders(record: Record) -> Facts:
    return [_facts_of_order(order) for order in record.orders]


def _facts_of_order(order: Order) -> tuple[object, ...]:
    items = tuple((item.name, item.quantity, item.amount and item.amount.amount) for item in order.items)
    total = order.total and (order.total.amount, order.total.currency)
    street = order.shipment.address.split(",")[0]
    return order.number, order.status, order.placed_at, total, items, order.shipment.recipient, street


def _asked(email: str) -> Facts:
    return [_facts_of_asked(case) for case in reversed(person.cases()) if case.email == email]


def _facts_of_asked(case: OldCase) -> tuple[object, ...]:
    return case.subject, case.status, case.lines[-1], case.lines


def _cases(record: Record) -> Facts:
    return [_facts_of_case(case) for case in record.cases]


def _facts_of_case(case: Case) -> tuple[object, ...]:
    return case.subject, case.status, case.last_line, _texts(case)


def _texts(case: Case) -> Sequence[str]:
    return tuple(line.text for line in case.lines)
