"""What is learnt of customers while they are known: the page that they are on, and facts from programs."""

import json

from agent_console.domain.chat import AgentId, ConversationId
from agent_console.domain.customer import CustomerId
from agent_console.hub.command import Browse, Describe
from agent_console.hub.database import case as cases
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.outcome import Outcome, Refreshed, Rejected, Unchanged

MOST = 20
"""Details of one customer."""
STRANGER = Rejected("unknown", "there is no such customer")


def browse(transaction: Transaction, command: Browse) -> Outcome:
    """Remember where the customer is, while a chat goes on; nobody follows them about the shop after it."""
    case = cases.of_customer(transaction, command.customer, command.conversation)
    if case is None:
        return cases.UNKNOWN
    page = (command.visit.page, command.visit.page_title, command.visit.referrer)
    changed = transaction.row(
        "UPDATE conversation SET page = ?, page_title = ?, referrer = ? WHERE id = ? AND status <> 'closed'"
        " AND (page, page_title, referrer) <> (?, ?, ?) RETURNING id",
        *(*page, case.id, *page),
    )
    return Unchanged(case.id) if changed is None else _refreshed(transaction, command.customer)


def describe(transaction: Transaction, command: Describe) -> Outcome:
    """Remember what a program knows of a customer."""
    row = transaction.row("SELECT custom FROM customer WHERE id = ?", command.customer)
    if row is None:
        return STRANGER
    custom = json.loads(row["custom"]) | {detail.label: detail.value for detail in command.custom}
    kept = {label: value for label, value in custom.items() if value.strip()}
    if len(kept) > MOST:
        return Rejected("too_many", f"a customer can have {MOST} details; take another one away first")
    transaction.run(
        "UPDATE customer SET timezone = coalesce(?, timezone), company = coalesce(?, company), custom = ?"
        " WHERE id = ?",
        *(command.timezone, command.company, json.dumps(kept), command.customer),
    )
    return _refreshed(transaction, command.customer)


def _refreshed(transaction: Transaction, customer: CustomerId) -> Refreshed:
    rows = transaction.rows(
        "SELECT id, owner FROM conversation WHERE customer = ? AND owner IS NOT NULL", customer
    )
    return Refreshed(customer, tuple((ConversationId(row["id"]), AgentId(row["owner"])) for row in rows))
