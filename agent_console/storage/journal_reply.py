"""The journal's tables, and a reply as one of their rows."""

from datetime import datetime

from agent_console.domain.chat import ClientId, ConversationId, Mode
from agent_console.domain.customer import CustomerId
from agent_console.domain.outbox import Intent

SCHEMA = """
CREATE TABLE IF NOT EXISTS installation (
    device TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS reply (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id TEXT NOT NULL UNIQUE,
    conversation TEXT NOT NULL,
    customer TEXT NOT NULL,
    fence INTEGER NOT NULL,
    mode TEXT NOT NULL,
    text TEXT NOT NULL,
    accepted_at TEXT NOT NULL,
    number INTEGER NOT NULL,
    failure TEXT,
    attachment TEXT NOT NULL DEFAULT '',
    file_name TEXT NOT NULL DEFAULT '',
    delayed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS number (
    conversation TEXT PRIMARY KEY,
    last INTEGER NOT NULL
);
"""
MIGRATIONS = {
    1: """
ALTER TABLE reply ADD COLUMN attachment TEXT NOT NULL DEFAULT '';
ALTER TABLE reply ADD COLUMN file_name TEXT NOT NULL DEFAULT '';
""",
    2: "ALTER TABLE reply ADD COLUMN delayed INTEGER NOT NULL DEFAULT 0;",
}
DEVICE = "SELECT device FROM installation"
INSTALL = "INSERT INTO installation (device) VALUES (?)"
# Replacing gives a retried or delayed reply a new position, behind what was accepted meanwhile.
ACCEPT = """
INSERT OR REPLACE INTO reply (
    client_id, conversation, customer, fence, mode, text, accepted_at, number, attachment, file_name, delayed
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
NUMBER = "UPDATE reply SET number = ? WHERE client_id = ?"
REJECT = "UPDATE reply SET number = 0, delayed = 0, failure = ? WHERE client_id = ?"
DROP = "DELETE FROM reply WHERE client_id = ?"
RETRACT = "DELETE FROM reply WHERE client_id = ? AND delayed"
USE_NUMBER = """
INSERT INTO number (conversation, last) VALUES (?, ?)
ON CONFLICT (conversation) DO UPDATE SET last = max(last, excluded.last)
"""
REPLIES = """
SELECT client_id, conversation, customer, fence, mode, text, accepted_at, number, attachment, file_name,
    failure
FROM reply WHERE NOT delayed ORDER BY position
"""
DELAYED = """
SELECT client_id, conversation, customer, fence, mode, text, accepted_at, number, attachment, file_name
FROM reply WHERE delayed ORDER BY position
"""
NUMBERS = "SELECT conversation, last FROM number"

Row = tuple[str, str, str, int, str, str, str, int, str, str]


def to_row(intent: Intent) -> Row:
    """Return the values that `ACCEPT` takes, but for the last: whether the reply must not leave yet."""
    return (
        intent.client_id,
        intent.conversation,
        intent.customer,
        intent.fence,
        intent.mode.value,
        intent.text,
        intent.accepted_at.isoformat(),
        intent.number,
        intent.attachment,
        intent.file_name,
    )


def from_row(row: Row) -> Intent:
    """Return the reply that `to_row` made a row of."""
    client_id, conversation, customer, fence, mode, text, accepted_at, number, attachment, file_name = row
    return Intent(
        client_id=ClientId(client_id),
        conversation=ConversationId(conversation),
        customer=CustomerId(customer),
        fence=fence,
        mode=Mode(mode),
        text=text,
        accepted_at=datetime.fromisoformat(accepted_at),
        number=number,
        attachment=attachment,
        file_name=file_name,
    )
