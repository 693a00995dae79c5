"""The rows by which hubs on one PostgreSQL know of each other.

A hub's row is renewed by the hub; everything that hangs on one that was not goes with it. The tables are not
logged: after a crash of the server they are empty, and every hub writes its part of them again.
"""

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

import psycopg

from agent_console.domain.chat import AgentId, ConversationId
from agent_console.hub.neighbour.presence import Changes, Entry, Kind
from agent_console.hub.neighbour.signal import CHANNEL

LOCKS = 0x61636E
"""The first number of the advisory locks; the second one says which."""
TURN, MAKING = 1, 2
IDLE_SECONDS = 15
"""After which the server ends a session that says nothing more, and with it the turn of a hub that hangs."""
ALIVE = "seen > clock_timestamp() - make_interval(secs => %s)"

Connection = psycopg.AsyncConnection[Any]


@dataclass(frozen=True, slots=True)
class View:
    """The other hubs that run, and the agents who are connected to them."""

    hubs: Set[str] = field(default_factory=frozenset)
    agents: Set[AgentId] = field(default_factory=frozenset)


async def prepare(connection: Connection) -> None:
    """Make the tables where there are none, and have a session that falls silent ended by the server."""
    await connection.execute(
        "SELECT set_config(name, %s, false) FROM pg_settings"
        " WHERE name IN ('idle_session_timeout', 'idle_in_transaction_session_timeout')",
        (f"{IDLE_SECONDS}s",),
    )
    # What is lost with the last moments before a crash is written again anyway.
    await connection.execute("SET synchronous_commit = off")
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock(%s, %s)", (LOCKS, MAKING))
        await connection.execute(
            "CREATE UNLOGGED TABLE IF NOT EXISTS neighbour (hub text PRIMARY KEY, seen timestamptz NOT NULL)"
        )
        await connection.execute(
            "CREATE UNLOGGED TABLE IF NOT EXISTS neighbour_presence ("
            " hub text NOT NULL REFERENCES neighbour ON DELETE CASCADE,"
            " kind text NOT NULL, key text NOT NULL, PRIMARY KEY (kind, key, hub))"
        )
        await connection.execute(
            "CREATE INDEX IF NOT EXISTS neighbour_presence_hub ON neighbour_presence (hub)"
        )


async def leave(connection: Connection, hub: str) -> None:
    """Have nobody count a hub any more."""
    await connection.execute("DELETE FROM neighbour WHERE hub = %s", (hub,))


async def renew(connection: Connection, hub: str) -> bool:
    """Tell that a hub runs; whether nothing was known of it before."""
    cursor = await connection.execute(
        "INSERT INTO neighbour VALUES (%s, clock_timestamp())"
        " ON CONFLICT (hub) DO UPDATE SET seen = excluded.seen RETURNING xmax = 0",
        (hub,),
    )
    row = await cursor.fetchone()
    return bool(row and row[0])


async def write(connection: Connection, hub: str, changes: Changes) -> None:
    """Write down who came to a hub and who went."""
    if changes.came:
        await connection.execute(
            "INSERT INTO neighbour_presence SELECT %s, kind, key"
            " FROM unnest(%s::text[], %s::text[]) AS came (kind, key) ON CONFLICT DO NOTHING",
            (hub, *_columns(changes.came)),
        )
    if changes.went:
        await connection.execute(
            "DELETE FROM neighbour_presence USING unnest(%s::text[], %s::text[]) AS went (kind, key)"
            " WHERE hub = %s AND neighbour_presence.kind = went.kind AND neighbour_presence.key = went.key",
            (*_columns(changes.went), hub),
        )


async def sweep(connection: Connection, seconds: float) -> None:
    """Take away the hubs that have not renewed their rows for so long."""
    await connection.execute(
        # A row that its hub renews just now is locked, and no row of the dead.
        f"DELETE FROM neighbour WHERE hub IN (SELECT hub FROM neighbour WHERE NOT ({ALIVE})"  # noqa: S608
        " FOR UPDATE SKIP LOCKED)",
        (seconds,),
    )


async def view(connection: Connection, hub: str, seconds: float) -> View:
    """Return what a hub sees of the others, of those that renewed their rows within so many seconds."""
    cursor = await connection.execute(
        "SELECT neighbour.hub, key FROM neighbour LEFT JOIN neighbour_presence"  # noqa: S608
        f" ON neighbour_presence.hub = neighbour.hub AND kind = %s WHERE neighbour.hub <> %s AND {ALIVE}",
        (Kind.AGENT, hub, seconds),
    )
    rows = await cursor.fetchall()
    agents = frozenset(AgentId(key) for _, key in rows if key is not None)
    return View(frozenset(other for other, _ in rows), agents)


async def elsewhere(
    connection: Connection, hub: str, conversations: Collection[ConversationId], seconds: float
) -> Set[ConversationId]:
    """Return those of the conversations whose customer is connected to another hub."""
    cursor = await connection.execute(
        "SELECT DISTINCT key FROM neighbour_presence JOIN neighbour USING (hub)"  # noqa: S608
        f" WHERE kind = %s AND key = ANY (%s) AND hub <> %s AND {ALIVE}",
        (Kind.CUSTOMER, list(conversations), hub, seconds),
    )
    return frozenset(ConversationId(key) for (key,) in await cursor.fetchall())


async def take_turn(connection: Connection) -> bool:
    """Try to have the common jobs be this session's until it ends; whether they are."""
    cursor = await connection.execute("SELECT pg_try_advisory_lock(%s, %s)", (LOCKS, TURN))
    row = await cursor.fetchone()
    return bool(row and row[0])


async def call(connection: Connection, text: str) -> None:
    """Call something to all hubs."""
    await connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, text))


def _columns(entries: Sequence[Entry]) -> tuple[list[str], list[str]]:
    return [str(kind) for kind, _ in entries], [key for _, key in entries]
