"""A company's own database as a test makes it: two customers' orders and their lines."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

from agent_console.config.sql import SqlSettings
from agent_console.connectors.sql_rows import SqlRows
from agent_console.connectors.template import Values, values_of
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


def asked(email: str = MIRA.email) -> Values:
    """Return the values of a customer with that e-mail address."""
    return values_of(replace(MIRA, email=email))


@asynccontextmanager
async def opened(
    settings: Settings, most: int = 50, limit: timedelta = PATIENCE, **environment: str
) -> AsyncIterator[SqlRows]:
    """Open what reads rows as settings say, by default with `QUERY`."""
    query = {} if "query_file" in settings else {"query": QUERY}
    rows = SqlRows(SqlSettings.model_validate(query | dict(settings)), most, limit, environment)
    try:
        yield rows
    finally:
        await rows.aclose()
