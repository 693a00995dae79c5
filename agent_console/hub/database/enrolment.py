"""Giving agents and programs their tokens, and taking them back; all of it while a hub runs, too."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from agent_console.hub import secret
from agent_console.hub.database.address import Place
from agent_console.hub.database.opening import connection_at
from agent_console.hub.store import Role


@dataclass(frozen=True, slots=True)
class Enrolled:
    """An agent or a program that has, or had, a token."""

    name: str
    role: Role
    queues: tuple[str, ...]
    revoked: bool


def add_agent(database: Place, name: str, role: str = Role.AGENT, queues: Sequence[str] = ()) -> str:
    """Let an agent, or a program, sign in and return the token, which is kept nowhere else.

    A known name gets a new token and the old one no longer counts. Raises `StoreError` when the
    database cannot be used, and ValueError for a role that there is not.
    """
    token = secret.new_token()
    with connection_at(database) as connection:
        connection.run(
            "INSERT INTO agent (id, name, token_hash, role, queues) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (name) DO UPDATE SET token_hash = excluded.token_hash, role = excluded.role,"
            " queues = excluded.queues, revoked = 0",
            *(uuid.uuid4().hex, name, secret.digest(token), Role(role), json.dumps(list(queues))),
        )
    return token


def revoke(database: Place, name: str) -> bool:
    """Have a token count no more, at once; return whether that name had one.

    Raises `StoreError` when the database cannot be used.
    """
    with connection_at(database) as connection:
        changed = connection.row(
            "UPDATE agent SET revoked = 1 WHERE name = ? AND revoked = 0 RETURNING id", name
        )
        return changed is not None


def agents(database: Place) -> Sequence[Enrolled]:
    """Return everybody who ever had a token, by name.

    Raises `StoreError` when the database cannot be used.
    """
    with connection_at(database) as connection:
        rows = connection.rows("SELECT name, role, queues, revoked FROM agent ORDER BY name")
    return [
        Enrolled(row["name"], Role(row["role"]), tuple(json.loads(row["queues"])), bool(row["revoked"]))
        for row in rows
    ]
