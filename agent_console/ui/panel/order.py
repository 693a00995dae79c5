"""The rows about a customer's orders; the one they named, else the newest, is unfolded at first."""

from collections.abc import Iterator

from agent_console.domain.record import Item, Money, Order, Record, Refund, Shipment
from agent_console.texts import N_, _, ngettext
from agent_console.ui.format import date, money
from agent_console.ui.panel.row import Look, Row, told_apart, web_link

MOST_ITEMS = 8
"""Of more items than these, the rest unfolds."""


def order_rows(record: Record, named: str, turned: frozenset[str], everything: bool) -> Iterator[Row]:
    """Yield the orders, `named` being the number that the customer gave.

    `turned` are the keys of rows that are folded otherwise than from the start; `everything` unfolds all.
    """
    current = record.current_order(named)
    keys = told_apart(f"order:{order.number}" for order in record.orders)
    for key, order in zip(keys, record.orders, strict=True):
        opened = everything or (order is current) != (key in turned)
        yield _title(key, order, opened)
        if opened:
            yield from _inside(key, order, turned, everything)


def _title(key: str, order: Order, opened: bool) -> Row:
    number, link = f"#{order.number}", web_link(order.url)
    if opened:
        return Row(key, Look.TITLE, value=order.number, shown=number, link=link, opened=True)
    shown = f"{number} · {order.status}" if order.status else number
    detail = " · ".join(part for part in (_placed(order), _amount(order.total)) if part)
    return Row(key, Look.TITLE, value=order.number, shown=shown, detail=detail, link=link, opened=False)


def _inside(key: str, order: Order, turned: frozenset[str], everything: bool) -> Iterator[Row]:
    # Translators: labels of an order's facts, best at most 10 characters
    yield from _field(key, N_("status"), order.status)
    # Translators: label beside a date: when somebody ordered
    yield from _field(key, N_("placed"), _placed(order))
    yield from _items(key, order, turned, everything)
    # Translators: label beside an amount of money: all of an order
    yield from _field(key, N_("total"), _amount(order.total))
    yield from _field(key, N_("payment"), order.payment)
    yield from _refund(key, order.refund)
    if order.further_shipments:
        yield _parcel(key, 1)
    yield from _shipment(key, order.shipment)
    for number, shipment in enumerate(order.further_shipments, 2):
        yield _parcel(key, number)
        yield from _shipment(key, shipment, f"{number}:")
    # Translators: label beside a value, best at most 10 characters: a page on the web
    yield from _field(key, N_("page"), web_link(order.url), order.url)


def _items(key: str, order: Order, turned: frozenset[str], everything: bool) -> Iterator[Row]:
    rows = [_item(key, number, item) for number, item in enumerate(order.items)]
    yield from rows[:MOST_ITEMS]
    rest = len(rows) - MOST_ITEMS
    if rest > 0:
        more = f"{key}/more items"
        opened = everything or more in turned
        words = ngettext("and {count} more", "and {count} more", rest).format(count=rest)
        yield Row(more, Look.WORDS, shown=words, under=key, opened=opened)
        yield from rows[MOST_ITEMS:] if opened else ()


def _item(key: str, number: int, item: Item) -> Row:
    count = f"{item.quantity} × " if item.quantity != 1 else ""
    amount = f" · {_amount(item.amount)}" if item.amount else ""
    shown = f"{count}{item.name or item.sku}{amount}"
    return Row(f"{key}/item {number}", value=item.name or item.sku, shown=shown, under=key)


def _parcel(key: str, number: int) -> Row:
    words = _("parcel {number}").format(number=number)
    return Row(f"{key}/parcel {number}", Look.WORDS, shown=words, under=key)


def _shipment(key: str, shipment: Shipment, parcel: str = "") -> Iterator[Row]:
    facts = (
        # Translators: label beside a company that carries parcels, best at most 10 characters
        (N_("carrier"), shipment.carrier, ""),
        # Translators: label beside the number by which a parcel is tracked
        (N_("tracking"), shipment.tracking_number, shipment.tracking_url),
        # Translators: label beside a date: when a parcel should arrive
        (N_("due"), date(shipment.eta) if shipment.eta else "", ""),
        (N_("recipient"), shipment.recipient, ""),
        (N_("address"), shipment.address, ""),
    )
    for label, value, address in facts:
        yield from _field(key, label, value, address, parcel)


def _refund(key: str, refund: Refund | None) -> Iterator[Row]:
    if refund is not None:
        # Translators: only part of the money was refunded
        partial = _("part of it") if refund.partial else ""
        facts = (_amount(refund.amount), partial, refund.status)
        yield from _field(key, N_("refund"), " · ".join(fact for fact in facts if fact))


def _field(key: str, label: str, value: str, address: str = "", parcel: str = "") -> Iterator[Row]:
    if value.strip():
        yield Row(f"{key}/{parcel}{label}", label=_(label), value=value, link=web_link(address), under=key)


def _placed(order: Order) -> str:
    return date(order.placed_at) if order.placed_at else ""


def _amount(amount: Money | None) -> str:
    return money(amount).plain if amount else ""
