"""Customers, agents, what they ask each other, and queues."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated

from pydantic import Field

from agent_console.domain.customer import CustomerId
from agent_console.hub.rest import cursor, model, view
from agent_console.hub.rest.listing import Paging
from agent_console.hub.rest.operation import Call, Nothing, Operation, Reply
from agent_console.hub.rest.problem import missing
from agent_console.hub.store import Store


class CustomerSearch(Paging):
    """Which customers."""

    search: Annotated[str, Field(max_length=200)] = ""
    """A part of the name or of the e-mail address."""


class People:
    """The operations on people and queues."""

    def __init__(self, store: Store, queues: Sequence[str]) -> None:
        self._store = store
        self._queues = queues

    def operations(self) -> Sequence[Operation]:
        """Return them."""
        ok = HTTPStatus.OK
        return (
            Operation(
                *("GET", "/v1/customers", "listCustomers", "Customers, in the order of their ids"),
                *(self.customers, {ok: model.CustomerPage}, (HTTPStatus.BAD_REQUEST,)),
            ),
            Operation(
                *("GET", "/v1/customers/{customer}", "readCustomer", "One customer"),
                *(self.customer, {ok: model.Customer}),
            ),
            Operation(
                *("GET", "/v1/agents", "listAgents", "The agents, by name"),
                *(self.agents, {ok: model.Team}),
            ),
            Operation(
                *("GET", "/v1/questions", "listQuestions", "What colleagues ask the caller, oldest first"),
                *(self.questions, {ok: model.Questions}),
            ),
            Operation(
                *("GET", "/v1/queues", "listQueues", "The queues' names"),
                *(self.queues, {ok: model.Queues}),
            ),
        )

    async def customers(self, call: Call[CustomerSearch, Nothing]) -> Reply:
        """Return customers."""
        asked = call.query
        after = cursor.position("customers", asked.cursor) if asked.cursor else ""
        read = await self._store.customers(asked.search, after, asked.limit + 1)
        items = tuple(map(view.customer, read[: asked.limit]))
        following = cursor.cursor("customers", items[-1].id) if len(read) > len(items) else None
        return Reply(model.CustomerPage(items=items, next=following))

    async def customer(self, call: Call[Nothing, Nothing]) -> Reply:
        """Return one customer."""
        person = await self._store.customer(CustomerId(call.path["customer"]))
        if person is None:
            raise missing("customer")
        return Reply(view.customer(person))

    async def agents(self, call: Call[Nothing, Nothing]) -> Reply:
        """Return the agents who may sign in."""
        del call
        return Reply(model.Team(items=tuple(map(view.agent, await self._store.team()))))

    async def questions(self, call: Call[Nothing, Nothing]) -> Reply:
        """Return the questions that wait for the caller's answer."""
        put = await self._store.questions_for(call.caller.id)
        return Reply(model.Questions(items=tuple(map(view.question, put))))

    async def queues(self, call: Call[Nothing, Nothing]) -> Reply:
        """Return the queues that are in use, or offered by the settings."""
        del call
        names = {*self._queues, *await self._store.queues()}
        return Reply(model.Queues(items=tuple(sorted(names))))
