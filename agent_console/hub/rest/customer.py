"""Customers: found, described by programs that know more of them, and the chats that they had."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from agent_console.config.widget import zone
from agent_console.domain.customer import CustomerId
from agent_console.hub.command import Describe
from agent_console.hub.outcome import Rejected
from agent_console.hub.rest import cursor, model, view
from agent_console.hub.rest.listing import Paging
from agent_console.hub.rest.operation import Call, Nothing, Operation, Part, Reply
from agent_console.hub.rest.problem import missing, rejected
from agent_console.hub.store import Person, Store
from agent_console.wire.frame import Detail

ONE = "/v1/customers/{customer}"


class CustomerSearch(Paging):
    """Which customers."""

    search: Annotated[str, Field(max_length=200)] = ""
    """A part of the name or of the e-mail address."""


def known_zone(value: str) -> str:
    """Return the name of a time zone, or nothing; raise ValueError for a zone that does not exist."""
    return value and zone(value)


Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50)]
Value = Annotated[str, StringConstraints(max_length=500)]


class Description(Part):
    """What a program knows of a customer; what it leaves out stays, and an empty text takes away."""

    timezone: Annotated[str, Field(max_length=64), AfterValidator(known_zone)] | None = None
    """The IANA zone of their clock, such as `Europe/Oslo`."""
    company: Value | None = None
    """The company they write for."""
    custom: Annotated[Mapping[Label, Value], Field(max_length=20)] = {}
    """Anything else, by the labels that agents read; other labels stay as they are."""


class Customers:
    """The operations on customers."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def operations(self) -> Sequence[Operation]:
        """Return them."""
        ok = HTTPStatus.OK
        return (
            Operation(
                *("GET", "/v1/customers", "listCustomers", "Customers, in the order of their ids"),
                *(self.list, {ok: model.CustomerPage}, (HTTPStatus.BAD_REQUEST,)),
            ),
            Operation("GET", ONE, "readCustomer", "One customer", self.read, {ok: model.Customer}),
            Operation(
                *("PATCH", ONE, "describeCustomer", "Tell agents more of a customer"),
                *(self.describe, {ok: model.Customer}, (HTTPStatus.CONFLICT,)),
            ),
            Operation(
                *("GET", f"{ONE}/chats", "listChats", "The chats of a customer, newest first"),
                *(self.chats, {ok: model.ChatPage}, (HTTPStatus.BAD_REQUEST,)),
            ),
        )

    async def list(self, call: Call[CustomerSearch, Nothing]) -> Reply:
        """Return customers."""
        asked = call.query
        after = cursor.position("customers", asked.cursor) if asked.cursor else ""
        read = await self._store.customers(asked.search, after, asked.limit + 1)
        items = tuple(map(view.customer, read[: asked.limit]))
        following = cursor.cursor("customers", items[-1].id) if len(read) > len(items) else None
        return Reply(model.CustomerPage(items=items, next=following))

    async def read(self, call: Call[Nothing, Nothing]) -> Reply:
        """Return one customer."""
        return Reply(view.customer(await self._found(call.path["customer"])))

    async def describe(self, call: Call[Nothing, Description]) -> Reply:
        """Know more of a customer; whoever serves them sees it at once."""
        person, told = await self._found(call.path["customer"]), call.body
        details = tuple(Detail(label, value) for label, value in told.custom.items())
        match await self._store.commit(Describe(person.id, told.timezone, told.company, details)):
            case Rejected() as rejection:
                raise rejected(rejection)
            case _:
                return Reply(view.customer(await self._found(person.id)))

    async def chats(self, call: Call[Paging, Nothing]) -> Reply:
        """Return the chats of a customer, those that go on included."""
        person, asked = await self._found(call.path["customer"]), call.query
        before = cursor.number("chats", asked.cursor) if asked.cursor else None
        found = await self._store.episodes(person.id, before, asked.limit + 1)
        items = found[: asked.limit]
        following = cursor.cursor("chats", items[-1].chat.id) if len(found) > len(items) else None
        return Reply(model.ChatPage(items=tuple(map(view.chat, items)), next=following))

    async def _found(self, customer: str) -> Person:
        person = await self._store.customer(CustomerId(customer))
        if person is None:
            raise missing("customer")
        return person
