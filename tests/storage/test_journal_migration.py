"""A journal that an earlier version wrote is taken over whole."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from agent_console.domain.audit import Outcome
from agent_console.domain.chat import ClientId, ConversationId, Mode
from agent_console.domain.customer import CustomerId
from agent_console.domain.outbox import Intent
from agent_console.storage.journal import SqliteJournal

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

FIRST_FORMAT = """
CREATE TABLE installation (device TEXT NOT NULL);
CREATE TABLE reply (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id TEXT NOT NULL UNIQUE,
    conversation TEXT NOT NULL,
    customer TEXT NOT NULL,
    fence INTEGER NOT NULL,
    mode TEXT NOT NULL,
    text TEXT NOT NULL,
    accepted_at TEXT NOT NULL,
    number INTEGER NOT NULL,
    failure TEXT
);
CREATE TABLE number (conversation TEXT PRIMARY KEY, last INTEGER NOT NULL);
CREATE TABLE audit (
    position INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    conversation TEXT NOT NULL,
    ruling TEXT NOT NULL,
    rule TEXT NOT NULL,
    confirmed INTEGER NOT NULL,
    waited_seconds REAL NOT NULL
);
INSERT INTO installation VALUES ('the device');
INSERT INTO reply VALUES
    (1, 'a', 'ana', 'customer', 3, 'reply', 'on its way', '2026-03-02T12:00:00+00:00', 5, NULL),
    (2, 'b', 'ana', 'customer', 3, 'reply', 'refused', '2026-03-02T12:00:00+00:00', 0, 'it was closed');
INSERT INTO number VALUES ('ana', 4);
INSERT INTO audit VALUES (1, '2026-03-02T12:00:00+00:00', 'ana', 'allow', 'none', 0, 2.5);
PRAGMA user_version = 1;
"""


def reply(client_id: str, text: str, number: int) -> Intent:
    ana, customer = ConversationId("ana"), CustomerId("customer")
    return Intent(ClientId(client_id), ana, customer, 3, Mode.REPLY, text, NOON, number)


async def test_a_journal_of_the_first_format_keeps_everything(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "outbox.db")) as file:
        file.executescript(FIRST_FORMAT)
    journal = SqliteJournal(tmp_path)
    assert journal.notices == ()
    assert journal.device == "the device"
    assert journal.outstanding() == [reply("a", "on its way", 5)]
    assert journal.rejected() == [(reply("b", "refused", 0), "it was closed")]
    assert journal.numbers() == {"ana": 4}
    (line,) = journal.audited()
    assert (line.outcome, line.conversation, line.waited_seconds) == (Outcome.SENT, "ana", 2.5)
    await journal.aclose()


async def test_it_then_takes_files_and_is_brought_up_only_once(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "outbox.db")) as file:
        file.executescript(FIRST_FORMAT)
    journal = SqliteJournal(tmp_path)
    file_reply = Intent(
        client_id=ClientId("c"),
        conversation=ConversationId("ana"),
        customer=CustomerId("customer"),
        fence=3,
        mode=Mode.NOTE,
        text="",
        accepted_at=NOON,
        attachment="0f" * 16,
        file_name="label.png",
    )
    await journal.accept(file_reply)
    await journal.aclose()
    again = SqliteJournal(tmp_path)
    assert again.outstanding() == [reply("a", "on its way", 5), file_reply]
    await again.aclose()
