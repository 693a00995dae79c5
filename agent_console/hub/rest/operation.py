"""One operation of the interface: routing, validation and the OpenAPI document all come from it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from pydantic import BaseModel, ConfigDict

from agent_console.hub.store import Account


class Part(BaseModel):
    """A part of a request or of an answer: immutable, and a field that it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Nothing(Part):
    """No parameters, or no body."""


Query = TypeVar("Query", bound=BaseModel)
Body = TypeVar("Body", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Call(Generic[Query, Body]):
    """A request that has passed every check of its form."""

    caller: Account
    path: Mapping[str, str]
    """The values in the path, by name."""
    query: Query
    body: Body
    key: str = ""
    """The Idempotency-Key of an operation that takes one."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a call."""

    body: BaseModel | str | None = None
    """A model becomes JSON, a text stays plain; None is an answer without content."""
    status: HTTPStatus = HTTPStatus.OK


Handler = Callable[[Call[Any, Any]], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked for under one method and path; the handler's call says what it takes."""

    method: str
    path: str
    name: str
    """Its id in the document, such as `listConversations`."""
    summary: str
    handle: Handler
    answers: Mapping[HTTPStatus, type[BaseModel] | None]
    """What each status of success brings."""
    refusals: tuple[HTTPStatus, ...] = ()
    """What else may be answered than an operation of its kind always may."""
    keyed: bool = False
    """Whether it needs an Idempotency-Key: the same key again never does it twice."""
    plain: bool = False
    """Whether it can answer in plain text too."""
    query: type[BaseModel] = field(init=False)
    body: type[BaseModel] = field(init=False)

    def __post_init__(self) -> None:
        """Read what it takes from the type of its handler's call."""
        query, body = get_args(get_type_hints(self.handle)["call"])
        object.__setattr__(self, "query", query)
        object.__setattr__(self, "body", body)
