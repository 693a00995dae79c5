"""How a row becomes what is shown, field by field, for whoever writes or checks a field map: pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from agent_console.config import CaseSource, FieldMap, OrderSource
from agent_console.connectors.case_map import CaseMap
from agent_console.connectors.expression import Expression
from agent_console.connectors.order_map import OrderMap
from agent_console.connectors.value import text
from agent_console.domain.record import Case, Item, Money, Order, Shipment

Shown = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Trace:
    """One field of one row."""

    field: str
    """Its name in the settings; of a part of a list, `items[0].name`."""
    expression: str
    """Where the settings say that it is."""
    raw: object
    """What stands there; None for nothing."""
    shown: str
    """What the console makes of it; empty when it shows nothing."""


def order_traces(settings: OrderSource, row: object) -> tuple[Trace, ...]:
    """Return the fields of an order's row; nothing is shown of one without a number."""
    fields, order = settings.fields, OrderMap(settings).read(row)
    traces = list(_traces(fields, row, _of_order(order) if order else {}))
    if fields.item and order:
        traces += _parts(fields, "items", fields.item, row, map(_of_item, order.items), "name")
    if fields.shipment and order:
        parcels = map(_of_shipment, (order.shipment, *order.further_shipments))
        traces += _parts(fields, "shipments", fields.shipment, row, parcels)
    return tuple(traces)


def case_traces(settings: CaseSource, row: object) -> tuple[Trace, ...]:
    """Return the fields of a case's row; nothing is shown of one without an id."""
    fields, case = settings.fields, CaseMap(settings).read(row)
    traces = list(_traces(fields, row, _of_case(case) if case else {}))
    if fields.line and case:
        said = ({"author": line.author, "text": line.text, "at": line.at} for line in case.lines)
        traces += _parts(fields, "lines", fields.line, row, said, "text")
    return tuple(traces)


def keys(row: object) -> tuple[str, ...]:
    """Return the keys of a row, for whoever looks for the right one; none when it is no mapping."""
    return tuple(map(str, row)) if isinstance(row, dict) else ()


def _traces(fields: FieldMap, row: object, shown: Shown, prefix: str = "") -> Iterator[Trace]:
    for name, expression in fields.expressions.items():
        raw = Expression(expression).of(row)
        yield Trace(f"{prefix}{name}", expression, raw, _text(shown.get(name)))


def _parts(
    fields: FieldMap, name: str, inner: FieldMap, row: object, shown: Iterable[Shown], told_by: str = ""
) -> Iterator[Trace]:
    """Yield the fields of each part of a list; `told_by` names the one without which a part is not shown."""
    found = Expression(fields.expressions[name]).of(row)
    left = list(shown)
    for index, part in enumerate(found if isinstance(found, list) else []):
        mark = text(Expression(inner.expressions[told_by]).of(part)).strip() if told_by else ""
        its = next((one for one in left if not told_by or one[told_by] == mark), {})
        if its:
            left.remove(its)
        yield from _traces(inner, part, its, f"{name}[{index}].")


def _text(value: object) -> str:
    match value:
        case None | False:
            return ""
        case Money():
            return f"{value.amount} {value.currency}"
        case datetime():
            return value.isoformat()
        case tuple():
            return ", ".join(map(str, value))
    return str(value)


def _of_order(order: Order) -> Shown:
    refund = order.refund
    return {
        "number": order.number,
        "status": order.status,
        "placed_at": order.placed_at,
        "total": order.total,
        "currency": order.total.currency if order.total else None,
        "items": f"{len(order.items)} shown",
        "shipments": f"{1 + len(order.further_shipments)} shown",
        "payment": order.payment,
        "refund_amount": refund.amount if refund else None,
        "refund_status": refund.status if refund else None,
        "refund_partial": refund.partial if refund else None,
        "url": order.url,
        **_of_shipment(order.shipment),
    }


def _of_shipment(shipment: Shipment) -> Shown:
    return {
        "carrier": shipment.carrier,
        "tracking_number": shipment.tracking_number,
        "tracking_url": shipment.tracking_url,
        "eta": shipment.eta,
        "address": shipment.address,
        "recipient": shipment.recipient,
    }


def _of_item(item: Item) -> Shown:
    return {"name": item.name, "quantity": item.quantity, "sku": item.sku, "amount": item.amount}


def _of_case(case: Case) -> Shown:
    return {
        "id": case.id,
        "subject": case.subject,
        "status": case.status,
        "opened_at": case.opened_at,
        "closed_at": case.closed_at,
        "tags": case.tags,
        "rating": case.rating,
        "last_line": case.last_line,
        "lines": f"{len(case.lines)} shown",
        "contact": case.contact,
        "url": case.url,
    }
