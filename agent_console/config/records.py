"""Where a customer's orders and past cases come from: one system each, or several."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Self, TypeAlias, TypeVar

from pydantic import Discriminator, Tag, model_validator

from agent_console.config.connector import CaseConnector, ConnectorSettings, OrderConnector
from agent_console.config.setting import Setting

T = TypeVar("T", bound=ConnectorSettings)

_ONE, _SEVERAL = "(one)", "(several)"


def _number(value: object) -> str:
    return _SEVERAL if isinstance(value, (list, tuple)) else _ONE


OrderSources: TypeAlias = Annotated[
    Annotated[OrderConnector, Tag(_ONE)] | Annotated[tuple[OrderConnector, ...], Tag(_SEVERAL)],
    Discriminator(_number),
]
CaseSources: TypeAlias = Annotated[
    Annotated[CaseConnector, Tag(_ONE)] | Annotated[tuple[CaseConnector, ...], Tag(_SEVERAL)],
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
    def order_sources(self) -> Sequence[OrderConnector]:
        """The shops, in their order."""
        return _all(self.orders)

    @property
    def case_sources(self) -> Sequence[CaseConnector]:
        """The help desks, in their order."""
        return _all(self.cases)


def _all(sources: T | tuple[T, ...] | None) -> Sequence[T]:
    if sources is None:
        return ()
    return sources if isinstance(sources, tuple) else (sources,)
