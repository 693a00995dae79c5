"""Whom a reply goes to, in words that cannot be mistaken for another customer on the desk."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content

from agent_console.domain.chat import Conversation, ConversationId
from agent_console.domain.customer import Customer
from agent_console.domain.desk import Desk
from agent_console.services.namesake import namesakes
from agent_console.texts import N_, _
from agent_console.ui.format import filled, joined, line

NAMELESS = N_("no name")


def name_of(customer: Customer, width: int = 60) -> Content:
    """Return the customer's name, or words that say that there is none."""
    name = line(customer.name, width)
    return name if name.plain.strip() else Content(_(NAMELESS))


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

    When another customer has a like name, the order or the account number follows, because a name alone
    would then be a trap; where that is the same too, what else is known of this customer only.
    """
    customer = desk[conversation].customer
    others = [held for held in desk.conversations.values() if held.id != conversation]
    alike = [held for held in others if namesakes(customer.name, held.customer.name)]
    number = _number(desk[conversation], alike) if alike else ""
    return Recipient(desk.mark(conversation).glyph, name_of(customer).plain, number)


def about(template: str, desk: Desk, conversation: ConversationId, **parts: Content | str) -> Content:
    """Return the console's own words with, for `{who}`, how a held customer is told from others."""
    return filled(template, who=recipient(desk, conversation).content(), **parts)


def _number(held: Conversation, alike: Iterable[Conversation]) -> str:
    """Return the first fact of a conversation's customer that none of the others shares."""
    known = {fact for other in alike for fact in _facts(other)}
    facts = _facts(held)
    return next((fact for fact in facts if fact not in known), facts[-1])


def _facts(held: Conversation) -> list[str]:
    """Return what tells a conversation apart, best first; its own id is the last resort."""
    customer = held.customer
    order = joined("#", line(customer.order_number, 20)) if customer.order_number else Content()
    rest = (line(fact, 30) for fact in (customer.account, customer.email, held.id))
    return [fact.plain for fact in (order, *rest) if fact.plain]
