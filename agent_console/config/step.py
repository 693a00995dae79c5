"""What a connector asks besides its one request: who the customer is there, more pages, details of a row."""

from collections.abc import Iterator
from typing import Annotated, Self, TypeAlias

from pydantic import Field, model_validator

from agent_console.config.field_map import Expression
from agent_console.config.placeholder import Owner, Template, names
from agent_console.config.request import RequestSettings
from agent_console.config.setting import Name, Setting
from agent_console.yaml_source import Flag

ValueName: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z0-9_]+$")]


class LookupSettings(RequestSettings):
    """Asked first: finds the customer in the system, and values such as their id there.

    A customer whom the system does not know has no rows there, which is no failure.
    """

    url: Template
    """The address; one that begins with / is on the connector's own server."""
    rows: Expression = "@"
    """Where the list of customers is in the answer."""
    owner: Expression
    """Where one of them says who it is. Anybody else is passed over, because servers ignore filters."""
    owner_is: Owner = Owner.EMAIL
    """Which value of the customer stands there."""
    values: Annotated[dict[ValueName, Expression], Field(min_length=1)]
    """Values by name, for placeholders such as `{lookup.id}`; expressions are against the customer found."""

    def placeholders(self) -> Iterator[str]:
        """Yield the names of all placeholders, some more than once."""
        yield from names(self.url)
        yield from super().placeholders()


Key: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
"""A key in a row."""


class FollowSettings(RequestSettings):
    """Asked for each row: details that the list leaves out, such as an order's lines."""

    within: Key | None = None
    """A list in each row whose parts are asked about instead, each as if it were a row, such as the lines."""
    link: Expression | None = None
    """Where a row holds the address of its details; on the same server, or it is not asked."""
    url: Template | None = None
    """The address as a template, such as `/tickets/{row.id}/history`; instead of `link`."""
    rows: Expression = "@"
    """What of the answer is taken."""
    into: Key
    """The key under which it is put into the row, for the expressions of `fields`."""
    most: Annotated[int, Field(ge=1, le=100)] = 20
    """How many rows are asked about, the newest first."""

    @model_validator(mode="after")
    def _one_address(self) -> Self:
        if bool(self.link) == bool(self.url):
            raise ValueError("needs either `link` (where a row holds the address) or `url` (a template)")
        return self

    def placeholders(self) -> Iterator[str]:
        """Yield the names of all placeholders, some more than once."""
        yield from names(self.url)
        yield from super().placeholders()


class PageSettings(Setting):
    """How a list goes on where one answer holds only a part of it: one of the four ways."""

    next: Expression | None = None
    """Where the answer holds the address of the next page; on the same server, or it is not asked."""
    link: Flag = False
    """The address is in the header `Link`, as `rel="next"`."""
    parameter: Name | None = None
    """The query parameter that is counted up; a variable of that name where the request is GraphQL."""
    cursor: Expression | None = None
    """Where the answer holds what `parameter` is to be for the next page; nothing there ends the list."""
    first: Annotated[int, Field(ge=0)] = 1
    """What `parameter` counts from: 1 for most page numbers, 0 for an offset."""
    step: Annotated[int, Field(ge=1)] = 1
    """What it counts up by: 1 for a page number, the size of a page for an offset."""
    size: Annotated[int, Field(ge=1)] | None = None
    """How many rows a full page has; a page with fewer is the last."""
    most: Annotated[int, Field(ge=1, le=100)] = 10
    """How many pages are read."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum(map(bool, (self.next, self.link, self.parameter))) != 1:
            raise ValueError("needs exactly one of `next`, `link: true`, `parameter`")
        if self.cursor and not self.parameter:
            raise ValueError("has a `cursor`, which needs the `parameter` that it is sent in")
        return self
