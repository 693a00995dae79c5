"""Where the agent was is kept while nobody types, for those who are held or still come, and for no others."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.arrangement import Arrangement
from agent_console.domain.chat import AgentId, ConversationId, Mode, Promise
from agent_console.domain.events import ConversationOpened, PromiseNoted, SignedIn
from agent_console.domain.reservation import Seat
from agent_console.ports import JournalError
from agent_console.services.resumption import Resumption
from agent_console.storage.arrangement_book import ArrangementBook
from tests.domain.chats import conversation
from tests.fakes import FrozenClock
from tests.services.office import Office

ANA, BEN, CLEO = (ConversationId(name) for name in ("ana", "ben", "cleo"))
EARLIER = Arrangement(BEN, frozenset({BEN}), {ANA: 3, BEN: 7, CLEO: 2})


class Memory:
    """Remembers in place of a disk, which can be full."""

    def __init__(self, earlier: Arrangement) -> None:
        self.kept = earlier
        self.full = False

    def arrangement(self) -> Arrangement:
        """Return what was kept last."""
        return self.kept

    def keep(self, arrangement: Arrangement) -> None:
        """Keep this one."""
        if self.full:
            raise JournalError("The disk is full.")
        self.kept = arrangement


@pytest.fixture
def memory() -> Memory:
    """What an earlier console has kept."""
    return Memory(EARLIER)


@pytest.fixture
async def office(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld, memory: Memory
) -> AsyncIterator[Office]:
    """A console that has taken over the earlier one's arrangement and heard nothing from the hub yet."""
    office = Office(tmp_path / "profile", clock, world, arrangements=memory)
    tending = asyncio.create_task(office.workspace.resumption.tend())
    await office.until(lambda: office.workspace.desk.mode(BEN) is Mode.NOTE)
    tending.cancel()
    office.workspace.panes.reserve({ANA: Seat(1), BEN: Seat(2), CLEO: Seat(3)}, ())
    yield office
    await office.journal.aclose()


def _resumption(office: Office) -> Resumption:
    return office.workspace.resumption


def _sign_in(office: Office, *held: ConversationId) -> None:
    office.workspace.desk.apply(SignedIn(AgentId("kim"), "Kim", frozenset(held)), 0)
    office.workspace.panes.expect_only(held)


def _open(office: Office, who: ConversationId) -> None:
    office.workspace.desk.apply(ConversationOpened(conversation(who)), 0)
    office.workspace.panes.admit(who)


def test_nothing_is_forgotten_before_the_hub_has_said_who_is_held(office: Office, memory: Memory) -> None:
    _resumption(office).look()
    assert memory.kept == EARLIER
    assert _resumption(office).attended is None


def test_who_is_still_to_come_is_kept_and_who_is_not_held_any_more_is_not(
    office: Office, memory: Memory
) -> None:
    _sign_in(office, ANA, BEN)
    _open(office, ANA)
    _resumption(office).look()
    assert memory.kept == Arrangement(BEN, frozenset({BEN}), {ANA: 3, BEN: 7})
    assert _resumption(office).attended is None
    _open(office, BEN)
    assert _resumption(office).attended == BEN
    assert office.workspace.desk.mode(BEN) is Mode.NOTE


def test_who_is_gone_to_counts_from_then_on(office: Office, memory: Memory) -> None:
    _sign_in(office, ANA, BEN)
    _open(office, ANA)
    _open(office, BEN)
    office.workspace.attention.came(ANA, 0)
    _resumption(office).read(BEN, None)
    _resumption(office).look()
    assert _resumption(office).attended is None
    assert memory.kept == Arrangement(ANA, frozenset({BEN}), {ANA: 3})


def test_nothing_is_written_while_somebody_types(office: Office, memory: Memory, clock: FrozenClock) -> None:
    _sign_in(office, ANA)
    _open(office, ANA)
    office.workspace.drafts.touched()
    _resumption(office).look()
    assert memory.kept == EARLIER
    clock.advance(2)
    _resumption(office).look()
    assert memory.kept == Arrangement(None, frozenset(), {ANA: 3})


def test_a_disk_that_refuses_is_said_until_it_takes_it(office: Office, memory: Memory) -> None:
    _sign_in(office, ANA)
    _open(office, ANA)
    memory.full = True
    _resumption(office).look()
    assert _resumption(office).trouble == "The disk is full."
    memory.full = False
    _resumption(office).look()
    assert _resumption(office).trouble == ""
    assert memory.kept.readings == {ANA: 3}


async def test_a_kill_leaves_what_was_so_when_nobody_typed(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    folder = tmp_path / "profile"
    with closing(ArrangementBook(folder)) as book, closing(ArrangementBook(folder)) as next_start:
        office = Office(folder, clock, world, arrangements=book)
        office.open()
        ana = await office.serve("Ana", "hello")
        office.workspace.attention.came(ana, clock.monotonic())
        _resumption(office).read(ana, 1)
        await office.until(lambda: next_start.arrangement() == Arrangement(ana, frozenset(), {ana: 1}))
        await office.crash()


async def test_a_timer_of_the_consoles_own_and_what_is_owed_nothing_outlast_a_kill(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    folder, promise = tmp_path / "profile", Promise(clock.now() + timedelta(minutes=5), "ring back")
    with closing(ArrangementBook(folder)) as book, closing(ArrangementBook(folder)) as next_start:
        first = Office(folder, clock, world, arrangements=book)
        first.open()
        ana, ben = await first.serve("Ana", "where is it?"), await first.serve("Ben", "thanks, bye")
        first.workspace.desk.apply(PromiseNoted(ana, promise), clock.monotonic())
        first.workspace.holdings.excuse(ben)
        await first.until(lambda: next_start.arrangement().excused == {ben: 1})
        await first.crash()
        second = Office(folder, clock, world, arrangements=next_start)
        second.open()
        desk = second.workspace.desk
        await second.until(lambda: ana in desk and ben in desk)
        assert desk[ana].noted == desk[ana].promise == promise
        assert desk[ana].waiting.since is not None
        assert desk[ben].waiting.since is None
        _resumption(second).look()
        kept = next_start.arrangement()
        assert (kept.promises, kept.excused) == ({ana: promise}, {ben: 1})
        second.workspace.desk.apply(PromiseNoted(ana, None), clock.monotonic())
        second.world.say(ben, "one more thing")
        await second.until(lambda: desk[ben].waiting.since is not None)
        _resumption(second).look()
        kept = next_start.arrangement()
        assert (kept.promises, kept.excused) == ({}, {})
        await second.leave()


async def test_who_has_written_since_is_owed_a_reply_again(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    ana = world.join("Ana")
    world.say(ana, "thanks")
    world.say(ana, "and the lamp?")
    office = Office(tmp_path, clock, world, arrangements=Memory(Arrangement(excused={ana: 1})))
    office.open()
    assert await office.workspace.holdings.take(ana) is None
    await office.until(lambda: ana in office.workspace.desk and office.workspace.desk[ana].head == 2)
    assert office.workspace.desk[ana].waiting.since is not None
    await office.leave()
