"""Where orders and past cases are read from over HTTP, and how the answers are read."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, ClassVar, Self, TypeAlias
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from agent_console.config import address
from agent_console.config.auth import Auth
from agent_console.config.field_map import CaseFields, Expression, OrderFields
from agent_console.config.placeholder import (
    CUSTOM,
    LOOKUP,
    PLACEHOLDER,
    PLACEHOLDERS,
    ROW,
    Owner,
    Template,
    names,
)
from agent_console.config.preset import Kind, completed
from agent_console.config.request import RequestSettings
from agent_console.config.setting import Duration, Frequency, Name, Setting
from agent_console.config.step import FollowSettings, LookupSettings, PageSettings
from agent_console.yaml_source import Flag


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise ValueError(f"is not a time zone such as Europe/Oslo (got '{name[:40]}')") from None
    return name


Zone: TypeAlias = Annotated[str, AfterValidator(_zone)]
LookedUp: TypeAlias = Annotated[str, Field(pattern=r"^lookup\.[A-Za-z0-9_]+$")]
"""A value that a look-up found: `lookup.id`."""


Scale: TypeAlias = Annotated[
    Decimal,
    Field(gt=0, le=1),
    # Its own schema takes text as well, which is no advice for a person.
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 1}),
]


class ConnectorSettings(Setting):
    """What is the same wherever rows come from: whose they are, how they are read, how long they are good."""

    name: Name | None = None
    """What people call the system; `orders` or `past cases` when left out."""
    note: str = ""
    """What it keeps back, shown beside its rows, such as `only the last 60 days`."""
    owner: Expression
    """Where a row says whose it is. Rows of anybody else are dropped, because servers ignore filters."""
    owner_is: Owner | LookedUp = Owner.EMAIL
    """Which value of the customer stands there, or which one that was looked up."""
    scale: Scale = Decimal(1)
    """What amounts are multiplied with: 0.01 for a system that counts in cents."""
    timezone: Zone = "UTC"
    """The zone of dates that name none, such as `Europe/Oslo`."""
    timeout: Duration = timedelta(seconds=5)
    """How long it may take until all is read, over all steps."""
    cache: Duration = timedelta(seconds=60)
    """How long an answer is good."""
    most_rows: Annotated[int, Field(ge=1, le=500)] = 50
    """The newest ones count."""


class HttpConnector(RequestSettings, ConnectorSettings):
    """A company's system that answers in JSON over HTTP."""

    kind: ClassVar[Kind]
    """What is read from it."""

    preset: Name | None = None
    """A system that is known already, such as `django-oscar`; all keys beside it win over what is known."""
    url: Template
    """The address; may hold placeholders behind the host: `https://shop.example.com/customers/{email}/orders`."""
    path: Template = ""
    """What is asked behind `url`, where that is only the address of the server, such as `/api/orders`."""
    auth: Auth | None = None
    """How the console proves who it is."""
    lookup: LookupSettings | None = None
    """Asked first, for values such as the customer's id in that system."""
    pages: PageSettings | None = None
    """How a list goes on that does not come at once."""
    follow: tuple[FollowSettings, ...] = ()
    """Asked for each row, for details that the list leaves out."""
    allowed_hosts: tuple[Name, ...] = ()
    """Hosts that may be asked; by default the one in `url`, and no other."""
    insecure: Flag = False
    """Take `http://` to another machine, which shows secrets and customers' data to whoever is on the way."""
    private: Flag = False
    """Take a host whose name leads to an address of a private network, such as a shop in the office."""
    rate: Frequency | None = None
    """How often it may be asked, such as `5/s` or `100/m`; over all customers."""
    rows: Expression = "@"
    """Where the list is in the answer, such as `data.orders`."""

    @model_validator(mode="before")
    @classmethod
    def _completed(cls, value: object) -> object:
        return completed(value, cls.kind)

    @model_validator(mode="after")
    def _safe(self) -> Self:
        self._one_server()
        self._known_placeholders()
        return self

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that may be asked."""
        return frozenset(self.allowed_hosts or (urlsplit(self.url).hostname or "",))

    @property
    def target(self) -> str:
        """The address of the list, as a template."""
        return self.behind(self.path) if self.path else self.url

    def behind(self, place: str) -> str:
        """Return the address of another place; one that begins with / is on this connector's server.

        It is behind `url` where `path` says what is asked there, and behind the host where `url` says it all.
        """
        if not place.startswith("/"):
            return place
        return self.url.rstrip("/") + place if self.path else urljoin(self.url, "/") + place.lstrip("/")

    def _one_server(self) -> None:
        parts = address.checked(self.url, "https", "http", self.insecure)
        if PLACEHOLDER.search(parts.netloc):
            raise ValueError("has a placeholder in the host of `url`; only path and query may hold one")
        address.plainly_written(parts.hostname or "")
        if self.path and (parts.query or parts.fragment or PLACEHOLDER.search(self.url)):
            raise ValueError("has a `path`, so `url` must be the server's address, without ? or placeholders")
        for key, place in self._places():
            # The secrets of this connector are for its own server, and for no other.
            if address.origin(self.behind(place)) != address.origin(self.url):
                raise ValueError(f"has a `{key}` on another server than `url`; one server is asked")

    def _places(self) -> Iterator[tuple[str, str]]:
        if self.path:
            yield "path", self.path
        if self.lookup:
            yield "lookup.url", self.lookup.url
        for number, follow in enumerate(self.follow):
            if follow.url:
                yield f"follow[{number}].url", follow.url
        if self.auth and self.auth.login:
            yield "auth.login.url", self.auth.login.url
            yield "auth.login.page", self.auth.login.page or self.auth.login.url

    def _known_placeholders(self) -> None:
        found = [LOOKUP + name for name in self.lookup.values] if self.lookup else []
        if self.owner_is.startswith(LOOKUP) and self.owner_is not in found:
            raise ValueError(f"has `owner_is: {self.owner_is}`, which no `lookup.values` finds")
        if self.lookup:
            _refuse_others("lookup", self.lookup.placeholders(), [])
        _refuse_others("the request", (*names([self.url, self.path]), *self.placeholders()), found)
        for follow in self.follow:
            _refuse_others("follow", (n for n in follow.placeholders() if not n.startswith(ROW)), found)


def _refuse_others(where: str, used: Iterator[str] | tuple[str, ...], found: list[str]) -> None:
    for name in used:
        if name not in (*PLACEHOLDERS, *found) and not name.startswith(CUSTOM):
            known = ", ".join(f"{{{known}}}" for known in (*PLACEHOLDERS, *found))
            raise ValueError(f"holds `{{{name}}}` in {where}; known there: {known}")


class OrderConnector(HttpConnector):
    """Where orders come from."""

    kind = "orders"

    fields: OrderFields
    """How one row is read."""


class CaseConnector(HttpConnector):
    """Where past cases come from."""

    kind = "cases"

    fields: CaseFields
    """How one row is read."""
