"""What the time limit of a look-up counts, and what it does not."""

import asyncio
import math
import subprocess
import sys
from collections.abc import Sequence

from agent_console.config import OrderConnector
from agent_console.connectors.connector import Connector
from agent_console.connectors.order_map import OrderMap
from agent_console.connectors.row_source import Found
from agent_console.connectors.template import Values
from tests.connectors.system import MIRA
from tests.fakes import FrozenClock

SETTINGS = {"url": "https://shop.example.com/orders", "owner": "mail", "fields": {"number": "no"}}


class Slow:
    """Implements `RowSource`; keeps when it was prepared, and how long it may take from there."""

    place = "shop.example.com"

    def __init__(self) -> None:
        self.prepared = math.inf
        self.deadline = 0.0

    async def prepare(self) -> None:
        await asyncio.sleep(0)
        self.prepared = asyncio.get_running_loop().time()

    async def rows(self, values: Values, deadline: float) -> Found:
        self.deadline = deadline
        return Found([], [values])

    async def detailed(self, rows: Sequence[object], values: Values, deadline: float) -> Found:
        return Found(rows, [values])

    async def aclose(self) -> None:
        pass


async def test_time_counts_from_when_the_source_is_prepared(clock: FrozenClock) -> None:
    settings, source = OrderConnector.model_validate(SETTINGS), Slow()
    await Connector("orders", settings, source, OrderMap(settings), clock).examine(MIRA)
    assert source.deadline >= source.prepared + settings.timeout.total_seconds()


def test_what_reads_databases_is_imported_by_the_preparation_and_not_before() -> None:
    program = """
import asyncio, sys
from agent_console.config.sql import SqlConnector
from agent_console.connectors.sql_rows import SqlRows
sql = {"url": "sqlite:////nowhere/shop.db", "query": "SELECT id, mail FROM purchase WHERE mail = :email"}
async def main():
    rows = SqlRows(SqlConnector.model_validate({"owner": "mail", "sql": sql}), {})
    before = "sqlalchemy" in sys.modules
    await rows.prepare()
    print(before, "sqlalchemy" in sys.modules)
    await rows.aclose()
asyncio.run(main())
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "True"]
