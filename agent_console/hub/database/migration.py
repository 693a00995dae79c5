"""The format of the hub's database, step by step: a new file takes them all, an older one the rest."""

import sqlite3
from collections.abc import Iterator

_CONVERSATIONS_AND_MESSAGES = """
CREATE TABLE agent (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    token_hash BLOB NOT NULL UNIQUE,
    accepting INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE customer (
    id TEXT PRIMARY KEY,
    secret_hash BLOB NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    language TEXT NOT NULL,
    account TEXT NOT NULL,
    order_number TEXT NOT NULL
) STRICT;

CREATE TABLE conversation (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL UNIQUE REFERENCES customer (id),
    channel TEXT NOT NULL,
    queue TEXT NOT NULL,
    concern TEXT NOT NULL,
    page TEXT NOT NULL,
    status TEXT NOT NULL,
    owner TEXT REFERENCES agent (id),
    fence INTEGER NOT NULL DEFAULT 0,
    head INTEGER NOT NULL DEFAULT 0,
    moved_ms INTEGER NOT NULL,
    turn INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX conversation_waiting ON conversation (turn) WHERE status = 'waiting';
CREATE INDEX conversation_owner ON conversation (owner, turn) WHERE owner IS NOT NULL;

CREATE TABLE message (
    conversation TEXT NOT NULL REFERENCES conversation (id),
    sequence INTEGER NOT NULL,
    author TEXT NOT NULL,
    writer TEXT NOT NULL,
    client_id TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    sent_ms INTEGER NOT NULL,
    PRIMARY KEY (conversation, sequence)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX message_client_id ON message (author, writer, client_id);

CREATE TABLE send_number (
    device TEXT NOT NULL,
    conversation TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (device, conversation)
) STRICT, WITHOUT ROWID;

CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    conversation TEXT NOT NULL,
    move TEXT NOT NULL,
    agent TEXT,
    fence INTEGER NOT NULL
) STRICT;
CREATE TRIGGER history_stays BEFORE UPDATE ON history BEGIN
    SELECT RAISE(ABORT, 'history is append-only');
END;
CREATE TRIGGER history_remains BEFORE DELETE ON history BEGIN
    SELECT RAISE(ABORT, 'history is append-only');
END;
"""

