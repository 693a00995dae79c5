"""The journal's table of audit lines: what became of each reply, in figures and outcomes, never in words."""

import json
import logging
import struct
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from agent_console.domain.audit import AuditLine, Outcome
from agent_console.domain.chat import ClientId, ConversationId
from agent_console.domain.verdict import Rule, Ruling

_LARGEST = 65_000.0
"""What a number in half precision can hold."""

log = logging.getLogger(__name__)

SCHEMA = """
CREATE TABLE IF NOT EXISTS audit_line (
    position INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    outcome TEXT NOT NULL,
    draft TEXT NOT NULL,
    conversation TEXT NOT NULL,
    pane INTEGER NOT NULL,
    snippets TEXT NOT NULL,
    ruling TEXT NOT NULL,
    rule TEXT NOT NULL,
    waited_seconds REAL NOT NULL,
    open_conversations INTEGER NOT NULL,
    score REAL NOT NULL,
    features BLOB NOT NULL,
    model TEXT NOT NULL
);
"""
# Lines of the third format had figures that no model can use any more.
_THIRD = SCHEMA.replace("features BLOB NOT NULL", "features TEXT NOT NULL, mistaken TEXT NOT NULL")
FROM_THIRD_FORMAT = """
ALTER TABLE audit_line DROP COLUMN mistaken;
UPDATE audit_line SET features = x'';
"""
# Lines of the second format knew neither draft nor pane.
_MOVED = """
INSERT INTO audit_line
    SELECT position, at, iif(confirmed, 'overridden', 'sent'), '', conversation, 0, '[]', ruling, rule,
        waited_seconds, 0, 0.0, '[]', '[]', ''
    FROM audit;
DROP TABLE audit;
"""
FROM_SECOND_FORMAT = _THIRD + _MOVED
ADD = """
INSERT INTO audit_line (
    at, outcome, draft, conversation, pane, snippets, ruling, rule, waited_seconds, open_conversations,
    score, features, model
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
MOST_LINES = 50_000
"""How many lines are kept, the newest ones: the file is checked at every start, and a line has 1 kB."""
TRIM = "DELETE FROM audit_line WHERE position <= last_insert_rowid() - ?"
LAST_LINES = """
SELECT at, outcome, draft, conversation, pane, snippets, ruling, rule, waited_seconds, open_conversations,
    score, features, model
FROM audit_line ORDER BY position DESC LIMIT ?
"""
TRAIL = """
SELECT at, outcome, draft, conversation, pane, snippets, ruling, rule, waited_seconds, open_conversations,
    score, features, model
FROM audit_line WHERE position > (SELECT max(position) FROM audit_line) - ? ORDER BY position
"""


def to_row(line: AuditLine) -> tuple[Any, ...]:
    """Return the values that `ADD` takes."""
    return (
        line.at.isoformat(),
        line.outcome.value,
        line.draft,
        line.conversation,
        line.pane,
        json.dumps(line.snippets),
        line.ruling.value,
        line.rule.value,
        line.waited_seconds,
        line.open_conversations,
        line.score,
        _packed(line.features),
        line.model,
    )


def from_rows(rows: Iterable[tuple[Any, ...]]) -> Iterator[AuditLine]:
    """Yield the lines of rows in their order; one that is damaged is left out, and logged."""
    for row in rows:
        try:
            line = from_row(row)
        except (ValueError, TypeError) as error:
            log.warning("a line of the audit is damaged and does not count: %s", type(error).__name__)
        else:
            yield line


def from_row(row: tuple[Any, ...]) -> AuditLine:
    """Return the line that `to_row` made a row of; raises ValueError or TypeError for a damaged one."""
    at, outcome, draft, conversation, pane, snippets, ruling, rule, waited, held, score, features, model = row
    return AuditLine(
        at=datetime.fromisoformat(at),
        outcome=Outcome(outcome),
        draft=ClientId(draft),
        conversation=ConversationId(conversation),
        pane=pane,
        snippets=tuple((name, version) for name, version in json.loads(snippets)),
        ruling=Ruling(ruling),
        rule=Rule(rule),
        waited_seconds=waited,
        open_conversations=held,
        score=score,
        features=_unpacked(features),
        model=model,
    )


def _packed(figures: Sequence[float]) -> bytes:
    """Return figures in half precision, which is more than enough to learn from."""
    held = (max(-_LARGEST, min(_LARGEST, figure)) for figure in figures)
    return struct.pack(f"<{len(figures)}e", *held)


def _unpacked(figures: bytes) -> tuple[float, ...]:
    try:
        return struct.unpack(f"<{len(figures) // 2}e", figures)
    except struct.error as error:
        raise ValueError("figures are cut off") from error
