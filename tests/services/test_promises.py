"""Promises in replies: offered as timers, started, and ended by the answer; also where there are no holds."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryBackend, MemoryWorld
from agent_console.domain import events
from agent_console.domain.action import Deed
from agent_console.domain.chat import ConversationId, Promise
from agent_console.domain.patience import Patience
from agent_console.ports import Declined
from agent_console.services.promises import Promises
from tests.fakes import FrozenClock
from tests.services.office import Office

BACK = "I'll be back in five minutes."
NEWS = "I found it: the parcel waits in Bergen."


@pytest.fixture
async def automatic(tmp_path: Path, clock: FrozenClock, world: MemoryWorld) -> AsyncIterator[Office]:
    """A console that starts timers by itself."""
    office = Office(tmp_path / "profile", clock, world, patience=Patience(automatic=True))
    office.open()
    await office.until(lambda: office.workspace.desk.agent_name == "Kim")
    yield office
    await office.leave()


def promises(office: Office) -> Promises:
    return office.workspace.waits.promises


async def replied(office: Office, conversation: ConversationId, text: str) -> None:
    """Send a reply, wait until it is there, and have it looked at."""
    await office.until(lambda: promises(office).ready)
    office.reply(conversation, text)
    await office.until(lambda: text in office.texts(conversation) and not office.echoes(conversation))
    promises(office).look()


def left(office: Office, conversation: ConversationId) -> timedelta | None:
    promise = office.workspace.desk[conversation].promise
    return None if promise is None else promise.until - office.clock.now()


async def kept(office: Office, conversation: ConversationId) -> None:
    """Have the offered timer started."""
    assert await promises(office).keep(conversation) is None
    await office.until(lambda: left(office, conversation) is not None)
    promises(office).look()


async def test_a_reply_that_promises_offers_a_timer_and_starts_none(office: Office) -> None:
    ana = await office.serve("Ana Sol", "where is it?")
    await replied(office, ana, BACK)
    offered = promises(office).offered(ana)
    assert offered is not None
    assert offered.until - office.clock.now() == timedelta(minutes=5)
    assert left(office, ana) is None


async def test_the_key_starts_it_and_it_is_offered_no_more(office: Office) -> None:
    ana = await office.serve("Ana Sol", "where is it?")
    await replied(office, ana, BACK)
    await kept(office, ana)
    assert left(office, ana) == timedelta(minutes=5)
    assert promises(office).offered(ana) is None


async def test_a_soon_is_as_long_as_the_settings_say(office: Office) -> None:
    ana = await office.serve("Ana Sol", "hvor er den?")
    await replied(office, ana, "Jeg er straks tilbake.")
    await kept(office, ana)
    assert left(office, ana) == Patience().soon


async def test_an_offer_ends_with_its_time_and_with_the_next_reply(office: Office) -> None:
    ana = await office.serve("Ana Sol", "where is it?")
    await replied(office, ana, BACK)
    office.clock.advance(301)
    assert promises(office).offered(ana) is None
    await replied(office, ana, BACK)
    assert promises(office).offered(ana) is not None
    await replied(office, ana, NEWS)
    assert promises(office).offered(ana) is None


async def test_the_answer_ends_the_timer_and_a_courtesy_does_not(office: Office) -> None:
    ana = await office.serve("Ana Sol", "where is it?")
    await replied(office, ana, BACK)
    await kept(office, ana)
    await replied(office, ana, "Thank you!")
    assert not promises(office).kept(ana)
    await replied(office, ana, NEWS)
    await office.until(lambda: left(office, ana) is None)


async def test_once_overdue_any_reply_ends_it_but_none_from_before(office: Office) -> None:
    ana = await office.serve("Ana Sol", "where is it?")
    await replied(office, ana, BACK)
    await kept(office, ana)
    await replied(office, ana, "Thank you!")
    office.clock.advance(301)
    promises(office).look()
    assert not promises(office).kept(ana)
    await replied(office, ana, "Here I am.")
    await office.until(lambda: left(office, ana) is None)


async def test_an_answer_that_has_not_arrived_ends_nothing_yet(office: Office) -> None:
    ana = await office.serve("Ana Sol", "where is it?")
    await replied(office, ana, BACK)
    await kept(office, ana)
    office.world.cut()
    office.reply(ana, NEWS)
    promises(office).look()
    assert not promises(office).kept(ana)
    office.world.restore()
    await office.until(lambda: not office.echoes(ana))
    await office.until(lambda: left(office, ana) is None)


async def test_news_that_come_long_before_the_time_end_nothing_by_themselves(office: Office) -> None:
    ana = await office.serve("Ana Sol", "where is it?")
    assert await promises(office).make(ana, office.clock.now() + timedelta(days=1), "call her") is None
    await office.until(lambda: left(office, ana) is not None)
    promises(office).look()
    await replied(office, ana, NEWS)
    assert promises(office).kept(ana)
    office.clock.advance(23.5 * 60 * 60)
    promises(office).look()
    await replied(office, ana, "Thank you!")
    assert left(office, ana) == timedelta(minutes=30)
    await replied(office, ana, "Here it is: the parcel was found in Bergen today.")
    await office.until(lambda: left(office, ana) is None)


async def test_nothing_is_promised_to_who_has_left_meanwhile(office: Office) -> None:
    ana = await office.serve("Ana Sol", "where is it?")
    await replied(office, ana, BACK)
    await kept(office, ana)
    assert await office.workspace.holdings.close(ana) is None
    await office.until(lambda: ana not in office.workspace.desk)
    assert await promises(office).keep(ana) == Declined("Nothing is promised here.", "empty")
    assert await promises(office).end(ana) == Declined("Nothing is promised here.", "empty")


async def test_a_new_promise_is_offered_in_place_of_the_old_one(office: Office) -> None:
    ana = await office.serve("Ana Sol", "where is it?")
    await replied(office, ana, BACK)
    await kept(office, ana)
    office.clock.advance(200)
    await replied(office, ana, "I need ten minutes more, sorry.")
    await office.until(lambda: promises(office).offered(ana) is not None)
    assert left(office, ana) == timedelta(seconds=100)
    assert await promises(office).keep(ana) is None
    await office.until(lambda: left(office, ana) == timedelta(minutes=10))


async def test_a_time_that_the_agent_set_by_hand_settles_the_offer(office: Office) -> None:
    ana = await office.serve("Ana Sol", "where is it?")
    await replied(office, ana, BACK)
    assert await office.workspace.actions.hold(ana, office.clock.now() + timedelta(hours=1)) is None
    await office.until(lambda: left(office, ana) is not None)
    promises(office).look()
    assert promises(office).offered(ana) is None


async def test_what_is_held_back_promises_nothing_yet(office: Office) -> None:
    ana, bob = await office.serve("Ana Sol", "hello"), await office.serve("Bob Ek", "hello")
    office.workspace.attention.came(bob, office.clock.monotonic())
    office.workspace.attention.came(ana, office.clock.monotonic())
    office.reply(ana, BACK)
    assert office.workspace.delay.of(ana) is not None
    assert promises(office).offered(ana) is None


async def test_where_it_is_automatic_the_timer_starts_by_itself_once(automatic: Office) -> None:
    ana = await automatic.serve("Ana Sol", "where is it?")
    await replied(automatic, ana, BACK)
    await automatic.until(lambda: left(automatic, ana) == timedelta(minutes=5))
    assert await promises(automatic).end(ana) is None
    await automatic.until(lambda: left(automatic, ana) is None)
    promises(automatic).look()
    promises(automatic).look()
    assert promises(automatic).offered(ana) is None
    assert left(automatic, ana) is None


async def test_a_time_that_was_set_by_hand_is_not_replaced_without_a_key(automatic: Office) -> None:
    ana = await automatic.serve("Ana Sol", "where is it?")
    assert await promises(automatic).make(ana, automatic.clock.now() + timedelta(days=1)) is None
    await automatic.until(lambda: left(automatic, ana) is not None)
    promises(automatic).look()
    await replied(automatic, ana, BACK)
    await replied(automatic, ana, f"{BACK} Thank you!")
    assert left(automatic, ana) == timedelta(days=1)
    assert promises(automatic).offered(ana) is not None


async def test_offline_the_key_is_offered_again(automatic: Office) -> None:
    ana = await automatic.serve("Ana Sol", "where is it?")
    await automatic.until(lambda: not automatic.echoes(ana))
    automatic.world.cut()
    await automatic.until(lambda: automatic.workspace.desk.link is not events.Link.ONLINE)
    automatic.reply(ana, BACK)
    await automatic.until(lambda: promises(automatic).offered(ana) is not None)
    promises(automatic).look()
    declined = await promises(automatic).keep(ana)
    assert declined is not None
    assert declined.code == "offline"
    assert promises(automatic).offered(ana) is not None


@pytest.fixture
def without_holds(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The console on a chat system that has no promises of its own."""
    able = office.backend.capabilities
    less = replace(able, deeds=able.deeds - {Deed.HOLD_UNTIL, Deed.END_HOLD})
    monkeypatch.setattr(MemoryBackend, "capabilities", property(lambda _: less))
    return office


