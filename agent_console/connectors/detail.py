"""The step behind: asks for each row what the list leaves out, and puts it into the row."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import httpx

from agent_console.config import FollowSettings, HttpConnector
from agent_console.config.placeholder import ROW
from agent_console.connectors import request
from agent_console.connectors.expression import Expression
from agent_console.connectors.failure import LookUpError
from agent_console.connectors.server import Server
from agent_console.connectors.template import Values
from agent_console.connectors.value import text
from agent_console.texts import _

MOST_PARTS = 50
"""Parts of one row that are asked about; an order has fewer lines, but a server may send any number."""
AT_A_TIME = 4
"""Requests for details that one look-up has under way; shops are small machines."""


class Details:
    """Completes rows with one kind of detail."""

    def __init__(self, settings: HttpConnector, follow: FollowSettings, server: Server) -> None:
        self._base = httpx.URL(settings.behind("/"))
        self._settings = follow
        self._server = server
        self._link = Expression(follow.link) if follow.link else None
        self._address = settings.behind(follow.url or "")
        self._taken = Expression(follow.rows)
        self._errors = Expression(follow.errors) if follow.errors else None
        names = {name for name in follow.placeholders() if name.startswith(ROW)}
        self._of_row = {name: Expression(name.removeprefix(ROW)) for name in names}

    async def added(
        self, rows: Sequence[object], values: Values, deadline: float
    ) -> tuple[Sequence[object], str]:
        """Return rows with their details, and why some are missing; empty when none are."""
        free = asyncio.Semaphore(AT_A_TIME)
        asked = rows[: self._settings.most]
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(self._completed(part, values, deadline, free))
                for row in asked
                for part in self._parts(row)
            ]
        results = [task.result() for task in tasks]
        failures = [failure for _part, failure in results if failure]
        completed = self._put_together(asked, (part for part, _failure in results))
        return [*completed, *rows[self._settings.most :]], failures[0] if failures else ""

    def _parts(self, row: object) -> Sequence[object]:
        """Return what is asked about: the row itself, or the parts of the list in it."""
        within = self._settings.within
        if within is None:
            return (row,)
        parts = row.get(within) if isinstance(row, dict) else None
        return parts[:MOST_PARTS] if isinstance(parts, list) else ()

    def _put_together(self, rows: Sequence[object], parts: Iterator[object]) -> Iterator[object]:
        """Yield the rows with their parts put back, which come in the order in which they were taken."""
        within = self._settings.within
        for row in rows:
            own = list(islice(parts, len(self._parts(row))))
            if within is None:
                yield own[0]
            else:
                yield (
                    {**row, within: [*own, *row[within][MOST_PARTS:]]}
                    if own and isinstance(row, dict)
                    else row
                )

    async def _completed(
        self, row: object, values: Values, deadline: float, free: asyncio.Semaphore
    ) -> tuple[object, str]:
        if not isinstance(row, dict):
            return row, ""
        try:
            async with asyncio.timeout_at(deadline), free:
                asked = self._request(row, values)
                if asked is None:
                    return row, ""
                page = await self._server.ask(asked, self._errors, deadline)
        except LookUpError as error:
            return row, str(error)
        except TimeoutError:
            return row, _("they did not come in time")
        return {**row, self._settings.into: self._taken.of(page.answer)}, ""

    def _request(self, row: Mapping[str, object], values: Values) -> httpx.Request | None:
        """Return what to ask for a row; None when it has nowhere to look."""
        if self._link is None:
            of_row = {name: text(where.of(row)) for name, where in self._of_row.items()}
            return request.build(self._settings, self._address, {**values, **of_row})
        link = text(self._link.of(row))
        return request.linked(self._settings, self._base, link) if link else None
