"""Agents and programs as the database has them, and the queues that they serve."""

import json
from collections.abc import Sequence

from agent_console.domain.chat import AgentId
from agent_console.hub.command import Accept
from agent_console.hub.database.connection import Connection, Row
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.outcome import AcceptingChanged
from agent_console.hub.store import Account, Member, Role

MOST_QUEUES = 200
"""Names of queues that are told."""


def accept(transaction: Transaction, command: Accept) -> AcceptingChanged:
    """Remember whether new customers may come to an agent."""
    transaction.run("UPDATE agent SET accepting = ? WHERE id = ?", int(command.accepting), command.agent)
    return AcceptingChanged(command.agent, command.accepting)


def account(reader: Connection, token_hash: bytes) -> Account | None:
    """Return who signs in with that token; nobody when it was revoked."""
    row = reader.row("SELECT * FROM agent WHERE token_hash = ? AND revoked = 0", token_hash)
    if row is None:
        return None
    return Account(AgentId(row["id"]), row["name"], bool(row["accepting"]), Role(row["role"]), _queues(row))


def team(reader: Connection) -> Sequence[Member]:
    """Return the agents who may sign in, by name."""
    rows = reader.rows(
        "SELECT *, (SELECT count(*) FROM conversation WHERE owner = agent.id) AS holding FROM agent"
        " WHERE role = 'agent' AND revoked = 0 ORDER BY name"
    )
    return [
        Member(AgentId(row["id"]), row["name"], bool(row["accepting"]), _queues(row), row["holding"])
        for row in rows
    ]


def queues(reader: Connection) -> Sequence[str]:
    """Return the queues that agents serve or that conversations are in, by name.

    Customers name the queue that they come to, and can make any name up: those that agents serve come
    before all others, and of what is more than `MOST_QUEUES` nobody is told.
    """
    agents = reader.rows("SELECT queues FROM agent WHERE revoked = 0")
    served = {queue for row in agents for queue in _queues(row)}
    named = reader.rows(
        "SELECT DISTINCT queue FROM conversation WHERE queue <> '' AND head > 0 ORDER BY queue LIMIT ?",
        MOST_QUEUES + len(served),
    )
    others = [row["queue"] for row in named if row["queue"] not in served]
    return sorted([*sorted(served), *others][:MOST_QUEUES])


def _queues(row: Row) -> tuple[str, ...]:
    return tuple(json.loads(row["queues"]))
