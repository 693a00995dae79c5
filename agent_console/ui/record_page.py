"""What is known of a customer, set as a page: profile, current concern, orders, past cases."""

from collections.abc import Iterator

from textual.content import Content

from agent_console.domain.chat import Conversation, Presence, Priority
from agent_console.domain.record import Case, Freshness, Item, Order, Record
from agent_console.ui.format import date, joined, line, money, time_of_day
from agent_console.ui.pane_title import USUAL_CHANNEL, channel_name
from agent_console.ui.symbol import PRIORITY_GLYPH

_MOST_ITEMS = 6


def record_page(held: Conversation, record: Record, width: int) -> Content:
    """Return the page for a held conversation, wrapped to `width` cells; texts from outside are sanitised."""
    sections = [_profile(held), _state_of_things(held), _state(record), _orders(record), _cases(record)]
    wrapped = ([row for part in section for row in _hung(part, width)] for section in sections)
    return Content("\n\n").join(Content("\n").join(section) for section in wrapped if section)


def _hung(row: Content, width: int) -> Iterator[Content]:
    """Wrap a row so that what follows stands under the beginning of its text."""
    margin = " " * (len(row.plain) - len(row.plain.lstrip(" ")))
    text = row[len(margin) :]
    for piece in text.wrap(width - len(margin)) if text else [text]:
        yield joined(margin, piece)


def _state_of_things(held: Conversation) -> Iterator[Content]:
    """Yield what agents have said about the conversation, in full."""
    if held.tags:
        yield joined(("tags ", "$quiet"), Content(" ").join(joined("#", line(tag, 40)) for tag in held.tags))
    if held.priority is not Priority.NORMAL:
        glyph = PRIORITY_GLYPH[held.priority]
        yield joined(("priority ", "$quiet"), (f"{glyph} {held.priority.value}", "bold"))
    if held.promise is not None:
        until = f"{date(held.promise.until)} {time_of_day(held.promise.until)}"
        yield joined((f"back by {until} ", "bold"), line(held.promise.text, 300))
    if held.presence is not Presence.UNKNOWN:
        there = "is here" if held.presence is Presence.HERE else "has left"
        yield joined(("customer ", "$quiet"), there)
    if held.blocked:
        yield Content.styled("✗ blocked: nothing more comes from this customer", "bold")


def _heading(words: str) -> Content:
    return Content.styled(words.upper(), "$quiet bold")


def _field(label: str, value: str) -> Iterator[Content]:
    if value.strip():
        yield joined((f"{label} ", "$quiet"), line(value, 120))


def _profile(held: Conversation) -> Iterator[Content]:
    customer = held.customer
    if held.concern:
        yield joined(("concern ", "$quiet"), line(held.concern, 300, "bold"))
    yield from _field("order", customer.order_number)
    yield from _field("account", customer.account)
    yield from _field("e-mail", customer.email)
    yield from _field("phone", customer.phone)
    yield from _field("language", customer.language)
    yield from _field("page", held.page)
    yield from _field("queue", held.queue)
    if held.channel != USUAL_CHANNEL:
        yield joined(("channel ", "$quiet"), channel_name(held.channel))
    if held.callback_at is not None:
        at = f"{date(held.callback_at)} {time_of_day(held.callback_at)}"
        yield joined(("call back at ", "$quiet"), (at, "bold"))


def _state(record: Record) -> Iterator[Content]:
    read = f" (as of {time_of_day(record.fetched_at)})" if record.fetched_at else ""
    if record.freshness is Freshness.LOADING:
        yield Content.styled(f"reading orders and cases …{read}", "$quiet italic")
    elif record.freshness is Freshness.FAILED:
        yield joined(("not read", "reverse bold"), f"{read} ", line(record.failure))


def _orders(record: Record) -> Iterator[Content]:
    if record.orders or record.freshness is Freshness.FRESH:
        yield _heading("orders")
    if record.freshness is Freshness.FRESH and not record.orders:
        yield Content.styled("none", "$quiet")
    for number, order in enumerate(record.orders):
        if number:
            yield Content()
        yield from _order(order)


def _order(order: Order) -> Iterator[Content]:
    status = joined(" · ", line(order.status, 30)) if order.status else Content()
    yield joined(("#", "bold"), line(order.number, 30, "bold"), status)
    placed = Content(date(order.placed_at)) if order.placed_at else Content()
    total = money(order.total) if order.total else Content()
    if placed or total:
        yield joined("  ", Content(" · ").join(part for part in (placed, total) if part))
    for item in order.items[:_MOST_ITEMS]:
        yield _item(item)
    if len(order.items) > _MOST_ITEMS:
        yield Content.styled(f"  and {len(order.items) - _MOST_ITEMS} more", "$quiet")
    yield from _shipment(order)
    yield from _refund(order)


def _item(item: Item) -> Content:
    count = f"{item.quantity} × " if item.quantity != 1 else ""
    return joined(f"  {count}", line(item.name, 80))


def _shipment(order: Order) -> Iterator[Content]:
    shipment = order.shipment
    if shipment.carrier or shipment.tracking_number:
        carried = line(f"{shipment.carrier} {shipment.tracking_number}".strip(), 80)
        yield joined(("  by ", "$quiet"), carried)
    if shipment.eta:
        yield joined(("  due ", "$quiet"), date(shipment.eta))
    if shipment.address:
        yield joined(("  to ", "$quiet"), line(shipment.address, 120))


def _refund(order: Order) -> Iterator[Content]:
    refund = order.refund
    if refund is None:
        return
    amount = joined(" ", money(refund.amount)) if refund.amount else Content()
    partial = " (part)" if refund.partial else ""
    yield joined(("  refund", "$quiet"), amount, f"{partial} ", line(refund.status, 40))


def _cases(record: Record) -> Iterator[Content]:
    if record.cases or record.freshness is Freshness.FRESH:
        yield _heading("past cases")
    if record.freshness is Freshness.FRESH and not record.cases:
        yield Content.styled("none", "$quiet")
    for case in record.cases:
        yield from _case(case)


def _case(case: Case) -> Iterator[Content]:
    opened = f"{date(case.opened_at)} · " if case.opened_at else ""
    rating = f" · {case.rating}/5" if case.rating is not None else ""
    yield line(case.subject, 120, "bold")
    yield joined((f"  {opened}", "$quiet"), line(case.status, 30), rating)
    if case.last_line:
        yield joined(("  ❝ ", "$quiet"), line(case.last_line, 160, "$quiet italic"))
