"""Giving agents their tokens."""

import uuid
from contextlib import closing
from pathlib import Path

from agent_console.hub import secret
from agent_console.hub.schema import open_database


def add_agent(database: Path, name: str) -> str:
    """Let an agent sign in and return the token, which is kept nowhere else.

    A known name gets a new token and the old one no longer counts. Works while a hub runs on the same
    database. Raises `StoreError` when the database cannot be used.
    """
    token = secret.new_token()
    with closing(open_database(database)) as connection:
        connection.execute(
            "INSERT INTO agent (id, name, token_hash) VALUES (?, ?, ?)"
            " ON CONFLICT (name) DO UPDATE SET token_hash = excluded.token_hash",
            (uuid.uuid4().hex, name, secret.digest(token)),
        )
    return token
