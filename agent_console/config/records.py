"""Where a customer's orders and past cases come from: one system each, or several."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, Self, TypeAlias, TypeVar

from pydantic import Discriminator, Tag, model_validator

from agent_console.config.connector import CaseConnector, ConnectorSettings, OrderConnector
from agent_console.config.setting import Setting
from agent_console.config.sql import SqlCases, SqlConnector, SqlOrders

T = TypeVar("T", bound=ConnectorSettings)

_ONE, _SEVERAL, _HTTP, _SQL = "(one)", "(several)", "(http)", "(sql)"


def _number(value: object) -> str:
    return _SEVERAL if isinstance(value, (list, tuple)) else _ONE


def _way(value: object) -> str:
    return (
        _SQL if isinstance(value, SqlConnector) or (isinstance(value, Mapping) and "sql" in value) else _HTTP
    )


OrderSource: TypeAlias = Annotated[
    Annotated[OrderConnector, Tag(_HTTP)] | Annotated[SqlOrders, Tag(_SQL)], Discriminator(_way)
]
CaseSource: TypeAlias = Annotated[
    Annotated[CaseConnector, Tag(_HTTP)] | Annotated[SqlCases, Tag(_SQL)], Discriminator(_way)
]
OrderSources: TypeAlias = Annotated[
    Annotated[OrderSource, Tag(_ONE)] | Annotated[tuple[OrderSource, ...], Tag(_SEVERAL)],
    Discriminator(_number),
]
CaseSources: TypeAlias = Annotated[
    Annotated[CaseSource, Tag(_ONE)] | Annotated[tuple[CaseSource, ...], Tag(_SEVERAL)],
    Discriminator(_number),
]


class RecordSettings(Setting):
    """Where a customer's orders and past cases come from; what is left out is not shown."""

    orders: OrderSources | None = None
    """The shop; a list where there are several."""
    cases: CaseSources | None = None
    """The help desk; a list where there are several."""

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        for sources in (self.order_sources, self.case_sources):
            names = Counter(source.name for source in sources if source.name)
            if twice := [name for name, count in names.items() if count > 1]:
                raise ValueError(f"has two systems called `{twice[0]}`; give each a `name` of its own")
        return self

    @property
    def order_sources(self) -> Sequence[OrderSource]:
        """The shops, in their order."""
        return _all(self.orders)

    @property
    def case_sources(self) -> Sequence[CaseSource]:
        """The help desks, in their order."""
        return _all(self.cases)


def _all(sources: T | tuple[T, ...] | None) -> Sequence[T]:
    if sources is None:
        return ()
    return sources if isinstance(sources, tuple) else (sources,)
