"""Taking, closing, reopening; panes that fill by themselves, but never under somebody's fingers."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.desk import Part
from tests.fakes import FrozenClock
from tests.services.office import Office


async def test_the_longest_wait_is_taken_first(office: Office) -> None:
    ana = office.world.join("Ana")
    office.clock.advance(1)
    office.world.join("Ben")
    assert await office.workspace.holdings.take_next() is None
    await office.until(lambda: list(office.workspace.desk.conversations) == [ana])
    assert [queued.facts.name for queued in office.workspace.desk.queue] == ["Ben"]


async def test_an_empty_queue_is_said(office: Office) -> None:
    declined = await office.workspace.holdings.take_next()
    assert declined is not None
    assert declined.code == "empty"


async def test_a_customer_whom_somebody_took_is_said(office: Office) -> None:
    ana = office.world.join("Ana")
    office.world.hand_over(ana, "Lee")
    declined = await office.workspace.holdings.take(ana)
    assert declined is not None
    assert declined.code == "taken"


async def test_a_closed_chat_leaves_and_can_be_taken_up_again(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    assert await office.workspace.holdings.close(ana) is None
    assert office.workspace.holdings.dismissed == {ana}
    await office.until(lambda: ana not in office.workspace.desk)
    assert office.workspace.panes.free == 1
    assert await office.workspace.holdings.reopen_last() is None
    await office.until(lambda: ana in office.workspace.desk)
    assert list(office.workspace.panes.slots) == [ana]
    declined = await office.workspace.holdings.reopen_last()
    assert declined is not None
    assert declined.code == "empty"


async def test_a_chat_that_cannot_be_reopened_now_can_be_later(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    await office.workspace.holdings.close(ana)
    office.world.cut()
    declined = await office.workspace.holdings.reopen_last()
    assert declined is not None
    assert declined.code == "offline"
    office.world.restore()
    assert await office.workspace.holdings.reopen_last() is None


async def test_a_chat_that_came_back_by_itself_is_not_in_the_way_of_the_one_before(office: Office) -> None:
    holdings, desk = office.workspace.holdings, office.workspace.desk
    ana, ben = [await office.serve(name, "hello") for name in ("Ana", "Ben")]
    for chat in (ana, ben):
        await holdings.close(chat)
    office.world.say(ben, "one more thing")
    await holdings.take(ben)
    await office.until(lambda: list(desk.conversations) == [ben])
    assert await holdings.reopen_last() is None
    await office.until(lambda: ana in desk)
    await holdings.close(ben)
    await office.until(lambda: ben not in desk)
    assert await holdings.reopen_last() is None
    await office.until(lambda: ben in desk)
    declined = await holdings.reopen_last()
    assert declined is not None
    assert declined.code == "empty"


async def test_a_chat_that_is_gone_cannot_be_closed(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.hand_over(ana, "Lee")
    declined = await office.workspace.holdings.close(ana)
    assert declined is not None
    assert declined.code == "fence"
    assert office.workspace.holdings.dismissed == set()
    await office.until(lambda: ana not in office.workspace.desk)
    declined = await office.workspace.holdings.close(ana)
    assert declined is not None
    assert declined.code == "fence"


async def test_an_agent_goes_away_and_comes_back(office: Office) -> None:
    desk = office.workspace.desk
    assert await office.workspace.holdings.set_accepting(False) is None
    await office.until(lambda: not desk.accepting)
    assert await office.workspace.holdings.set_accepting(True) is None
    await office.until(lambda: desk.accepting)


async def test_no_reply_owed_stops_the_clock(office: Office) -> None:
    ana = await office.serve("Ana", "thanks, bye")
    office.workspace.holdings.excuse(ana)
    assert office.workspace.desk[ana].waiting.since is None
    await office.workspace.holdings.close(ana)
    await office.until(lambda: ana not in office.workspace.desk)
    office.workspace.holdings.excuse(ana)


async def test_a_chat_that_is_given_while_somebody_types_waits_at_the_edge(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.workspace.panes.resize(2, keep=ana)
    office.write(ana, "typ")
    ben = office.world.join("Ben")
    office.world.hand_over(ben, "Kim")
    await office.until(lambda: ben in office.workspace.desk)
    await office.workspace.holdings.fill()
    assert list(office.workspace.panes.slots) == [ana, None]
    assert office.workspace.panes.number(ben) == 2
    office.clock.advance(1.5)
    await office.workspace.holdings.fill()
    assert list(office.workspace.panes.slots) == [ana, ben]
    assert office.changes[-1].part is Part.HOLDINGS


async def test_a_chat_that_the_agent_takes_while_typing_opens_at_once(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.workspace.panes.resize(2, keep=ana)
    office.write(ana, "typ")
    ben = office.world.join("Ben")
    assert await office.workspace.holdings.take(ben) is None
    await office.until(lambda: office.workspace.panes.slots == (ana, ben))


async def test_a_chat_that_opens_before_the_answer_to_taking_it_gets_its_pane(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.workspace.panes.resize(2, keep=ana)
    office.write(ana, "typ")
    ben = office.world.join("Ben")
    office.world.flowing.clear()
    taking = asyncio.create_task(office.workspace.holdings.take(ben))
    await office.until(lambda: ben in office.workspace.desk)
    assert list(office.workspace.panes.slots) == [ana, None]
    office.world.flowing.set()
    assert await taking is None
    assert list(office.workspace.panes.slots) == [ana, ben]


async def test_a_chat_that_the_agent_took_waits_while_the_agent_has_typed_on(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.workspace.panes.resize(2, keep=ana)
    office.write(ana, "typ")
    ben = office.world.join("Ben")
    office.world.flowing.clear()
    taking = asyncio.create_task(office.workspace.holdings.take(ben))
    await office.until(lambda: ben in office.workspace.desk)
    office.clock.advance(0.2)
    office.write(ana, "typing")
    office.world.flowing.set()
    assert await taking is None
    assert list(office.workspace.panes.slots) == [ana, None]
    office.clock.advance(1.5)
    await office.workspace.holdings.fill()
    assert list(office.workspace.panes.slots) == [ana, ben]


async def test_a_key_that_changes_no_text_is_typing_too(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.workspace.panes.resize(2, keep=ana)
    office.workspace.drafts.touched()
    ben = office.world.join("Ben")
    office.world.hand_over(ben, "Kim")
    await office.until(lambda: ben in office.workspace.desk)
    assert list(office.workspace.panes.slots) == [ana, None]


async def test_the_strip_refills_a_freed_place(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    ben = await office.serve("Ben", "hello")
    await office.workspace.holdings.close(ana)
    await office.until(lambda: office.workspace.panes.slots == (ben,))


@pytest.fixture
async def filling(tmp_path: Path, clock: FrozenClock, world: MemoryWorld) -> AsyncIterator[Office]:
    office = Office(tmp_path / "profile", clock, world, filling=True)
    office.workspace.panes.resize(3, keep=None)
    office.open()
    await office.until(lambda: office.workspace.desk.accepting)
    yield office
    await office.leave()


async def test_waiting_customers_come_to_free_panes_and_no_further(filling: Office) -> None:
    for number in range(5):
        filling.world.join(f"customer {number}")
        filling.clock.advance(1)
    await filling.until(lambda: filling.workspace.panes.free == 0)
    await filling.workspace.holdings.fill()
    assert len(filling.workspace.desk.conversations) == 3
    assert len(filling.world.waiting()) == 2


async def test_nobody_comes_to_an_agent_who_is_away(filling: Office) -> None:
    await filling.workspace.holdings.set_accepting(False)
    await filling.until(lambda: not filling.workspace.desk.accepting)
    filling.world.join("Ana")
    await filling.until(lambda: len(filling.workspace.desk.queue) == 1)
    await filling.workspace.holdings.fill()
    assert filling.world.waiting() != []


async def test_nobody_comes_while_somebody_types(filling: Office) -> None:
    ana = await filling.serve("Ana", "hello")
    filling.write(ana, "typ")
    filling.world.join("Ben")
    await filling.until(lambda: len(filling.workspace.desk.queue) == 1)
    await filling.workspace.holdings.fill()
    assert len(filling.world.waiting()) == 1


async def test_a_customer_lost_during_a_cut_keeps_no_place_free(filling: Office) -> None:
    filling.workspace.panes.resize(1, keep=None)
    filling.workspace.holdings.filling = False
    ana = filling.world.join("Ana")
    await filling.until(lambda: len(filling.workspace.desk.queue) == 1)
    filling.world.cut()
    filling.world.online = True
    filling.world.silent = True
    assert await filling.workspace.holdings.take(ana) is None
    filling.world.silent = False
    filling.world.hand_over(ana, "Lee")
    filling.world.join("Ben")
    filling.world.restore()
    filling.workspace.holdings.filling = True
    await filling.until(lambda: filling.workspace.panes.free == 0)


async def test_a_queue_that_somebody_else_emptied_ends_the_filling(filling: Office) -> None:
    filling.workspace.holdings.filling = False
    ana = filling.world.join("Ana")
    await filling.until(lambda: len(filling.workspace.desk.queue) == 1)
    filling.world.silent = True
    filling.world.hand_over(ana, "Lee")
    filling.workspace.holdings.filling = True
    await filling.workspace.holdings.fill()
    assert filling.workspace.panes.free == 3
