"""Whom a reply goes to, in words that cannot be mistaken for another customer on the desk."""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Recipient:
    """One customer as the desk shows them; all texts are sanitised."""

    glyph: str
    name: str
    number: str = ""
    """Order or account number, where another customer on the desk has a like name."""

    def content(self, width: int = 200) -> Content:
        """Return glyph, name and number in at most `width` cells; the name gives way."""
        tail = Content(f" {self.number}" if self.number else "")
        head = joined(f"{self.glyph} ", self.name)
        return joined(head.truncate(max(3, width - tail.cell_length), ellipsis=True), tail)


def recipient(desk: Desk, conversation: ConversationId) -> Recipient:
    """Return how a held conversation's customer is told from all others on the desk.

    When another customer shares the first or the last name, the order or the account number follows,
    because a name alone would then be a trap.
    """
    customer = desk[conversation].customer
    others = (held.customer for held in desk.conversations.values() if held.id != conversation)
    alike = any(_alike(customer, other) for other in others)
    number = _number(customer, conversation).plain if alike else ""
    return Recipient(desk.mark(conversation).glyph, name_of(customer).plain, number)


def about(words: str, desk: Desk, conversation: ConversationId) -> Content:
    """Return the console's own words followed by how a held conversation's customer is told from others."""
    return joined(words, recipient(desk, conversation).content())


def _alike(one: Customer, other: Customer) -> bool:
    names = {one.first_name.casefold(), one.last_name.casefold()} - {""}
    return not names.isdisjoint({other.first_name.casefold(), other.last_name.casefold()})


def _number(customer: Customer, conversation: ConversationId) -> Content:
    if customer.order_number:
        return joined("#", line(customer.order_number, 20))
    return line(customer.account or customer.email or conversation, 30)
