"""How far the readers of the whole hub's feeds have come."""

from agent_console.hub.command import Advance
from agent_console.hub.database.connection import Connection
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.outcome import Advanced


def advance(transaction: Transaction, command: Advance) -> Advanced:
    """Remember a position; one before the last changes nothing."""
    row = transaction.row(
        "INSERT INTO position (name, position) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET position = CASE WHEN excluded.position > position.position"
        "  THEN excluded.position ELSE position.position END RETURNING position",
        *(command.name, command.position),
    )
    return Advanced(command.name, command.position if row is None else row["position"])


def position(reader: Connection, name: str) -> int:
    """Return a position; 0 when it was never remembered."""
    row = reader.row("SELECT position FROM position WHERE name = ?", name)
    return 0 if row is None else int(row["position"])
