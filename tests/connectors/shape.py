"""One order in the shape of each shop system, with values of our own, and how it has to come out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from agent_console.config import OrderConnector
from agent_console.domain.record import Order

Json: TypeAlias = Any
"""What JSON decodes to; these readers know its shape."""
Facts = tuple[object, ...]
"""Number, status, when placed (UTC), names with quantities, total, currency, tracking number."""
ADDRESS = {"url": "https://shop.example.com"}
SHOPIFY_REST: dict[str, Any] = {
    **ADDRESS,
    "rows": "orders",
    "owner": "email",
    "fields": {
        "number": "name",
        "status": "fulfillment_status",
        "placed_at": "created_at",
        "total": "total_price",
        "currency": "currency",
        "items": "line_items",
        "item": {"name": "title", "quantity": "quantity", "sku": "sku", "amount": "price"},
        "shipments": "fulfillments",
        "shipment": {"tracking_number": "tracking_number", "tracking_url": "tracking_url"},
        "payment": "financial_status",
    },
}
"""The REST interface that Shopify had before GraphQL, as a user would write it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One system's shape of an order."""

    settings: Mapping[str, Any]
    answer: object
    order: Facts
    plainly: Callable[[Json], Facts]
    """The same facts of any answer of that shape, read without field maps; times as they are written."""

    @property
    def connector(self) -> OrderConnector:
        """The connector that reads it."""
        return OrderConnector.model_validate(dict(self.settings))


def preset(name: str, **changes: object) -> Mapping[str, Any]:
    """Return settings with a preset, for an answer that was recorded in another wrapping."""
    return {**ADDRESS, "preset": name, "auth": {"bearer_env": "TOKEN"}, **changes}


def facts(order: Order) -> Facts:
    """Return what has to be right of an order."""
    items = tuple((item.name, item.quantity) for item in order.items)
    total = order.total and (order.total.amount, order.total.currency)
    return order.number, order.status, order.placed_at, items, total, order.shipment.tracking_number


def _shopify(answer: Json) -> Facts:
    order = answer["orders"][0]
    items = tuple((line["title"], line["quantity"]) for line in order["line_items"])
    total = (Decimal(order["total_price"]), order["currency"])
    tracking = order["fulfillments"][0]["tracking_number"]
    return order["name"], order["fulfillment_status"], _utc(order["created_at"]), items, total, tracking


def _woocommerce(answer: Json) -> Facts:
    order = answer[0]
    items = tuple((line["name"], line["quantity"]) for line in order["line_items"])
    total = (Decimal(order["total"]), order["currency"])
    tracking = order["meta_data"][0]["value"][0]["tracking_number"]
    return order["number"], order["status"], _utc(order["date_created_gmt"]), items, total, tracking


def _odoo(answer: Json) -> Facts:
    order = answer["result"][0]
    total = (Decimal(str(order["amount_total"])), order["currency_id"][1])
    return order["name"], order["state"], _utc(order["date_order"]), (), total, ""


def _saleor(answer: Json) -> Facts:
    order = answer["data"]["orders"]["edges"][0]["node"]
    items = tuple((line["productName"], line["quantity"]) for line in order["lines"])
    gross = order["total"]["gross"]
    total = (Decimal(str(gross["amount"])), gross["currency"])
    tracking = order["fulfillments"][0]["trackingNumber"]
    return order["number"], order["status"], _utc(order["created"]), items, total, tracking


def _oscar(answer: Json) -> Facts:
    order = answer[0]
    total = (Decimal(order["total_incl_tax"]), order["currency"])
    return order["number"], order["status"], _utc(order["date_placed"]), (), total, ""


def _vendure(answer: Json) -> Facts:
    order = answer["customers"]["items"][0]["orders"]["items"][0]
    items = tuple((line["productVariant"]["name"], line["quantity"]) for line in order["lines"])
    total = (Decimal(order["totalWithTax"]) / 100, order["currencyCode"])
    tracking = next((parcel["trackingCode"] for parcel in order["fulfillments"]), "")
    return order["code"], order["state"], _utc(order["orderPlacedAt"]), items, total, tracking


