"""One request to a company's system: what is asked, in templates."""

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from agent_console.config.field_map import Expression
from agent_console.config.placeholder import Template, names
from agent_console.config.setting import Name, Setting
from agent_console.yaml_source import Typed


class GraphQL(Setting):
    """A GraphQL operation; values go into its variables and never into its text."""

    query: Name
    """The text of the operation, sent as it is."""
    variables: dict[Name, Typed] = Field(default_factory=dict)
    """Its variables; texts may hold placeholders."""


class RequestSettings(Setting):
    """How one request is made; all texts but the headers may hold placeholders."""

    method: Literal["GET", "POST"] = "GET"
    """How it is asked; `form` and `graphql` are always POSTed."""
    query: dict[Name, Template] = Field(default_factory=dict)
    """Query parameters."""
    headers: dict[Name, str] = Field(default_factory=dict)
    """Further headers; no secrets."""
    body: Typed = None
    """The JSON body of a POST."""
    form: dict[Name, Template] | None = None
    """The fields of a POSTed form, instead of a JSON body."""
    graphql: GraphQL | None = None
    """A GraphQL operation, which is POSTed, instead of a JSON body."""
    quotes: Literal["backslash", "doubled", "refused"] = "backslash"
    """How a quote in a value is escaped inside quotes: as \\', as '', or never: such values are refused."""
    errors: Expression | None = None
    """Where the answer says what went wrong under a status of success, such as `errors[].message`."""

    @model_validator(mode="after")
    def _one_body(self) -> Self:
        bodies = [name for name in ("body", "form", "graphql") if getattr(self, name) is not None]
        if len(bodies) > 1:
            raise ValueError(f"has {' and '.join(f'`{name}`' for name in bodies)}; one of them can be sent")
        if self.body is not None and self.method != "POST":
            raise ValueError("has a `body`, which needs `method: POST`")
        return self

    @property
    def posted(self) -> bool:
        """Whether it is a POST."""
        return self.method == "POST" or self.form is not None or self.graphql is not None

    def placeholders(self) -> Iterator[str]:
        """Yield the names of all placeholders, some more than once."""
        variables = self.graphql.variables if self.graphql else None
        yield from names([self.query, self.body, self.form, variables])
