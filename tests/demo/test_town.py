"""The town: people keep coming, and a hub that takes nobody is not ignored."""

import asyncio

import pytest

from agent_console.customer.identity import Identity
from agent_console.demo.cast import CAST
from agent_console.demo.encounter import TurnedAwayError
from agent_console.demo.launch import Demo
from agent_console.demo.pace import Pace
from agent_console.demo.town import CROWD, Town
from agent_console.domain.chat import Presence
from agent_console.domain.events import CustomerRead, CustomerTyping, Event, PresenceChanged
from tests.demo.agent import at_work


async def test_when_people_leave_others_come_until_everybody_has_been() -> None:
    assert len(CAST) > CROWD
    async with Demo(pace=300.0) as demo, at_work(demo.url, demo.token) as agent:
        await agent.until_held(len(CAST))
        assert set(agent.held) == {person.name for person in CAST}


async def test_people_are_seen_to_type_to_read_and_to_leave() -> None:
    def left(event: Event) -> bool:
        return isinstance(event, PresenceChanged) and event.presence is Presence.LEFT

    async with Demo(pace=100.0) as demo, at_work(demo.url, demo.token) as agent:
        await agent.until_held(1)
        name = next(iter(agent.held))
        await agent.reply(name, "Hello, how can I help?")
        await agent.until_seen(lambda event: isinstance(event, CustomerTyping))
        await agent.until_seen(lambda event: isinstance(event, CustomerRead))
        await agent.until_seen(left)


async def test_somebody_turned_away_ends_the_town_with_the_reason() -> None:
    identities = {person.email: Identity() for person in CAST}
    town = Town("http://127.0.0.1:1", CAST, Pace(), identities)
    with pytest.raises(ExceptionGroup) as failure:
        async with asyncio.timeout(60):
            await town.live()
    assert failure.group_contains(TurnedAwayError, match="is no hub's address")
