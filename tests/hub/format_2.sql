-- A hub's database as format 2 had it: one conversation that was begun four times.
PRAGMA application_id = 1633896546;
PRAGMA user_version = 2;
INSERT INTO agent (id, name, token_hash) VALUES ('ann', 'Ann', x'01');
INSERT INTO customer (id, secret_hash, name, email, phone, language, account, order_number)
    VALUES ('karen', x'0a', 'Karen Doe', 'karen@example.com', '', '', '', '');
INSERT INTO conversation
    (id, customer, channel, queue, concern, page, status, owner, fence, round, head, heard) VALUES ('c1', 'karen', 'chat', '', 'refund', '', 'open', 'ann', 3, 4, 6, 6);
INSERT INTO message (conversation, sequence, heard, author, writer, client_id, name, text, sent_ms) VALUES
    ('c1', 1, 1, 'customer', 'karen', 'm1', 'Karen Doe', 'where?', 1000),
    ('c1', 2, 2, 'agent', 'ann', 'r1', 'Ann', 'on its way', 2000),
    ('c1', 3, 3, 'customer', 'karen', 'm2', 'Karen Doe', 'gone?', 5000),
    ('c1', 4, 4, 'agent', 'ann', 'r2', 'Ann', 'you left', 7500),
    ('c1', 5, 5, 'customer', 'karen', 'm3', 'Karen Doe', 'still not', 7600),
    ('c1', 6, 6, 'customer', 'karen', 'm4', 'Karen Doe', 'hello?', 9000);
INSERT INTO tag (conversation, tag) VALUES ('c1', 'late');
INSERT INTO rating VALUES ('c1', 1, 2, '', 3500), ('c1', 3, 5, '', 8500);
INSERT INTO history (at_ms, conversation, move, agent, fence, detail) VALUES
    (1000, 'c1', 'queued', NULL, 0, ''), (1500, 'c1', 'taken', 'ann', 1, ''),
    (1600, 'c1', 'lapsed', 'ann', 1, ''), (1700, 'c1', 'reopened', 'ann', 1, ''),
    (3000, 'c1', 'closed', 'ann', 1, 'solved'), (5000, 'c1', 'queued', NULL, 1, ''),
    (6000, 'c1', 'left', NULL, 1, ''), (6000, 'c1', 'closed', NULL, 1, 'left'),
    (7000, 'c1', 'reopened', 'ann', 2, ''), (8000, 'c1', 'closed', 'ann', 2, 'refunded'),
    (9000, 'c1', 'queued', NULL, 2, ''), (9500, 'c1', 'taken', 'ann', 3, '');
