"""Several consoles on a real Synapse want the same customers: one of them gets each, and all agree who."""

import asyncio

from agent_console.backends.matrix import MatrixBackend
from agent_console.domain.chat import ConversationId
from agent_console.domain.events import ConversationOpened
from agent_console.ports import Declined
from tests.backends.console import Console
from tests.backends.matrix.world import MatrixWorld
from tests.backends.world import Desks

AGENTS = ("Ann", "Ben", "Cem", "Dag")
ROOMS = 20


def owners(console: Console) -> dict[ConversationId, tuple[str, int]]:
    """Return who has which conversation and under which fence, as a console sees it."""
    assert isinstance(console.backend, MatrixBackend)
    office = console.backend._line.office
    assert office is not None
    return {
        identity: (chat.ownership.owner, chat.ownership.fence)
        for identity, chat in office.chats.items()
        if chat.ownership.owner
    }


async def test_each_customer_has_one_agent_and_nobody_else_ever_sees_the_chat(
    matrix: MatrixWorld, consoles: Desks
) -> None:
    for agent in AGENTS:
        matrix.agent(agent)
    rooms = [await matrix.customer_says(f"Customer {number}", "hello") for number in range(ROOMS)]
    racing = [await consoles.open(agent) for agent in AGENTS]
    for console in racing:
        await console.until(lambda console=console: len(console.desk.queue) == ROOMS)  # type: ignore[misc]

    won: dict[ConversationId, list[Console]] = {room: [] for room in rooms}
    races = [(console, room) for room in rooms for console in racing]
    for (console, room), answer in zip(
        races, await asyncio.gather(*(console.backend.take(room) for console, room in races)), strict=True
    ):
        if isinstance(answer, Declined):
            assert answer.code == "taken"
        else:
            assert answer == room
            won[room].append(console)
    assert [len(winners) for winners in won.values()] == [1] * ROOMS

    for console in racing:
        await console.until(lambda console=console: not console.desk.queue)  # type: ignore[misc]
        opened = [event.conversation.id for event in console.seen if isinstance(event, ConversationOpened)]
        assert sorted(opened) == sorted(room for room, winners in won.items() if winners == [console])
    views = [owners(console) for console in racing]
    assert all(view == views[0] for view in views)
    late = await consoles.open("Ann", "another device")
    assert owners(late) == views[0]
    assert {fence for _owner, fence in views[0].values()} == {1}