async def test_a_promise_by_hand_is_the_consoles_own_where_there_are_no_holds(without_holds: Office) -> None:
    office, ana = without_holds, await without_holds.serve("Ana Sol", "where is it?")
    assert not promises(office).told(ana)
    until = office.clock.now() + timedelta(hours=1)
    assert await promises(office).make(ana, until, "call the carrier") is None
    assert office.workspace.desk[ana].noted == Promise(until, "call the carrier")


async def test_a_timer_of_the_consoles_own_does_not_come_back_behind_the_chat_systems(office: Office) -> None:
    ana, now = await office.serve("Ana Sol", "where is it?"), office.clock.now()
    own = Promise(now + timedelta(minutes=5))
    office.workspace.desk.apply(events.PromiseNoted(ana, own), office.clock.monotonic())
    office.world.cut()
    assert await promises(office).make(ana, now + timedelta(hours=1)) is not None
    assert office.workspace.desk[ana].promise == own
    office.world.restore()
    await office.until(lambda: office.workspace.desk.link is events.Link.ONLINE)
    assert await promises(office).make(ana, now + timedelta(hours=1)) is None
    await office.until(lambda: left(office, ana) == timedelta(hours=1))
    assert await promises(office).end(ana) is None
    await office.until(lambda: left(office, ana) is None)


async def test_a_chat_system_without_holds_leaves_the_timer_to_the_console(without_holds: Office) -> None:
    office = without_holds
    ana = await office.serve("Ana Sol", "where is it?")
    await replied(office, ana, BACK)
    await kept(office, ana)
    assert office.world.chats[ana].facts.promise is None
    facts = replace(office.world.chats[ana].facts, tags=("late",))
    office.workspace.session.on_change(office.workspace.desk.apply(events.FactsChanged(facts), 0))
    assert left(office, ana) == timedelta(minutes=5)
    await replied(office, ana, NEWS)
    await office.until(lambda: left(office, ana) is None)
