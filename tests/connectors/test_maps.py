"""Rows in the shapes of several kinds of shop and help desk, read by the same maps."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from agent_console.config import CaseConnector, OrderConnector
from agent_console.connectors.answer import rows
from agent_console.connectors.case_map import MOST_LINES, CaseMap
from agent_console.connectors.expression import Expression
from agent_console.connectors.order_map import OrderMap
from agent_console.domain.record import Case, CaseLine, Contact, Item, Money, Order, Refund, Shipment

URL = "https://shop.example.com/orders"
CENT = "0.01"

FLAT: tuple[dict[str, Any], object] = (
    {
        "rows": "orders",
        "owner": "email",
        "fields": {
            "number": "name",
            "status": "join(', ', [financial, fulfillment])",
            "placed_at": "created_at",
            "total": "total_price",
            "currency": "currency",
            "items": "line_items",
            "item": {"name": "title", "quantity": "quantity", "sku": "sku", "amount": "price"},
            "carrier": "fulfillments[0].company",
            "tracking_number": "fulfillments[0].tracking",
            "refund_amount": "refunds[0].amount",
            "refund_partial": "refunds[0].amount != total_price",
        },
    },
    {
        "orders": [
            {
                "name": "#7001",
                "email": "sam@example.com",
                "created_at": "2026-02-01T11:00:00-05:00",
                "financial": "paid",
                "fulfillment": "partial",
                "currency": "USD",
                "total_price": "41.50",
                "line_items": [{"title": "Lamp", "quantity": 1, "sku": "L-1", "price": "41.50"}],
                "fulfillments": [{"company": "Sample Post", "tracking": "SP1"}],
                "refunds": [{"amount": "10.00"}],
            }
        ]
    },
)
NESTED: tuple[dict[str, Any], object] = (
    {
        "rows": "data.orders.edges[].node",
        "owner": "userEmail",
        "scale": CENT,
        "fields": {
            "number": "number",
            "placed_at": "created",
            "total": "total.gross.amount",
            "currency": "total.gross.currency",
            "items": "lines",
            "item": {"name": "variant.name", "quantity": "quantity", "amount": "total"},
        },
    },
    {
        "data": {
            "orders": {
                "edges": [
                    {
                        "node": {
                            "number": 11,
                            "userEmail": "sam@example.com",
                            "created": "2026-02-01",
                            "total": {"gross": {"amount": 3080, "currency": "EUR"}},
                            "lines": [{"variant": {"name": "Mug"}, "quantity": 2, "total": 2580}],
                        }
                    }
                ]
            }
        }
    },
)
PAIRS: tuple[dict[str, Any], object] = (
    {
        "rows": "result",
        "owner": "partner[0]",
        "owner_is": "customer_id",
        "timezone": "Europe/Oslo",
        "fields": {
            "number": "name",
            "status": "state",
            "placed_at": "date_order",
            "total": "amount",
            "currency": "currency[1]",
            "tracking_number": "meta[?key=='parcel'].value | [0]",
        },
    },
    {
        "result": [
            {
                "name": "S00012",
                "partner": [7, "Sam"],
                "state": "sale",
                "date_order": "2026-02-01 10:00:00",
                "amount": 12.5,
                "currency": [1, "EUR"],
                "meta": [{"key": "note", "value": "-"}, {"key": "parcel", "value": "P-9"}],
            }
        ]
    },
)
LITERAL: tuple[dict[str, Any], object] = (
    {"rows": "@", "owner": "mail", "fields": {"number": "id", "total": "sum", "currency": "'EUR'"}},
    [{"id": 5, "mail": "sam@example.com", "sum": "9.99"}],
)


def only_order(shape: tuple[dict[str, Any], object]) -> Order:
    settings = OrderConnector.model_validate({"url": URL} | shape[0])
    (row,) = rows(shape[1], Expression(settings.rows))
    order = OrderMap(settings).read(row)
    assert order is not None
    return order


def test_flat_rows_with_major_units() -> None:
    assert only_order(FLAT) == Order(
        number="#7001",
        status="paid, partial",
        placed_at=datetime(2026, 2, 1, 16, tzinfo=UTC),
        total=Money(Decimal("41.50"), "USD"),
        items=(Item("Lamp", 1, "L-1", Money(Decimal("41.50"), "USD")),),
        shipment=Shipment(carrier="Sample Post", tracking_number="SP1"),
        refund=Refund(Money(Decimal("10.00"), "USD"), partial=True),
    )


def test_nested_rows_with_minor_units() -> None:
    assert only_order(NESTED) == Order(
        number="11",
        placed_at=datetime(2026, 2, 1, 12, tzinfo=UTC),
        total=Money(Decimal("30.80"), "EUR"),
        items=(Item("Mug", 2, amount=Money(Decimal("25.80"), "EUR")),),
    )


def test_rows_of_pairs_and_lists() -> None:
    assert only_order(PAIRS) == Order(
        number="S00012",
        status="sale",
        placed_at=datetime(2026, 2, 1, 9, tzinfo=UTC),
        total=Money(Decimal("12.5"), "EUR"),
        shipment=Shipment(tracking_number="P-9"),
    )


def test_a_list_at_the_top_and_a_literal_currency() -> None:
    assert only_order(LITERAL).total == Money(Decimal("9.99"), "EUR")


PARCELS = {
    "url": URL,
    "owner": "m",
    "fields": {
        "number": "n",
        "payment": "join(', ', [method, state])",
        "recipient": "to.name",
        "address": "to.street",
        "carrier": "carrier",
        "shipments": "parcels",
        "shipment": {"carrier": "by", "tracking_number": "no", "recipient": "to"},
    },
}


def test_an_order_in_several_parcels() -> None:
    row = {
        "n": 1,
        "method": "card",
        "state": "paid",
        "to": {"name": "Sam Rivera", "street": "1 Sample Street"},
        "carrier": "Sample Post",
        "parcels": [{"no": "P-1"}, {"no": "P-2", "by": "Sample Express", "to": "Ana Rivera"}],
    }
    order = OrderMap(OrderConnector.model_validate(PARCELS)).read(row)
    assert order == Order(
        "1",
        payment="card, paid",
        shipment=Shipment("Sample Post", "P-1", address="1 Sample Street", recipient="Sam Rivera"),
        further_shipments=(
            Shipment("Sample Express", "P-2", address="1 Sample Street", recipient="Ana Rivera"),
        ),
    )


@pytest.mark.parametrize("parcels", [None, [], "P-1"])
def test_an_order_without_parcels_has_what_it_says_itself(parcels: object) -> None:
    row = {"n": 1, "carrier": "Sample Post", "parcels": parcels}
    order = OrderMap(OrderConnector.model_validate(PARCELS)).read(row)
    assert order == Order("1", shipment=Shipment("Sample Post"))


@pytest.mark.parametrize("amount", ["0.00", 0, None])
def test_an_amount_of_zero_alone_is_no_refund(amount: object) -> None:
    settings = OrderConnector.model_validate(
        {"url": URL, "owner": "m", "fields": {"number": "n", "currency": "'EUR'", "refund_amount": "back"}}
    )
    order = OrderMap(settings).read({"n": 1, "back": amount})
    assert order is not None
    assert order.refund is None


@pytest.mark.parametrize("row", [{}, {"n": None}, {"n": ""}, {"n": [1]}, None, 5, "n", []])
def test_a_row_without_a_number_is_no_order(row: object) -> None:
    settings = OrderConnector.model_validate({"url": URL, "owner": "m", "fields": {"number": "n"}})
    assert OrderMap(settings).read(row) is None


def test_an_expression_that_does_not_fit_a_row_leaves_its_field_empty() -> None:
    settings = OrderConnector.model_validate(
        {"url": URL, "owner": "m", "fields": {"number": "n", "status": "join(', ', states)"}}
    )
    order = OrderMap(settings).read({"n": 1, "states": 7})
    assert order == Order("1")


def test_a_past_case() -> None:
    settings = CaseConnector.model_validate(
        {
            "url": URL,
            "owner": "mail",
            "fields": {
                "id": "key",
                "subject": "title",
                "status": "state",
                "opened_at": "from",
                "closed_at": "to",
                "tags": "labels",
                "rating": "stars",
                "last_line": "said[-1]",
                "url": "link",
            },
        }
    )
    row = {
        "key": 12,
        "title": "Wrong size",
        "state": "solved",
        "from": "2026-01-02T10:00:00Z",
        "to": "2026-01-03T10:00:00Z",
        "labels": ["return", 5, None],
        "stars": 4.0,
        "said": ["Hi", "Thanks"],
        "link": "https://desk.example.com/12",
    }
    assert CaseMap(settings).read(row) == Case(
        id="12",
        subject="Wrong size",
        status="solved",
        opened_at=datetime(2026, 1, 2, 10, tzinfo=UTC),
        closed_at=datetime(2026, 1, 3, 10, tzinfo=UTC),
        tags=("return", "5"),
        rating=4,
        last_line="Thanks",
        url="https://desk.example.com/12",
    )


@pytest.mark.parametrize("stars", [0, 6, -1, "five", 4.5, None, True])
def test_a_rating_outside_one_to_five_is_none(stars: object) -> None:
    settings = CaseConnector.model_validate(
        {"url": URL, "owner": "m", "fields": {"id": "n", "rating": "stars"}}
    )
    case = CaseMap(settings).read({"n": 1, "stars": stars})
    assert case is not None
    assert case.rating is None


def case_of(row: object) -> Case:
    settings = CaseConnector.model_validate(
        {
            "url": URL,
            "owner": "m",
            "fields": {
                "id": "n",
                "contact": "kind",
                "lines": "said",
                "line": {"author": "by", "text": "text", "at": "at"},
            },
        }
    )
    case = CaseMap(settings).read(row)
    assert case is not None
    return case


def test_what_was_said_is_in_the_order_of_time() -> None:
    said = [
        {"by": "Sam", "text": " You are welcome ", "at": "2026-01-02T10:05:00Z"},
        {"by": "Ana", "text": "Thanks", "at": "2026-01-02T10:00:00Z"},
        {"by": "Sam", "text": "  ", "at": "2026-01-02T10:06:00Z"},
    ]
    assert case_of({"n": 1, "said": said}).lines == (
        CaseLine("Ana", "Thanks", datetime(2026, 1, 2, 10, tzinfo=UTC)),
        CaseLine("Sam", "You are welcome", datetime(2026, 1, 2, 10, 5, tzinfo=UTC)),
    )


def test_lines_without_a_time_stay_as_they_come_and_the_last_ones_count() -> None:
    said = [{"text": str(number)} for number in range(MOST_LINES + 5)]
    lines = case_of({"n": 1, "said": said}).lines
    assert [line.text for line in lines] == [str(number) for number in range(5, MOST_LINES + 5)]


@pytest.mark.parametrize(
    ("kind", "contact"),
    [("chat", Contact.CHAT), ("Chat", Contact.CHAT), ("mail", Contact.CASE), (7, Contact.CASE)],
)
def test_a_case_may_have_been_a_chat(kind: object, contact: Contact) -> None:
    assert case_of({"n": 1, "kind": kind}).contact is contact