_NOTES_FACTS_AND_CHANNELS = """
ALTER TABLE agent ADD COLUMN role TEXT NOT NULL DEFAULT 'agent';
ALTER TABLE agent ADD COLUMN queues TEXT NOT NULL DEFAULT '[]';
ALTER TABLE agent ADD COLUMN revoked INTEGER NOT NULL DEFAULT 0;

ALTER TABLE customer ADD COLUMN blocked INTEGER NOT NULL DEFAULT 0;
-- The address of a customer who is known by it, in lower case.
ALTER TABLE customer ADD COLUMN mailbox TEXT;
CREATE UNIQUE INDEX customer_mailbox ON customer (mailbox) WHERE mailbox IS NOT NULL;

CREATE INDEX customer_email ON customer (lower(trim(email)));

CREATE TABLE new_conversation (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    customer TEXT NOT NULL REFERENCES customer (id),
    channel TEXT NOT NULL,
    queue TEXT NOT NULL,
    concern TEXT NOT NULL,
    page TEXT NOT NULL,
    callback_ms INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL DEFAULT 'closed',
    owner TEXT REFERENCES agent (id),
    fence INTEGER NOT NULL DEFAULT 0,
    -- The move that gave it to its owner.
    turn INTEGER NOT NULL DEFAULT 0,
    -- The move that put it into the queue; it keeps this place when an agent gives it back.
    waiting_turn INTEGER NOT NULL DEFAULT 0,
    waiting_ms INTEGER NOT NULL DEFAULT 0,
    -- How often it was begun: one rating each.
    round INTEGER NOT NULL DEFAULT 0,
    -- The last sequence of agents, and the last one of the customer.
    head INTEGER NOT NULL DEFAULT 0,
    heard INTEGER NOT NULL DEFAULT 0,
    -- How far the customer has read, by agents' sequences; how far the owner has, by the customer's.
    read INTEGER NOT NULL DEFAULT 0,
    seen INTEGER NOT NULL DEFAULT 0,
    -- The reply after which the customer's silence was told.
    silent INTEGER NOT NULL DEFAULT 0,
    -- 0 is low, 3 is urgent.
    priority INTEGER NOT NULL DEFAULT 1,
    hold_until_ms INTEGER NOT NULL DEFAULT 0,
    promise TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '',
    presence TEXT NOT NULL DEFAULT 'unknown'
) STRICT;
INSERT INTO new_conversation
    (id, customer, channel, queue, concern, page, status, owner, fence,
     turn, waiting_turn, waiting_ms, round, head, heard)
    SELECT id, customer, channel, queue, concern, page, status, owner, fence,
     turn, turn, moved_ms, head > 0, head, head
    FROM conversation ORDER BY rowid;
DROP TABLE conversation;
ALTER TABLE new_conversation RENAME TO conversation;
CREATE INDEX conversation_waiting ON conversation (priority DESC, waiting_turn) WHERE status = 'waiting';
CREATE INDEX conversation_owner ON conversation (owner, turn) WHERE owner IS NOT NULL;
CREATE INDEX conversation_customer ON conversation (customer, number);
CREATE INDEX conversation_status ON conversation (status, number);
CREATE INDEX conversation_queue ON conversation (queue, number);

CREATE TABLE new_message (
    -- The order of all messages of the hub.
    id INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversation (id),
    sequence INTEGER NOT NULL,
    -- Its number for the customer; none for what is not for the customer.
    heard INTEGER,
    author TEXT NOT NULL,
    writer TEXT NOT NULL,
    client_id TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    sent_ms INTEGER NOT NULL,
    mode TEXT NOT NULL DEFAULT 'reply',
    -- The sequence of the message whose words it replaces.
    amends INTEGER,
    -- A JSON object.
    file TEXT,
    handed_over INTEGER NOT NULL DEFAULT 0,
    UNIQUE (conversation, sequence)
) STRICT;
INSERT INTO new_message (conversation, sequence, heard, author, writer, client_id, name, text, sent_ms)
    SELECT conversation, sequence, sequence, author, writer, client_id, name, text, sent_ms
    FROM message ORDER BY sent_ms, conversation, sequence;
DROP TABLE message;
ALTER TABLE new_message RENAME TO message;
CREATE UNIQUE INDEX message_client_id ON message (author, writer, client_id);
CREATE INDEX message_amends ON message (conversation, amends, sequence) WHERE amends IS NOT NULL;

CREATE TABLE tag (
    id INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversation (id),
    tag TEXT NOT NULL,
    UNIQUE (conversation, tag)
) STRICT;
CREATE INDEX tag_name ON tag (tag, conversation);

CREATE TABLE question (
    id TEXT PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversation (id),
    asker TEXT NOT NULL REFERENCES agent (id),
    colleague TEXT NOT NULL REFERENCES agent (id),
    text TEXT NOT NULL,
    asked_ms INTEGER NOT NULL,
    settled_ms INTEGER
) STRICT;
CREATE INDEX question_colleague ON question (colleague, asked_ms) WHERE settled_ms IS NULL;
CREATE INDEX question_conversation ON question (conversation) WHERE settled_ms IS NULL;

CREATE TABLE rating (
    conversation TEXT NOT NULL REFERENCES conversation (id),
    round INTEGER NOT NULL,
    score INTEGER NOT NULL,
    comment TEXT NOT NULL,
    rated_ms INTEGER NOT NULL,
    PRIMARY KEY (conversation, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE position (
    name TEXT PRIMARY KEY,
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE webhook (
    id TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    secret TEXT NOT NULL,
    -- A JSON list.
    events TEXT NOT NULL,
    maker TEXT NOT NULL REFERENCES agent (id),
    made_ms INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    failure TEXT NOT NULL DEFAULT '',
    dead INTEGER NOT NULL DEFAULT 0
) STRICT;

DROP TRIGGER history_stays;
ALTER TABLE history ADD COLUMN by TEXT NOT NULL DEFAULT '';
ALTER TABLE history ADD COLUMN detail TEXT NOT NULL DEFAULT '';
UPDATE history SET by = coalesce((SELECT name FROM agent WHERE agent.id = history.agent), '');
CREATE TRIGGER history_stays BEFORE UPDATE ON history BEGIN
    SELECT RAISE(ABORT, 'history is append-only');
END;
CREATE INDEX history_conversation ON history (conversation, id);
CREATE INDEX history_taken ON history (id) WHERE move = 'taken';
"""

