"""How long a customer has to wait, as far as that can be told."""

import asyncio
from pathlib import Path

from agent_console.domain.chat import Author, ClientId, ConversationId
from agent_console.hub.clock import HubClock
from agent_console.hub.command import Join, Post, TakeOver
from agent_console.hub.database.enrolment import add_agent
from agent_console.hub.database.sqlite_store import SqliteStore
from agent_console.hub.live import standing
from agent_console.hub.live.standing import Standings
from agent_console.hub.outcome import Joined
from agent_console.hub.secret import digest
from agent_console.wire.frame import Standing
from tests.hub.raw_client import customer_hello


class Hub:
    """A store whose clock a test moves, and what is told of it."""

    def __init__(self, folder: Path) -> None:
        self.seconds = 1000.0
        self.clock = HubClock(lambda: 1_700_000_000.0, lambda: self.seconds)
        add_agent(folder / "hub.db", "Ann")
        self.store = SqliteStore(folder / "hub.db", self.clock)
        self.told: list[ConversationId] = []
        self.standings = Standings(self.store, self.clock, self.told.append)

    async def queued(self) -> ConversationId:
        """Have a customer come and write."""
        hello = customer_hello()
        joined = await self.store.commit(
            Join(hello.customer, digest(hello.secret), hello.profile, hello.topic)
        )
        assert isinstance(joined, Joined)
        post = Post(
            *(Author.CUSTOMER, hello.customer, "Karen Doe", joined.conversation, ClientId("m1")),
            *("phone", 1, "hello"),
        )
        await self.store.commit(post)
        return joined.conversation

    async def stands(self, conversation: ConversationId) -> Standing:
        """Return how a conversation stands, after the queue was read."""
        await self.standings._read()
        standing = await self.standings.of(conversation)
        assert standing is not None
        return standing


async def test_a_wait_is_the_usual_one_less_what_has_passed_in_whole_minutes(tmp_path: Path) -> None:
    hub = Hub(tmp_path)
    committing = asyncio.create_task(hub.store.run(lambda _: None))
    [ann] = await hub.store.team()
    first = await hub.queued()
    assert (await hub.stands(first)).wait_ms == 0  # nobody can tell yet
    hub.seconds += 250
    await hub.store.commit(TakeOver(ann.id, first))
    second, third = await hub.queued(), await hub.queued()
    assert [(await hub.stands(chat)).place for chat in (second, third)] == [1, 2]
    assert (await hub.stands(second)).wait_ms == 5 * 60_000
    hub.seconds += 200
    assert (await hub.stands(second)).wait_ms == 60_000
    hub.seconds += 1000
    assert (await hub.stands(second)).wait_ms == 0
    assert await hub.standings.of(ConversationId("none")) is None
    committing.cancel()
    await asyncio.wait([committing])
    hub.store.close()


async def test_only_those_whose_place_has_changed_are_looked_at_again(tmp_path: Path) -> None:
    hub = Hub(tmp_path)
    committing = asyncio.create_task(hub.store.run(lambda _: None))
    [ann] = await hub.store.team()
    chats = [await hub.queued() for _ in range(3)]
    await hub.standings._read()
    assert set(hub.told) == set(chats)
    hub.told.clear()
    await hub.store.commit(TakeOver(ann.id, chats[1]))
    await hub.standings._read()
    assert hub.told == [chats[2]]
    hub.told.clear()
    hub.seconds += standing.AGAIN_SECONDS
    await hub.standings._read()
    assert set(hub.told) == {chats[0], chats[2]}
    committing.cancel()
    await asyncio.wait([committing])
    hub.store.close()
