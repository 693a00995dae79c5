"""From a row of a shop's answer to an order: pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from agent_console.config import OrderSource, ShipmentFields
from agent_console.connectors.expression import Expressions
from agent_console.connectors.value import currency, moment, money, text, whole
from agent_console.domain.record import Item, Order, Refund, Shipment

Found = Mapping[str, object]
_SHIPMENT = frozenset(ShipmentFields.model_fields)


class OrderMap:
    """Reads orders as an order connector's settings say."""

    def __init__(self, settings: OrderSource) -> None:
        fields = settings.fields
        self._fields = Expressions(fields)
        self._item = Expressions(fields.item) if fields.item else None
        self._parcel = Expressions(fields.shipment) if fields.shipment else None
        self._scale: Decimal = settings.scale
        self._zone = ZoneInfo(settings.timezone)

    def read(self, row: object) -> Order | None:
        """Return the order in a row; None when it has no number."""
        found = self._fields.of(row)
        number, code = text(found.get("number")), currency(found.get("currency"))
        if not number:
            return None
        first, *further = self._shipments(found)
        return Order(
            number=number,
            status=text(found.get("status")),
            placed_at=moment(found.get("placed_at"), self._zone),
            total=money(found.get("total"), code, self._scale),
            items=self._items(found.get("items"), code),
            shipment=first,
            further_shipments=tuple(further),
            payment=text(found.get("payment")),
            refund=self._refund(found, code),
            url=text(found.get("url")),
        )

    def moment(self, order: Order) -> datetime | None:
        """Return when it was placed, which newest-first goes by."""
        return order.placed_at

    def _items(self, lines: object, code: str) -> tuple[Item, ...]:
        if self._item is None or not isinstance(lines, list):
            return ()
        read = (self._line(self._item.of(line), code) for line in lines)
        return tuple(item for item in read if item.name)

    def _line(self, found: Found, code: str) -> Item:
        quantity = whole(found.get("quantity"))
        return Item(
            name=text(found.get("name")),
            quantity=1 if quantity is None else quantity,
            sku=text(found.get("sku")),
            amount=money(found.get("amount"), code, self._scale),
        )

    def _shipments(self, found: Found) -> Sequence[Shipment]:
        """Return one shipment at least; what a parcel leaves out is the order's own."""
        common = {name: value for name, value in found.items() if name in _SHIPMENT}
        parcels = found.get("shipments")
        if self._parcel is None or not isinstance(parcels, list) or not parcels:
            return [self._shipment(common)]
        return [self._shipment({**common, **self._parcel.of(parcel)}) for parcel in parcels]

    def _shipment(self, found: Found) -> Shipment:
        return Shipment(
            carrier=text(found.get("carrier")),
            tracking_number=text(found.get("tracking_number")),
            tracking_url=text(found.get("tracking_url")),
            eta=moment(found.get("eta"), self._zone),
            address=text(found.get("address")),
            recipient=text(found.get("recipient")),
        )

    def _refund(self, found: Found, code: str) -> Refund | None:
        """Return the refund; None when neither an amount above zero nor a status says that there is one."""
        amount = money(found.get("refund_amount"), code, self._scale)
        status = text(found.get("refund_status"))
        if not status and not (amount and amount.amount):
            return None
        return Refund(amount, status, partial=found.get("refund_partial") is True)