_PAGES_DETAILS_AND_EPISODES = """
ALTER TABLE customer ADD COLUMN timezone TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN company TEXT NOT NULL DEFAULT '';
-- A JSON object: values by their labels.
ALTER TABLE customer ADD COLUMN custom TEXT NOT NULL DEFAULT '{}';
ALTER TABLE conversation ADD COLUMN page_title TEXT NOT NULL DEFAULT '';
ALTER TABLE conversation ADD COLUMN referrer TEXT NOT NULL DEFAULT '';

CREATE TABLE episode (
    -- The order in which the chats of the hub began.
    id INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversation (id),
    round INTEGER NOT NULL,
    -- The sequence of its first message; the next episode's first one ends it.
    first INTEGER NOT NULL,
    opened_ms INTEGER NOT NULL,
    -- What follows is written when it is closed.
    closed_ms INTEGER,
    concern TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '',
    -- A JSON list.
    tags TEXT NOT NULL DEFAULT '[]',
    UNIQUE (conversation, round)
) STRICT;
-- Counted back from the present one, which is the only one whose concern and tags are known.
INSERT INTO episode (conversation, round, first, opened_ms, closed_ms, concern, outcome, tags)
    WITH turn AS (
        SELECT *, lag(move) OVER (PARTITION BY conversation ORDER BY id) AS former FROM history
        WHERE move IN ('queued', 'reopened', 'lapsed', 'handed_over', 'closed')
    ), beginning AS (
        SELECT id, conversation, at_ms, lead(id) OVER (PARTITION BY conversation ORDER BY id) AS following,
            count(*) OVER (PARTITION BY conversation ORDER BY id DESC) - 1 AS ago
        FROM turn WHERE move IN ('queued', 'reopened') AND coalesce(former, 'closed') = 'closed'
    ), spell AS (
        SELECT *, (SELECT max(id) FROM history WHERE history.conversation = beginning.conversation
            AND move = 'closed' AND id > beginning.id AND id < coalesce(following, id + 1)) AS closing
        FROM beginning
    )
    SELECT spell.conversation, round - ago,
        coalesce((SELECT min(sequence) FROM message WHERE message.conversation = spell.conversation
            AND sent_ms >= spell.at_ms), head + 1),
        spell.at_ms, closing.at_ms, iif(ago = 0, concern, ''), coalesce(closing.detail, ''),
        (SELECT json_group_array(tag) FROM tag WHERE tag.conversation = spell.conversation AND ago = 0)
    FROM spell JOIN conversation ON conversation.id = spell.conversation
        LEFT JOIN history AS closing ON closing.id = spell.closing
    ORDER BY spell.id;
"""

MIGRATIONS = (_CONVERSATIONS_AND_MESSAGES, _NOTES_FACTS_AND_CHANNELS, _PAGES_DETAILS_AND_EPISODES)
"""The n-th makes format n of the one before; what has been released stays as it is."""

VERSION = len(MIGRATIONS)


def migrate(database: sqlite3.Connection, version: int) -> None:
    """Bring a database of an older format, 0 for an empty one, up to `VERSION` inside a transaction.

    Foreign keys must be off, since tables are rebuilt. Raises `sqlite3.IntegrityError` when a row
    points at nothing afterwards.
    """
    for script in MIGRATIONS[version:]:
        for statement in _statements(script):
            database.execute(statement)
    if database.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise sqlite3.IntegrityError("a row belongs to a conversation or an agent that is not there")
    database.execute(f"PRAGMA user_version = {VERSION}")


def _statements(script: str) -> Iterator[str]:
    """Yield the statements one by one: `executescript` would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
