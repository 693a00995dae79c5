"""A customer's orders and past cases from the systems that the settings name."""

import asyncio
from collections.abc import Mapping
from typing import Self

import httpx

from agent_console.config import RecordSettings
from agent_console.connectors.case_map import CaseMap
from agent_console.connectors.connector import Connector
from agent_console.connectors.exchange import open_client
from agent_console.connectors.memory import Answer
from agent_console.connectors.order_map import OrderMap
from agent_console.domain.customer import Customer
from agent_console.domain.record import Case, Freshness, Order, Record
from agent_console.ports import Clock


class HttpRecords:
    """Implements `ports.Records`; an asynchronous context manager, which closes its connections."""

    def __init__(self, settings: RecordSettings, clock: Clock, environment: Mapping[str, str]) -> None:
        """`environment` is where secrets are looked for that settings name by variable."""
        self._client = open_client()
        self._orders = _orders(settings, self._client, clock, environment)
        self._cases = _cases(settings, self._client, clock, environment)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections; no look-up may be under way."""
        await self._client.aclose()

    async def look_up(self, customer: Customer, anew: bool = False) -> Record:
        """Return what is known of the customer; what could not be read is named in `failure`."""
        async with asyncio.TaskGroup() as group:
            orders_task = group.create_task(self._ask_orders(customer, anew))
            cases_task = group.create_task(self._ask_cases(customer, anew))
        orders, cases = orders_task.result(), cases_task.result()
        failure = "; ".join(filter(None, (orders.failure, cases.failure)))
        return Record(
            customer=customer.id,
            freshness=Freshness.FAILED if failure else Freshness.FRESH,
            orders=orders.things,
            cases=cases.things,
            fetched_at=min(filter(None, (orders.fetched_at, cases.fetched_at)), default=None),
            failure=failure,
        )

    async def _ask_orders(self, customer: Customer, anew: bool) -> Answer[Order]:
        return await self._orders.ask(customer, anew) if self._orders else Answer()

    async def _ask_cases(self, customer: Customer, anew: bool) -> Answer[Case]:
        return await self._cases.ask(customer, anew) if self._cases else Answer()


def _orders(
    settings: RecordSettings, client: httpx.AsyncClient, clock: Clock, environment: Mapping[str, str]
) -> Connector[Order] | None:
    if not settings.order_sources:
        return None
    return Connector(
        "orders", settings.order_sources[0], OrderMap(settings.order_sources[0]), client, clock, environment
    )


def _cases(
    settings: RecordSettings, client: httpx.AsyncClient, clock: Clock, environment: Mapping[str, str]
) -> Connector[Case] | None:
    if not settings.case_sources:
        return None
    return Connector(
        "past cases", settings.case_sources[0], CaseMap(settings.case_sources[0]), client, clock, environment
    )
