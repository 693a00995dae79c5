"""Agents, what they ask each other, and queues."""

from collections.abc import Sequence
from http import HTTPStatus

from agent_console.hub.rest import model, view
from agent_console.hub.rest.operation import Call, Nothing, Operation, Reply
from agent_console.hub.store import Store


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
