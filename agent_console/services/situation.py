"""One moment of one conversation, as canned responses name it."""

from datetime import datetime

from agent_console.domain.chat import Conversation
from agent_console.domain.customer import Customer
from agent_console.domain.record import Money, Order, Record
from agent_console.domain.system import within
from agent_console.snippets.context import Context, Values


def situation(
    conversation: Conversation, record: Record, now: datetime, agent: Values, brand: Values
) -> Context:
    """Return what a canned response may be filled with; `now` is in the zone that dates are written in."""
    customer = conversation.customer
    order = _order_at_hand(customer, record)
    return Context(
        now=now,
        customer=_customer(customer),
        agent=agent,
        conversation=_conversation(conversation),
        order=_order(order) if order is not None else {},
        brand=brand,
        team=str(agent.get("team") or ""),
        # A preview shows the variant that is inserted then, and the next reply may have another.
        seed=conversation.head,
    )


def _order_at_hand(customer: Customer, record: Record) -> Order | None:
    """Return the order that the customer named, or the newest when none was named.

    An unknown number gives none: the facts of some other order would be wrong with great confidence.
    """
    named = customer.order_number
    return record.order(named) if named else record.current_order("")


def _customer(customer: Customer) -> Values:
    return {
        "id": within(customer.id),
        "name": customer.name,
        "first_name": customer.first_name,
        "last_name": customer.last_name,
        "email": customer.email,
        "phone": customer.phone,
        "locale": customer.language,
        "account": customer.account,
        "order_number": customer.order_number,
    }


def _conversation(conversation: Conversation) -> Values:
    return {
        "id": conversation.id,
        "subject": conversation.concern,
        "concern": conversation.concern,
        "channel": conversation.channel,
        "queue": conversation.queue,
        "status": conversation.status.value,
        "priority": conversation.priority.value,
        "language": conversation.customer.language,
        "created_at": conversation.messages[0].sent_at if conversation.messages else None,
    }


def _order(order: Order) -> Values:
    shipment = order.shipment
    return {
        "id": order.number,
        "number": order.number,
        "status": order.status,
        "total": _amount(order.total),
        "currency": _currency(order),
        "placed_at": order.placed_at,
        "url": order.url,
        "items": [
            {"name": item.name, "quantity": item.quantity, "sku": item.sku, "amount": _amount(item.amount)}
            for item in order.items
        ],
        "shipping": {
            "carrier": shipment.carrier,
            "tracking_number": shipment.tracking_number,
            "tracking_url": shipment.tracking_url,
            "eta": shipment.eta,
            "address": shipment.address,
        },
        "refund": _refund(order),
    }


def _refund(order: Order) -> Values:
    refund = order.refund
    if refund is None:
        return {}
    return {"amount": _amount(refund.amount), "status": refund.status, "partial": refund.partial}


def _amount(money: Money | None) -> object:
    return None if money is None else money.amount


def _currency(order: Order) -> str:
    """Return the currency of the order's amounts."""
    refund = order.refund.amount if order.refund is not None else None
    amounts = (order.total, refund, *(item.amount for item in order.items))
    return next((money.currency for money in amounts if money is not None), "")
