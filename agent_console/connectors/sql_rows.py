"""Rows of a company's own database: one query for a customer, and one for what belongs to each row."""

import asyncio
from collections.abc import Mapping, Sequence

from agent_console.config.sql import SqlConnector
from agent_console.config.sql_statement import Statement
from agent_console.connectors import template
from agent_console.connectors.failure import LookUpError
from agent_console.connectors.row_source import Found
from agent_console.connectors.sql_reading import Question, Row
from agent_console.connectors.sql_value import parsed, plain
from agent_console.connectors.sql_worker import SqlWorker
from agent_console.connectors.template import Values
from agent_console.texts import _

MOST_ITEMS = 200
"""Rows that may belong to one row; more than any order has lines."""


class SqlRows:
    """Implements `row_source.RowSource`."""

    def __init__(self, settings: SqlConnector, environment: Mapping[str, str]) -> None:
        """`environment` is where secrets named by variable are."""
        self._settings = settings.sql
        self._most = settings.most_rows
        self._worker = SqlWorker(settings.sql, settings.timeout, environment)

    @property
    def place(self) -> str:
        """The database's host or file."""
        return self._worker.place

    async def aclose(self) -> None:
        """Close the connections; no look-up may be under way."""
        await self._worker.aclose()

    async def prepare(self) -> None:
        """Import what reads databases."""
        await self._worker.prepare()

    async def rows(self, values: Values, deadline: float) -> Found:
        """Return the rows that the query finds, the first ones if there are more than count."""
        query, _items = await self._statements()
        bound = {name: template.value(name, values) for name in query.bindings}
        # One more than count shows that there are more.
        (rows,) = await self._asked(query, [bound], self._most + 1, deadline)
        note = (
            _("the first {most} rows that the query finds").format(most=self._most)
            if len(rows) > self._most
            else ""
        )
        return Found([self._plain(row) for row in rows[: self._most]], [values], note)

    async def detailed(self, rows: Sequence[object], values: Values, deadline: float) -> Found:
        """Return rows with what the items' query finds for each of them."""
        _rows, query = await self._statements()
        if query is None:
            return Found(rows, [values])
        try:
            details = await self._asked(query, [_bound(query, row) for row in rows], MOST_ITEMS + 1, deadline)
        except LookUpError as error:
            return Found(rows, [values], _("not all details could be read: {error}").format(error=error))
        note = _("the first {most} items of a row").format(most=MOST_ITEMS) if any(map(_cut, details)) else ""
        return Found([_joined(row, items) for row, items in zip(rows, details, strict=True)], [values], note)

    async def _asked(
        self, query: Statement, values: Sequence[Mapping[str, object]], most: int, deadline: float
    ) -> Sequence[Sequence[Row]]:
        try:
            async with asyncio.timeout_at(deadline):
                return await self._worker.ask(Question(query, values, most))
        except TimeoutError:
            raise LookUpError(_("{place} did not answer in time").format(place=self.place)) from None

    async def _statements(self) -> tuple[Statement, Statement | None]:
        try:
            # They may be in files, which may be on a network.
            return await asyncio.to_thread(lambda: (self._settings.statement, self._settings.items_statement))
        except ValueError as error:
            raise LookUpError(f"the query {error}") from None

    def _plain(self, row: Row) -> Row:
        json = self._settings.json_columns
        return {name: plain(parsed(name, value) if name in json else value) for name, value in row.items()}


def _bound(query: Statement, row: object) -> Mapping[str, object]:
    """Return the columns of a row that the items' query binds."""
    columns = row if isinstance(row, dict) else {}
    if missing := sorted(query.bindings - columns.keys()):
        raise LookUpError(
            _("the items' query binds `:{missing}`, but no column of a row is called so").format(
                missing=missing[0]
            )
        )
    return {name: columns[name] for name in query.bindings}


def _cut(items: Sequence[Row]) -> bool:
    return len(items) > MOST_ITEMS


def _joined(row: object, items: Sequence[Row]) -> object:
    return row | {"items": plain(items[:MOST_ITEMS])} if isinstance(row, dict) else row
