"""One connector: asks a company's system for one customer's rows and reads them."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from agent_console.config import ConnectorSettings
from agent_console.config.placeholder import LOOKUP
from agent_console.connectors import template
from agent_console.connectors.answer import Ownership
from agent_console.connectors.failure import LookUpError
from agent_console.connectors.memory import Answer, Memory
from agent_console.connectors.row_source import Found, RowSource
from agent_console.domain.chronology import newest_first
from agent_console.domain.customer import Customer
from agent_console.ports import Clock
from agent_console.texts import _

T = TypeVar("T")

_log = logging.getLogger(__name__)


class RowMap(Protocol[T]):
    """How one row is read."""

    def read(self, row: object) -> T | None:
        """Return what the row says; None when it lacks its number."""
        ...

    def moment(self, thing: T) -> datetime | None:
        """Return the time that newest-first goes by."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows of one customer as the system has them, for whoever wants to see how they are read."""

    rows: Sequence[object]
    """The customer's own, newest first, with their details."""
    others: int = 0
    """How many rows of other customers were left out."""
    note: str = ""
    """What else was left out, for a person."""


class Connector(Generic[T]):
    """Reads one kind of thing, such as orders, from one system; `name` is what people call that."""

    def __init__(
        self, name: str, settings: ConnectorSettings, source: RowSource, row_map: RowMap[T], clock: Clock
    ) -> None:
        self.name = name
        self.settings = settings
        self._source = source
        self._row_map = row_map
        self._clock = clock
        self._ownership = Ownership(settings.owner, settings.owner_is)
        self._memory = Memory[T](settings.cache)

    async def aclose(self) -> None:
        """Close what the system is asked through; no look-up may be under way."""
        await self._source.aclose()

    async def ask(self, customer: Customer, anew: bool = False) -> Answer[T]:
        """Return the customer's things, newest first; on failure the last known ones and the reason.

        A good answer is remembered for a while, unless it is asked for `anew`.
        """
        known = self._memory.fresh(customer, self._clock.monotonic())
        if known and not anew:
            return known
        try:
            reading = await self.examine(customer)
            things = await asyncio.to_thread(self._things, reading.rows)
        except LookUpError as error:
            _log.warning("%s: %s", self.name, error)
            return replace(self._memory.last(customer), failure=str(error))
        answer = Answer(things, self._clock.now(), note=_joined(self.settings.note, reading.note))
        self._memory.keep(customer, answer, self._clock.monotonic())
        return answer

    async def examine(self, customer: Customer) -> Reading:
        """Return the customer's rows as they come; raise LookUpError when they cannot be read in time."""
        await self._source.prepare()
        deadline = asyncio.get_running_loop().time() + self.settings.timeout.total_seconds()
        found = await self._found(template.values_of(customer), deadline)
        # Thousands of rows take a while to look through; other customers' panes go on meanwhile.
        own = await asyncio.to_thread(self._own, found)
        newest = own[: self.settings.most_rows]
        detailed = await self._source.detailed(newest, found.values[0], deadline) if newest else Found((), ())
        cut = (
            _("the newest {count} of {total}").format(count=len(newest), total=len(own))
            if len(newest) < len(own)
            else ""
        )
        note = _joined(cut, found.note, detailed.note)
        return Reading(detailed.rows, len(found.rows) - len(own), note)

    async def _found(self, values: template.Values, deadline: float) -> Found:
        if not self.settings.owner_is.startswith(LOOKUP):
            # Without it no row could be told to be this customer's.
            template.value(self.settings.owner_is, values)
        try:
            async with asyncio.timeout_at(deadline):
                return await self._source.rows(values, deadline)
        except TimeoutError as error:
            seconds = self.settings.timeout.total_seconds()
            raise LookUpError(
                _("{place} did not answer within {seconds} s").format(
                    place=self._source.place, seconds=f"{seconds:g}"
                )
            ) from error

    def _own(self, found: Found) -> list[object]:
        """Return the customer's own rows, newest first, each once."""
        owners = {template.value(self.settings.owner_is, values) for values in found.values}
        own = self._ownership.own(found.rows, owners)
        if len(own) < len(found.rows):
            _log.info("%s: left out %d rows of other customers", self.name, len(found.rows) - len(own))
        return newest_first(own, self._moment)

    def _moment(self, row: object) -> datetime | None:
        thing = self._row_map.read(row)
        return None if thing is None else self._row_map.moment(thing)

    def _things(self, rows: Sequence[object]) -> tuple[T, ...]:
        things = [thing for row in rows if (thing := self._row_map.read(row)) is not None]
        if rows and not things:
            raise LookUpError(_("no row has a number where `fields` says; check `fields`"))
        if len(things) < len(rows):
            _log.warning("%s: left out %d rows without a number", self.name, len(rows) - len(things))
        # A row that moves from one page to the next while they are read comes twice.
        return tuple(dict.fromkeys(things))


def _joined(*notes: str) -> str:
    return "; ".join(filter(None, notes))
