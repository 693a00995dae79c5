"""A real store on disk, with the commands that tests give it."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from agent_console.domain.action import Action
from agent_console.domain.chat import AgentId, Author, ClientId, ConversationId, Mode
from agent_console.domain.customer import CustomerId
from agent_console.domain.history import Move
from agent_console.hub.clock import HubClock
from agent_console.hub.command import Claim, Command, Join, Perform, Post, TakeOver
from agent_console.hub.database.address import Place, PostgresAddress
from agent_console.hub.database.enrolment import add_agent
from agent_console.hub.database.opening import store_at
from agent_console.hub.outcome import Joined, Moved, Outcome, Rejected
from agent_console.hub.secret import digest
from agent_console.hub.store import Holding, Store
from agent_console.wire.frame import Profile, Topic
from tests.postgres import PASSWORD, SHARED, Postgres

KINDS = ("sqlite", pytest.param("postgres", marks=pytest.mark.needs("postgres")))
"""The databases that a store may be."""


def ignore(outcome: Outcome) -> None:
    """Listen to nothing."""


def code(outcome: Outcome) -> str:
    """Return the code of a rejection."""
    assert isinstance(outcome, Rejected), outcome
    assert outcome.reason
    return outcome.code


class StoreCase:
    """A store with the agents Ann and Ben."""

    def __init__(self, place: Place, store: Store, ann: AgentId, ben: AgentId) -> None:
        self.place = place
        self.store = store
        self.ann = ann
        self.ben = ben

    async def join(self, number: int = 1, queue: str = "") -> Joined:
        """Let a customer come."""
        customer = CustomerId(f"{number:032x}")
        topic = Topic("late parcel", queue=queue)
        joined = await self.store.commit(
            Join(customer, digest("secret"), Profile(f"Customer {number}"), topic)
        )
        assert isinstance(joined, Joined)
        return joined

    async def waiting(self, number: int = 1, queue: str = "") -> Joined:
        """Let a customer come and write."""
        joined = await self.join(number, queue)
        await self.store.commit(self.said(joined, "hello", 1))
        return joined

    def said(self, joined: Joined, text: str, number: int, client_id: str = "") -> Post:
        """Return a customer's message."""
        return Post(
            author=Author.CUSTOMER,
            writer=joined.customer,
            name=joined.name,
            conversation=joined.conversation,
            client_id=ClientId(client_id or f"m{number}"),
            device="phone",
            number=number,
            text=text,
        )

    def reply(
        self, joined: Joined, text: str, number: int, fence: int = 1, agent: AgentId | None = None
    ) -> Post:
        """Return an agent's reply."""
        return Post(
            author=Author.AGENT,
            writer=agent or self.ann,
            name="Ann",
            conversation=joined.conversation,
            client_id=ClientId(f"r{number}"),
            device="console",
            number=number,
            text=text,
            claim=Claim(joined.customer, fence),
        )

    def noted(self, joined: Joined, text: str, number: int, agent: AgentId | None = None) -> Post:
        """Return an agent's note; Ben's, if he is the agent, from his own console."""
        writer = agent or self.ann
        name = "Ann" if writer == self.ann else "Ben"
        reply = self.reply(joined, text, number, fence=0, agent=writer)
        return replace(
            reply, mode=Mode.NOTE, client_id=ClientId(f"n{number}"), name=name, device=f"{name}'s console"
        )

    async def perform(
        self, joined: Joined, action: Action, agent: AgentId | None = None, fence: int | None = 1
    ) -> Outcome:
        """Have an agent, Ann by default, carry an action out."""
        return await self.store.commit(Perform(agent or self.ann, joined.conversation, fence, action))

    async def moved(self, command: Command) -> Moved:
        """Carry out a command that changes a conversation."""
        outcome = await self.store.commit(command)
        assert isinstance(outcome, Moved), outcome
        return outcome

    async def holding(self, joined: Joined) -> Holding:
        """Return the customer's conversation as it stands."""
        holding = await self.store.holding(joined.conversation)
        assert holding is not None
        return holding

    async def moves(self, joined: Joined) -> list[tuple[Move, str, str]]:
        """Return what happened: the move, who did it, and the detail."""
        lines = await self.store.steps(joined.conversation, 0, 1000)
        return [(line.move, line.by, line.detail) for line in lines]

    async def heard(self, joined: Joined) -> list[str]:
        """Return what the customer is told."""
        return [message.text for message in await self.store.heard(joined.conversation, 0, 1000)]

    async def taken(self, number: int = 1) -> Joined:
        """Let a customer come and write, and Ann take the conversation."""
        joined = await self.waiting(number)
        moved = await self.store.commit(TakeOver(self.ann, joined.conversation))
        assert isinstance(moved, Moved)
        return joined

    async def texts(self, conversation: ConversationId) -> list[str]:
        """Return what is stored of a conversation."""
        return [message.text for message in await self.store.history(conversation, 0, 1000)]


@asynccontextmanager
async def opened(
    place: Place, listen: Callable[[Outcome], None] = ignore, clock: HubClock | None = None
) -> AsyncIterator[StoreCase]:
    """Run a store on a database, made when it is new."""
    tokens = [add_agent(place, name) for name in ("Ann", "Ben")]
    with store_at(place, clock or HubClock()) as store:
        running = asyncio.create_task(store.run(listen))
        try:
            ann, ben = [await store.account(digest(token)) for token in tokens]
            assert ann is not None
            assert ben is not None
            yield StoreCase(place, store, ann.id, ben.id)
        finally:
            running.cancel()
            await asyncio.wait([running])


def address(server: Postgres) -> PostgresAddress:
    """Return where a hub finds a server's own database."""
    return PostgresAddress(server.address(), PASSWORD)


@contextmanager
def new_place(kind: str, folder: Path) -> Iterator[Place]:
    """Make an empty database: `sqlite` in a folder, or `postgres` on the server that tests share."""
    if kind == "sqlite":
        yield folder / "hub.db"
        return
    with SHARED.server().database(f"hub-{uuid.uuid4().hex}") as name:
        yield PostgresAddress(SHARED.server().address(name), PASSWORD)
