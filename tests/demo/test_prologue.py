"""What was before the demonstration: past chats in the hub, of the very people who come then."""

import asyncio

import pytest

from agent_console.backends.hub import HubBackend
from agent_console.customer.client import HubCustomer
from agent_console.customer.identity import Identity
from agent_console.demo.cast import CAST
from agent_console.demo.cast.english import KAREN
from agent_console.demo.colleague import NAME
from agent_console.demo.desk import Desk
from agent_console.demo.encounter import TurnedAwayError, encounter
from agent_console.demo.launch import Demo
from agent_console.demo.pace import Pace
from agent_console.domain.action import Block
from agent_console.domain.chat import ConversationId
from agent_console.ports import Declined
from agent_console.wire.frame import Frame
from tests.backends.console import Console


async def test_everybody_comes_with_a_past_chat_from_their_own_page_and_clock() -> None:
    async with Demo(pace=300.0) as demo:
        console = Console(HubBackend(demo.url, demo.token, "console"))
        waiting = {person.name: person for person in CAST}
        while waiting:
            await console.until(lambda: any(place.facts.name in waiting for place in console.desk.queue))
            [place, *_] = [place.facts for place in console.desk.queue if place.facts.name in waiting]
            person = waiting.pop(place.name)
            assert await console.backend.take(place.conversation) == place.conversation
            await console.holds(place.conversation)
            held = console.desk[place.conversation]
            assert (held.page, held.page_title, held.referrer, held.customer.timezone) == (
                *(person.page, person.page_title, person.referrer, person.timezone),
            )
            custom = (("Membership", person.membership),) if person.membership else ()
            assert (held.customer.company, held.customer.custom) == (person.company, custom)
            chats = await console.backend.past(place.conversation)
            assert not isinstance(chats, Declined)
            past = person.chats[0]
            assert [(chat.subject, chat.status, chat.rating) for chat in chats[-1:]] == [
                (past.concern, past.outcome, past.rating)
            ]
            lines = await console.backend.past_lines(place.conversation, chats[-1].id)
            assert not isinstance(lines, Declined)
            assert [(line.author, line.text) for line in lines] == [
                *((person.name, text) for text in past.says),
                (NAME, past.answer),
            ]
        await console.close()


async def test_a_desk_that_the_hub_does_not_let_in_says_so() -> None:
    async with Demo() as demo:
        with pytest.raises(TurnedAwayError, match="does not know this token"):
            await Desk(demo.url, "wrong").__aenter__()
        async with Desk(demo.url, demo.token) as desk:
            with pytest.raises(TurnedAwayError, match="no such conversation"):
                await desk.take(ConversationId("nobody"))


class _Faulty(Desk):
    def _hello(self) -> Frame:
        raise ZeroDivisionError


async def test_a_bug_of_a_desk_surfaces_instead_of_leaving_everybody_waiting() -> None:
    async with Demo() as demo, asyncio.timeout(60):
        with pytest.raises(ZeroDivisionError):
            await _Faulty(demo.url, demo.token).__aenter__()


async def test_somebody_who_is_blocked_comes_no_further() -> None:
    async with Demo() as demo:
        identity = Identity()
        console = Console(HubBackend(demo.url, demo.token, "console"))
        async with HubCustomer(demo.url, name=KAREN.name, identity=identity) as karen:
            await karen.send("hello")
            assert await console.backend.take(karen.conversation) == karen.conversation
            await console.holds(karen.conversation)
            fence = console.desk[karen.conversation].fence
            assert await console.backend.perform(karen.conversation, fence, Block("spam")) is None
        await encounter(demo.url, KAREN, {}, Pace(1000.0), identity)
        await console.close()
