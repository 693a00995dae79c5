"""A list that comes in parts: asked for one page after the other, up to a bound."""

from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from agent_console.config import HttpConnector
from agent_console.connectors import request
from agent_console.connectors.answer import rows
from agent_console.connectors.expression import Expression
from agent_console.connectors.failure import LookUpError, MissingError
from agent_console.connectors.page_way import way
from agent_console.connectors.request import Counted
from agent_console.connectors.server import Page, Server
from agent_console.connectors.template import Values
from agent_console.texts import _

MOST_ROWS = 5_000
"""Rows in all pages; no customer has more, but a server that ignores a filter has."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The rows of all pages that were read."""

    rows: Sequence[object]
    note: str = ""
    """Why there may be more; empty when these are all."""


class Paging:
    """Reads a connector's list, page by page where the settings say how it goes on."""

    def __init__(self, settings: HttpConnector, server: Server) -> None:
        self._settings = settings
        self._server = server
        self._rows = Expression(settings.rows)
        self._errors = Expression(settings.errors) if settings.errors else None
        self._way = way(settings.pages)
        self._most = settings.pages.most if settings.pages else 1

    async def read(self, values: Values, deadline: float) -> Pages:
        """Return the rows for a customer; raise LookUpError when a page cannot be read."""
        found: list[object] = []
        before: Page | None = None
        asked = self._built(values, self._way.first)
        for number in range(1, self._most + 1):
            page = await self._page(asked, before, deadline)
            if page is None:
                return Pages(found)
            on_page = rows(page.answer, self._rows)
            found += on_page
            onward = self._way.onward(page, len(on_page), number)
            if onward is None:
                return Pages(found)
            if len(found) > MOST_ROWS:
                break
            try:
                asked = self._behind(page, onward, values)
            except LookUpError as error:
                return Pages(found, _("further pages were not read: {error}").format(error=error))
            before = page
        return Pages(found, _("only the first {count} rows were read").format(count=f"{len(found):,}"))

    async def _page(self, asked: httpx.Request, before: Page | None, deadline: float) -> Page | None:
        """Return a page; None when there is none behind the one before."""
        try:
            page = await self._server.ask(asked, self._errors, deadline)
        except MissingError:
            if before is None:
                raise
            return None
        # A server that does not know the parameter sends the same page again and again.
        return None if before is not None and page.body == before.body else page

    def _built(self, values: Values, counted: Counted) -> httpx.Request:
        return request.build(self._settings, self._settings.target, values, counted)

    def _behind(self, page: Page, onward: str | Counted, values: Values) -> httpx.Request:
        if isinstance(onward, str):
            return request.linked(self._settings, page.url, onward)
        return self._built(values, onward)
