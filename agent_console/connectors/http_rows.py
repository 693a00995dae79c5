"""Rows of a company's system over HTTP: who the customer is there, the list, and details of its rows."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from agent_console.config import HttpConnector
from agent_console.connectors import network
from agent_console.connectors.detail import Details
from agent_console.connectors.exchange import open_client
from agent_console.connectors.lookup import Lookup
from agent_console.connectors.network import Resolve
from agent_console.connectors.paging import Paging
from agent_console.connectors.row_source import Found
from agent_console.connectors.server import Server
from agent_console.connectors.template import Values
from agent_console.texts import _


class HttpRows:
    """Implements `row_source.RowSource`."""

    def __init__(
        self, settings: HttpConnector, environment: Mapping[str, str], resolve: Resolve = network.resolve
    ) -> None:
        """`environment` is where secrets named by variable are; `resolve` is how names become addresses."""
        self._client = open_client(settings.private, resolve)
        server = Server(settings, self._client, environment)
        self._host = urlsplit(settings.url).hostname or ""
        self._lookup = Lookup(settings, settings.lookup, server) if settings.lookup else None
        self._paging = Paging(settings, server)
        self._details = [Details(settings, follow, server) for follow in settings.follow]

    @property
    def place(self) -> str:
        """The host that it asks."""
        return self._host

    async def aclose(self) -> None:
        """Close the connections; no look-up may be under way."""
        await self._client.aclose()

    async def prepare(self) -> None:
        """Do nothing: all is there."""

    async def rows(self, values: Values, deadline: float) -> Found:
        """Return the rows that it has for a customer; none for one whom it does not know."""
        known = await self._lookup.values(values, deadline) if self._lookup else [values]
        pages = [await self._paging.read(each, deadline) for each in known]
        rows = [row for page in pages for row in page.rows]
        return Found(rows, known, next((page.note for page in pages if page.note), ""))

    async def detailed(self, rows: Sequence[object], values: Values, deadline: float) -> Found:
        """Return rows with the details that the settings follow."""
        notes = []
        for details in self._details:
            rows, failure = await details.added(rows, values, deadline)
            if failure:
                notes.append(_("not all details could be read: {failure}").format(failure=failure))
        return Found(rows, (values,), "; ".join(dict.fromkeys(notes)))
