"""Giving agents and programs their tokens, and taking them back; all of it while a hub runs, too."""

import json
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from agent_console.hub import secret
from agent_console.hub.database.schema import open_database
from agent_console.hub.store import Role


@dataclass(frozen=True, slots=True)
class Enrolled:
    """An agent or a program that has, or had, a token."""

    name: str
    role: Role
    queues: tuple[str, ...]
    revoked: bool


def add_agent(database: Path, name: str, role: str = Role.AGENT, queues: Sequence[str] = ()) -> str:
    """Let an agent, or a program, sign in and return the token, which is kept nowhere else.

    A known name gets a new token and the old one no longer counts. Raises `StoreError` when the
    database cannot be used, and ValueError for a role that there is not.
    """
    token = secret.new_token()
    with _opened(database) as connection:
        connection.execute(
            "INSERT INTO agent (id, name, token_hash, role, queues) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (name) DO UPDATE SET token_hash = excluded.token_hash, role = excluded.role,"
            " queues = excluded.queues, revoked = 0",
            (uuid.uuid4().hex, name, secret.digest(token), Role(role), json.dumps(list(queues))),
        )
    return token


def revoke(database: Path, name: str) -> bool:
    """Have a token count no more, at once; return whether that name had one.

    Raises `StoreError` when the database cannot be used.
    """
    with _opened(database) as connection:
        changed = connection.execute("UPDATE agent SET revoked = 1 WHERE name = ? AND NOT revoked", (name,))
        return changed.rowcount > 0


def agents(database: Path) -> Sequence[Enrolled]:
    """Return everybody who ever had a token, by name.

    Raises `StoreError` when the database cannot be used.
    """
    with _opened(database) as connection:
        rows = connection.execute("SELECT name, role, queues, revoked FROM agent ORDER BY name").fetchall()
    return [
        Enrolled(name, Role(role), tuple(json.loads(queues)), bool(revoked))
        for name, role, queues, revoked in rows
    ]


@contextmanager
def _opened(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_database(database)) as connection:
        yield connection
