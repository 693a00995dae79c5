"""Webhooks in the database: made, removed, and how sending to them went."""

import json
from collections.abc import Sequence

from agent_console.hub.command import Subscribe, Unsubscribe, UpdateWebhook
from agent_console.hub.database.connection import Connection
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.outcome import Outcome, Rejected, WebhookChanged
from agent_console.hub.webhook import Webhook

MOST_WEBHOOKS = 20
"""Each has a task of its own that looks for what is new."""

_NEWEST = {
    "message": "INSERT INTO position SELECT ?, coalesce(max(id), 0) FROM message",
    "history": "INSERT INTO position SELECT ?, coalesce(max(id), 0) FROM history",
}
"""Where each feed begins for a new webhook."""


def subscribe(transaction: Transaction, command: Subscribe) -> Outcome:
    """Remember a webhook, which is told of everything that happens from now on."""
    count = transaction.row("SELECT count(*) AS count FROM webhook")
    if count is not None and count["count"] >= MOST_WEBHOOKS:
        return Rejected("full", f"there are {MOST_WEBHOOKS} webhooks already; delete one first")
    webhook = command.webhook
    transaction.run(
        "INSERT INTO webhook (id, url, secret, events, maker, made_ms) VALUES (?, ?, ?, ?, ?, ?)",
        *(webhook.id, webhook.url, webhook.secret, json.dumps(webhook.events)),
        *(webhook.maker, transaction.now_ms),
    )
    for feed, newest in _NEWEST.items():
        transaction.run(newest, _place(webhook.id, feed))
    return WebhookChanged(webhook.id)


def unsubscribe(transaction: Transaction, command: Unsubscribe) -> Outcome:
    """Forget a webhook."""
    gone = transaction.row("DELETE FROM webhook WHERE id = ? RETURNING id", command.webhook)
    for feed in _NEWEST:
        transaction.run("DELETE FROM position WHERE name = ?", _place(command.webhook, feed))
    return _known(gone is not None, command.webhook)


def update(transaction: Transaction, command: UpdateWebhook) -> Outcome:
    """Remember how sending to a webhook goes."""
    row = transaction.row(
        "UPDATE webhook SET failures = ?, failure = ?, dead = ? WHERE id = ? RETURNING id",
        *(command.failures, command.failure, int(command.dead), command.webhook),
    )
    return _known(row is not None, command.webhook)


def webhooks(reader: Connection) -> Sequence[Webhook]:
    """Return the webhooks of programs whose tokens count, oldest first."""
    rows = reader.rows(
        "SELECT webhook.* FROM webhook JOIN agent ON agent.id = maker"
        " WHERE role = 'service' AND revoked = 0 ORDER BY made_ms, webhook.id"
    )
    return [
        Webhook(
            id=row["id"],
            url=row["url"],
            secret=row["secret"],
            events=tuple(json.loads(row["events"])),
            maker=row["maker"],
            made_ms=row["made_ms"],
            failures=row["failures"],
            failure=row["failure"],
            dead=bool(row["dead"]),
        )
        for row in rows
    ]


def _place(webhook: str, feed: str) -> str:
    return f"webhook:{webhook}:{feed}"


def _known(known: bool, webhook: str) -> Outcome:
    return WebhookChanged(webhook) if known else Rejected("unknown", "there is no such webhook")
