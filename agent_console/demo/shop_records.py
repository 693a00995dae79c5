"""How the console reads the sample shop: the connectors' settings for its shape of JSON."""

from decimal import Decimal
from pathlib import Path

from agent_console.config import (
    Auth,
    CaseConnector,
    CaseFields,
    ItemFields,
    LineFields,
    OrderConnector,
    OrderFields,
    RecordSettings,
    ShipmentFields,
)

_ROWS = "data.results"
_CENT = Decimal("0.01")


def shop_records(address: str, token_file: Path) -> RecordSettings:
    """Return the settings for a shop at that address, such as `http://127.0.0.1:8080`."""
    auth = Auth(bearer_file=token_file.absolute())
    return RecordSettings(orders=_orders(address, auth), cases=_cases(address, auth))


def _orders(address: str, auth: Auth) -> OrderConnector:
    return OrderConnector(
        url=f"{address}/api/orders",
        query={"email": "{email}"},
        auth=auth,
        rows=_ROWS,
        owner="customer.email",
        scale=_CENT,
        fields=OrderFields(
            number="reference",
            status="state",
            placed_at="created_at",
            total="total_cents",
            currency="currency",
            items="lines",
            item=ItemFields(name="title", quantity="qty", sku="sku", amount="total_cents"),
            address="delivery.address",
            recipient="delivery.recipient",
            shipments="delivery.parcels",
            shipment=ShipmentFields(
                carrier="carrier",
                tracking_number="tracking.number",
                tracking_url="tracking.url",
                eta="expected_at",
            ),
            payment="payment",
            refund_amount="refund.amount_cents",
            refund_status="refund.state",
            refund_partial="refund.partial",
            url="admin_url",
        ),
    )


def _cases(address: str, auth: Auth) -> CaseConnector:
    return CaseConnector(
        url=f"{address}/api/cases",
        query={"email": "{email}"},
        auth=auth,
        rows=_ROWS,
        owner="requester.email",
        fields=CaseFields(
            id="key",
            subject="title",
            status="state",
            opened_at="opened_at",
            closed_at="solved_at",
            tags="labels",
            rating="stars",
            last_line="comments[-1].body",
            lines="comments",
            line=LineFields(text="body", author="author", at="at"),
            url="admin_url",
        ),
    )
