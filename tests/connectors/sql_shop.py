"""A company's own database as a test makes it: two customers' orders and their lines."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

from agent_console.config.sql import SqlConnector
from agent_console.config.sql_statement import Statement
from agent_console.connectors.row_source import Found
from agent_console.connectors.sql_database import database
from agent_console.connectors.sql_reading import Question, Reading
from agent_console.connectors.sql_rows import SqlRows
from agent_console.connectors.template import values_of
from tests.connectors.system import MIRA

TABLES = """
CREATE TABLE purchase (id INTEGER PRIMARY KEY, ref TEXT, mail TEXT, placed TEXT, total NUMERIC(10, 2));
CREATE TABLE line (purchase INTEGER, title TEXT, count INTEGER);
INSERT INTO purchase VALUES
    (1, 'A-1001', 'mira@example.com', '2026-01-05', 10.50),
    (2, 'A-1002', 'mira@example.com', '2026-02-05', 20),
    (3, 'B-2001', 'jonas@example.com', '2026-03-05', 30);
INSERT INTO line VALUES (1, 'Teapot', 1), (1, 'Mug, 100% clay', 4), (3, 'Lamp', 1);
"""
QUERY = "SELECT id, ref, mail, placed, total FROM purchase WHERE mail = :email ORDER BY id"
LINES = "SELECT title, count FROM line WHERE purchase = :id ORDER BY title"
PATIENCE = timedelta(seconds=60)
"""A limit that a busy machine does not reach."""

Settings = Mapping[str, object]


def forced(url: str, text: str, password: str = "") -> None:
    """Run a statement that no settings would take, as the engine runs the others."""
    opened = database(url, password, PATIENCE, {})
    try:
        opened.read(Reading(), Question(Statement(text, frozenset()), [{}], 1))
    finally:
        opened.close()


@asynccontextmanager
async def opened(
    settings: Settings, most: int = 50, limit: timedelta = PATIENCE, **environment: str
) -> AsyncIterator[SqlRows]:
    """Open what reads rows as settings say, by default with `QUERY`."""
    query = {} if "query_file" in settings else {"query": QUERY}
    whole = {"sql": query | dict(settings), "owner": "mail", "most_rows": most, "timeout": limit}
    rows = SqlRows(SqlConnector.model_validate(whole), environment)
    try:
        yield rows
    finally:
        await rows.aclose()


async def found(rows: SqlRows, email: str = MIRA.email, limit: timedelta = PATIENCE) -> Found:
    """Ask for a customer's rows, and for what belongs to them."""
    deadline = asyncio.get_running_loop().time() + limit.total_seconds()
    async with asyncio.timeout_at(deadline):
        first = await rows.rows(values_of(replace(MIRA, email=email)), deadline)
    detailed = await rows.detailed(first.rows, first.values[0], deadline)
    return replace(detailed, note="; ".join(filter(None, (first.note, detailed.note))))
