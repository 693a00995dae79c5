"""One connector: asks a company's system for one customer's rows and reads them."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Generic, Protocol, TypeVar

import httpx

from agent_console.config import HttpConnector
from agent_console.connectors import request, template
from agent_console.connectors.answer import Ownership, complaint, decode, rows
from agent_console.connectors.credential import Credential, credential
from agent_console.connectors.exchange import fetch
from agent_console.connectors.expression import Expression
from agent_console.connectors.failure import LookUpError
from agent_console.connectors.memory import Answer, Memory
from agent_console.domain.customer import Customer
from agent_console.ports import Clock

T = TypeVar("T")

_log = logging.getLogger(__name__)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class RowMap(Protocol[T]):
    """How one row is read."""

    def read(self, row: object) -> T | None:
        """Return what the row says; None when it lacks its number."""
        ...

    def moment(self, thing: T) -> datetime | None:
        """Return the time that newest-first goes by."""
        ...


class Connector(Generic[T]):
    """Reads one kind of thing, such as orders; `name` begins every reason that an agent sees."""

    def __init__(
        self,
        name: str,
        settings: HttpConnector,
        row_map: RowMap[T],
        client: httpx.AsyncClient,
        clock: Clock,
        environment: Mapping[str, str],
    ) -> None:
        self._name = name
        self._settings = settings
        self._row_map = row_map
        self._client = client
        self._clock = clock
        self._environment = environment
        self._ownership = Ownership(settings)
        self._rows = Expression(settings.rows)
        self._errors = Expression(settings.errors) if settings.errors else None
        self._memory = Memory[T](settings.cache)

    async def ask(self, customer: Customer, anew: bool = False) -> Answer[T]:
        """Return the customer's things, newest first; on failure the last known ones and the reason.

        A good answer is remembered for a while, unless it is asked for `anew`.
        """
        known = self._memory.fresh(customer, self._clock.monotonic())
        if known and not anew:
            return known
        try:
            things = await self._read(customer)
        except LookUpError as error:
            _log.warning("%s: %s", self._name, error)
            return replace(self._memory.last(customer), failure=f"{self._name}: {error}")
        answer = Answer(things, self._clock.now())
        self._memory.keep(customer, answer, self._clock.monotonic())
        return answer

    async def _read(self, customer: Customer) -> tuple[T, ...]:
        values = template.values_of(customer)
        owner = template.value(self._settings.owner_is, values)
        proof = credential(self._settings.auth, self._environment)
        asked = request.build(self._settings, values, proof)
        body = await fetch(self._client, asked, self._settings.timeout)
        # A large answer takes a while to decode; other customers' panes go on meanwhile.
        return await asyncio.to_thread(self._things, body, owner, proof)

    def _things(self, body: bytes, owner: str, proof: Credential) -> tuple[T, ...]:
        answer = decode(body)
        if wrong := complaint(answer, self._errors):
            raise LookUpError(f"the server says: {proof.redacted(wrong)}")
        found = rows(answer, self._rows)
        own = self._ownership.own(found, owner)
        if len(own) < len(found):
            _log.info("%s: left out %d rows of other customers", self._name, len(found) - len(own))
        return self._newest(self._all_read(own))

    def _all_read(self, own: list[object]) -> list[T]:
        things = [thing for row in own if (thing := self._row_map.read(row)) is not None]
        if own and not things:
            raise LookUpError("no row has a number where `fields` says; check `fields`")
        if len(things) < len(own):
            _log.warning("%s: left out %d rows without a number", self._name, len(own) - len(things))
        return things

    def _newest(self, things: list[T]) -> tuple[T, ...]:
        newest = sorted(things, key=lambda thing: self._row_map.moment(thing) or _LONG_AGO, reverse=True)
        return tuple(newest[: self._settings.most_rows])