def _utc(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


SHAPES = {
    "shopify": Shape(
        SHOPIFY_REST,
        {
            "orders": [
                {
                    "id": 7001,
                    "name": "#2044",
                    "created_at": "2026-02-03T22:30:00-05:00",
                    "financial_status": "paid",
                    "fulfillment_status": "fulfilled",
                    "currency": "NOK",
                    "total_price": "349.00",
                    "email": "mira@example.com",
                    "line_items": [{"sku": "LAMP-3", "title": "Lamp", "quantity": 3, "price": "99.00"}],
                    "fulfillments": [{"tracking_number": "TR-5", "tracking_url": "https://example.com/t/5"}],
                }
            ]
        },
        (
            "#2044",
            "fulfilled",
            _utc("2026-02-04T03:30:00"),
            (("Lamp", 3),),
            (Decimal("349.00"), "NOK"),
            "TR-5",
        ),
        _shopify,
    ),
    "woocommerce": Shape(
        preset("woocommerce"),
        [
            {
                "id": 91,
                "number": "91",
                "status": "completed",
                "date_created_gmt": "2026-02-04T08:15:30",
                "currency": "USD",
                "total": "48.70",
                "billing": {"email": "mira@example.com"},
                "line_items": [{"name": "Rope", "sku": "ROPE", "quantity": 1, "total": "40.00"}],
                "meta_data": [
                    {
                        "key": "_wc_shipment_tracking_items",
                        "value": [{"tracking_number": "TR-6", "tracking_provider": "example"}],
                    }
                ],
            }
        ],
        ("91", "completed", _utc("2026-02-04T08:15:30"), (("Rope", 1),), (Decimal("48.70"), "USD"), "TR-6"),
        _woocommerce,
    ),
    "odoo": Shape(
        preset("odoo-19", rows="result"),
        {
            "result": [
                {
                    "id": 12,
                    "name": "S00012",
                    "state": "sale",
                    "date_order": "2026-02-05 09:10:11",
                    "amount_total": 81.25,
                    "currency_id": [125, "USD"],
                    "invoice_status": "invoiced",
                }
            ]
        },
        ("S00012", "sale", _utc("2026-02-05T09:10:11"), (), (Decimal("81.25"), "USD"), ""),
        _odoo,
    ),
    "saleor": Shape(
        preset("saleor"),
        {
            "data": {
                "orders": {
                    "edges": [
                        {
                            "node": {
                                "number": "31",
                                "status": "UNFULFILLED",
                                "created": "2026-02-06T12:00:00+01:00",
                                "userEmail": "mira@example.com",
                                "total": {"gross": {"amount": 19.9, "currency": "GBP"}},
                                "lines": [
                                    {
                                        "productSku": "TENT",
                                        "productName": "Tent",
                                        "quantity": 2,
                                        "totalPrice": {"gross": {"amount": 19.9}},
                                    }
                                ],
                                "fulfillments": [{"trackingNumber": "TR-7"}],
                            }
                        }
                    ]
                }
            }
        },
        ("31", "UNFULFILLED", _utc("2026-02-06T11:00:00"), (("Tent", 2),), (Decimal("19.9"), "GBP"), "TR-7"),
        _saleor,
    ),
    "oscar": Shape(
        preset("django-oscar"),
        [
            {
                "number": "100044",
                "lines": "https://shop.example.com/api/admin/orders/44/lines/",
                "currency": "EUR",
                "total_incl_tax": "65.00",
                "status": "Shipped",
                "email": "mira@example.com",
                "date_placed": "2026-02-07T07:08:09.123456Z",
            }
        ],
        ("100044", "Shipped", _utc("2026-02-07T07:08:09.123456"), (), (Decimal("65.00"), "EUR"), ""),
        _oscar,
    ),
    "vendure": Shape(
        preset(
            "vendure",
            auth={"login": {"user": "c", "password_env": "P"}},
            rows="customers.items[].orders.items[]",
        ),
        {
            "customers": {
                "items": [
                    {
                        "orders": {
                            "items": [
                                {
                                    "code": "QX7",
                                    "state": "Delivered",
                                    "orderPlacedAt": "2026-02-08T10:00:00.500Z",
                                    "currencyCode": "EUR",
                                    "totalWithTax": 7205,
                                    "lines": [
                                        {
                                            "quantity": 5,
                                            "productVariant": {"sku": "CUP", "name": "Cup"},
                                            "linePriceWithTax": 6500,
                                        }
                                    ],
                                    "fulfillments": [{"method": "example", "trackingCode": "TR-8"}],
                                    "payments": [{"state": "Settled", "method": "card"}],
                                }
                            ]
                        }
                    }
                ]
            }
        },
        (
            "QX7",
            "Delivered",
            _utc("2026-02-08T10:00:00.500"),
            (("Cup", 5),),
            (Decimal("72.05"), "EUR"),
            "TR-8",
        ),
        _vendure,
    ),
}
