"""A customer's orders and past cases from the systems that the settings name."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Self, TypeVar

from agent_console.config import ConnectorSettings, HttpConnector, RecordSettings, SqlConnector
from agent_console.connectors import network
from agent_console.connectors.case_map import CaseMap
from agent_console.connectors.connector import Connector
from agent_console.connectors.http_rows import HttpRows
from agent_console.connectors.memory import Answer
from agent_console.connectors.network import Resolve
from agent_console.connectors.order_map import OrderMap
from agent_console.connectors.row_source import RowSource
from agent_console.connectors.sql_rows import SqlRows
from agent_console.domain.chronology import newest_first
from agent_console.domain.customer import Customer
from agent_console.domain.record import Case, Freshness, Order, Record, Source
from agent_console.ports import Clock
from agent_console.texts import _

T = TypeVar("T")
S = TypeVar("S", bound=ConnectorSettings)


class SystemRecords:
    """Implements `ports.Records`; an asynchronous context manager, which closes its connections."""

    def __init__(
        self,
        settings: RecordSettings,
        clock: Clock,
        environment: Mapping[str, str],
        resolve: Resolve = network.resolve,
    ) -> None:
        """`environment` is where secrets named by variable are; `resolve` is how names become addresses."""
        self.orders: Sequence[Connector[Order]] = [
            Connector(name, source, _rows(source, environment, resolve), OrderMap(source), clock)
            for name, source in _named(_("orders"), settings.order_sources)
        ]
        self.cases: Sequence[Connector[Case]] = [
            Connector(name, source, _rows(source, environment, resolve), CaseMap(source), clock)
            for name, source in _named(_("past cases"), settings.case_sources)
        ]

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_exception: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections; no look-up may be under way."""
        for orders in self.orders:
            await orders.aclose()
        for cases in self.cases:
            await cases.aclose()

    async def look_up(self, customer: Customer, anew: bool = False) -> Record:
        """Return what is known of the customer; a system that could not be read leaves the others' rows."""
        async with asyncio.TaskGroup() as group:
            orders = [group.create_task(connector.ask(customer, anew)) for connector in self.orders]
            cases = [group.create_task(connector.ask(customer, anew)) for connector in self.cases]
        sources = [
            *_sources(self.orders, [task.result() for task in orders]),
            *_sources(self.cases, [task.result() for task in cases]),
        ]
        failures = [f"{source.name}: {source.failure}" for source in sources if source.failure]
        return Record(
            customer=customer.id,
            freshness=Freshness.FAILED if failures else Freshness.FRESH,
            orders=tuple(_newest((task.result() for task in orders), lambda order: order.placed_at)),
            cases=tuple(_newest((task.result() for task in cases), lambda case: case.opened_at)),
            fetched_at=min((source.fetched_at for source in sources if source.fetched_at), default=None),
            failure="; ".join(failures),
            sources=tuple(sources),
        )


def _rows(
    source: HttpConnector | SqlConnector, environment: Mapping[str, str], resolve: Resolve
) -> RowSource:
    if isinstance(source, SqlConnector):
        return SqlRows(source, environment)
    return HttpRows(source, environment, resolve)


def _named(usual: str, sources: Sequence[S]) -> list[tuple[str, S]]:
    """Return settings with what people call the system: the name in them, or the usual one with a number."""
    numbered = [usual if number == 1 else f"{usual} {number}" for number in range(1, len(sources) + 1)]
    return [(source.name or name, source) for name, source in zip(numbered, sources, strict=True)]


def _newest(answers: Iterable[Answer[T]], moment: Callable[[T], datetime | None]) -> list[T]:
    return newest_first((thing for answer in answers for thing in answer.things), moment)


def _sources(connectors: Sequence[Connector[T]], answers: Sequence[Answer[T]]) -> list[Source]:
    return [
        Source(
            name=connector.name,
            freshness=Freshness.FAILED if answer.failure else Freshness.FRESH,
            fetched_at=answer.fetched_at,
            failure=answer.failure,
            note=answer.note,
        )
        for connector, answer in zip(connectors, answers, strict=True)
    ]
