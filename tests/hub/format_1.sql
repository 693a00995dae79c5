-- A hub's database as format 1 had it: an open chat, a closed one and a waiting one.
PRAGMA application_id = 1633896546;
PRAGMA user_version = 1;
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

INSERT INTO agent VALUES ('ann', 'Ann', x'01', 1), ('ben', 'Ben', x'02', 0);
INSERT INTO customer VALUES
    ('karen', x'0a', 'Karen Doe', 'karen@example.com', '555-0100', 'en', 'A-1', '48213'),
    ('mira', x'0b', 'Mira Roe', '', '', 'de', '', ''),
    ('noah', x'0c', 'Noah Poe', '', '', '', '', '');
INSERT INTO conversation VALUES
    ('c1', 'karen', 'chat', 'billing', 'late parcel', 'https://shop.example.com/', 'open', 'ann', 1, 3, 2000, 2),
    ('c2', 'mira', 'chat', '', 'refund', '', 'closed', NULL, 1, 1, 5000, 5),
    ('c3', 'noah', 'chat', '', 'hello', '', 'waiting', NULL, 0, 1, 6000, 6);
INSERT INTO message VALUES
    ('c1', 1, 'customer', 'karen', 'm1', 'Karen Doe', 'where is it?', 1000),
    ('c1', 2, 'agent', 'ann', 'r1', 'Ann', 'I look', 3000),
    ('c1', 3, 'customer', 'karen', 'm2', 'Karen Doe', 'thanks', 3500),
    ('c2', 1, 'customer', 'mira', 'm1', 'Mira Roe', 'a refund please', 3100),
    ('c3', 1, 'customer', 'noah', 'm1', 'Noah Poe', 'hello?', 6000);
INSERT INTO send_number VALUES ('phone', 'c1', 2), ('console', 'c1', 1);
INSERT INTO history VALUES
    (1, 1000, 'c1', 'queued', NULL, 0),
    (2, 2000, 'c1', 'taken', 'ann', 1),
    (3, 3100, 'c2', 'queued', NULL, 0),
    (4, 4000, 'c2', 'taken', 'ben', 1),
    (5, 5000, 'c2', 'closed', 'ben', 1),
    (6, 6000, 'c3', 'queued', NULL, 0);
