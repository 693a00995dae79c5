"""Whom a reply goes to, in words that cannot be mistaken for another customer on the desk."""

from textual.content import Content

from agent_console.domain.chat import ConversationId
from agent_console.domain.customer import Customer
from agent_console.domain.desk import Desk
from agent_console.ui.format import joined, line

NAMELESS = "no name"


def name_of(customer: Customer, width: int = 60) -> Content:
    """Return the customer's name, or words that say that there is none."""
    name = line(customer.name, width)
    return name if name.plain.strip() else Content(NAMELESS)


def recipient(desk: Desk, conversation: ConversationId) -> Content:
    """Return glyph and name of a held conversation's customer.

    When another customer on the desk shares the first or the last name, the order or the account
    number follows, because a name alone would then be a trap.
    """
    customer = desk[conversation].customer
    glyph = desk.mark(conversation).glyph
    label = joined(f"{glyph} ", name_of(customer))
    others = (held.customer for held in desk.conversations.values() if held.id != conversation)
    if any(_alike(customer, other) for other in others):
        return joined(label, _number(customer, conversation))
    return label


def _alike(one: Customer, other: Customer) -> bool:
    names = {one.first_name.casefold(), one.last_name.casefold()} - {""}
    return not names.isdisjoint({other.first_name.casefold(), other.last_name.casefold()})


def _number(customer: Customer, conversation: ConversationId) -> Content:
    if customer.order_number:
        return joined(" #", line(customer.order_number, 20))
    return joined(" · ", line(customer.account or customer.email or str(conversation), 30))
