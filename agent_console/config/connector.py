"""Where orders and past cases are read from: one HTTP request, and a map from its answer to our words."""

import re
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self, TypeAlias
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator

from agent_console.config import address
from agent_console.config.auth import Auth
from agent_console.config.field_map import CaseFields, Expression, OrderFields
from agent_console.config.setting import Duration, Name, Setting
from agent_console.yaml_source import Flag, Typed

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""A value of the customer in a template: `{email}`. Whoever fills it in escapes it for its place."""


class Owner(StrEnum):
    """A value that says whose a row is; also the placeholders of templates."""

    EMAIL = "email"
    CUSTOMER_ID = "customer_id"
    PHONE = "phone"
    ACCOUNT = "account"


PLACEHOLDERS = (*(str(owner) for owner in Owner), "order_number")


def _template(text: str) -> str:
    for name in PLACEHOLDER.findall(text):
        if name not in PLACEHOLDERS:
            raise ValueError(f"holds `{{{name}}}`; known: {', '.join(f'{{{n}}}' for n in PLACEHOLDERS)}")
    return text


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise ValueError(f"is not a time zone such as Europe/Oslo (got '{name[:40]}')") from None
    return name


Template: TypeAlias = Annotated[str, AfterValidator(_template)]
Zone: TypeAlias = Annotated[str, AfterValidator(_zone)]


class ConnectorSettings(Setting):
    """One request to a company's system, and how its answer is read."""

    url: Template
    """The address; may hold placeholders behind the host: `https://shop.example.com/customers/{email}/orders`."""
    method: Literal["GET", "POST"] = "GET"
    """How it is asked."""
    query: dict[Name, Template] = Field(default_factory=dict)
    """Query parameters; values may hold placeholders."""
    headers: dict[Name, str] = Field(default_factory=dict)
    """Further headers; no secrets."""
    body: Typed = None
    """The JSON body of a POST; its texts may hold placeholders."""
    auth: Auth | None = None
    """How the console proves who it is."""
    allowed_hosts: tuple[Name, ...] = ()
    """Hosts that may be asked; by default the one in `url`, and no other."""
    insecure: Flag = False
    """Take `http://` to another machine, which shows secrets and customers' data to whoever is on the way."""
    rows: Expression = "@"
    """Where the list is in the answer, such as `data.orders`."""
    errors: Expression | None = None
    """Where the answer says what went wrong under a status of success, such as `errors[].message`."""
    owner: Expression
    """Where a row says whose it is. Rows of anybody else are dropped, because servers ignore filters."""
    owner_is: Owner = Owner.EMAIL
    """Which value of the customer stands there."""
    scale: Annotated[Decimal, Field(gt=0, le=1)] = Decimal(1)
    """What amounts are multiplied with: 0.01 for a system that counts in cents."""
    timezone: Zone = "UTC"
    """The zone of dates that name none, such as `Europe/Oslo`."""
    timeout: Duration = timedelta(seconds=5)
    """How long an answer may take."""
    cache: Duration = timedelta(seconds=60)
    """How long an answer is good."""
    most_rows: Annotated[int, Field(ge=1, le=500)] = 50
    """The newest ones count."""

    @model_validator(mode="after")
    def _safe(self) -> Self:
        parts = address.checked(self.url, "https", "http", self.insecure)
        if PLACEHOLDER.search(parts.netloc):
            raise ValueError("has a placeholder in the host of `url`; only path and query may hold one")
        if self.body is not None and self.method != "POST":
            raise ValueError("has a `body`, which needs `method: POST`")
        return self

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that may be asked."""
        return frozenset(self.allowed_hosts or (urlsplit(self.url).hostname or "",))


class OrderConnector(ConnectorSettings):
    """Where orders come from."""

    fields: OrderFields
    """How one row is read."""


class CaseConnector(ConnectorSettings):
    """Where past cases come from."""

    fields: CaseFields
    """How one row is read."""
