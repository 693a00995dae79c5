"""The step before: finds the customer in a system, and what they are called there."""

from collections.abc import Sequence

from agent_console.config import HttpConnector, LookupSettings
from agent_console.config.placeholder import LOOKUP
from agent_console.connectors import request, template
from agent_console.connectors.answer import Ownership, rows
from agent_console.connectors.expression import Expression
from agent_console.connectors.failure import LookUpError
from agent_console.connectors.server import Server
from agent_console.connectors.template import Values
from agent_console.connectors.value import text
from agent_console.texts import _

MOST_CUSTOMERS = 5
"""Entries that one customer may have in a system, such as a guest's and an account's."""


class Lookup:
    """Asks a system who the customer is there."""

    def __init__(self, settings: HttpConnector, lookup: LookupSettings, server: Server) -> None:
        self._lookup = lookup
        self._address = settings.behind(lookup.url)
        self._server = server
        self._rows = Expression(lookup.rows)
        self._errors = Expression(lookup.errors) if lookup.errors else None
        self._ownership = Ownership(lookup.owner, lookup.owner_is)
        self._values = {LOOKUP + name: Expression(where) for name, where in lookup.values.items()}

    async def values(self, values: Values, deadline: float) -> Sequence[Values]:
        """Return the customer's values with those looked up, for each time that the system knows them.

        Raises LookUpError when the system cannot be asked, or knows them without such a value.
        """
        owner = template.value(self._lookup.owner_is, values)
        asked = request.build(self._lookup, self._address, values)
        page = await self._server.ask(asked, self._errors, deadline)
        own = self._ownership.own(rows(page.answer, self._rows), {owner})
        return [{**values, **self._read(row)} for row in own[:MOST_CUSTOMERS]]

    def _read(self, row: object) -> Values:
        found = {name: text(where.of(row)) for name, where in self._values.items()}
        if missing := [name for name, value in found.items() if not value]:
            where = self._values[missing[0]]
            raise LookUpError(
                _("the customer found has nothing at `{where}`; check `lookup.values`").format(where=where)
            )
        return found
