"""When a catch-up is shown, from which message on lines are new, and what a machine may write into it."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from agent_console.assist.catch_up import CatchUp
from agent_console.backends.memory import MemoryWorld
from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.desk import Change, Part
from agent_console.domain.record import CaseLine
from agent_console.ports import Declined
from agent_console.services.catch_up import AWAY, AWAY_WITH_NEWS, Assistance, Summary
from tests.fakes import FrozenClock
from tests.services.office import Office


class Machine:
    """Writes what it is told, once it may."""

    def __init__(self, answer: str | Declined = "Asks for the lamp.") -> None:
        self.answer = answer
        self.said: list[Sequence[CaseLine]] = []
        self.may = asyncio.Event()

    async def summarise(self, lines: Sequence[CaseLine]) -> str | Declined:
        """Keep what was said, and answer when it may."""
        self.said.append(lines)
        await self.may.wait()
        return self.answer


@pytest.fixture
def office(tmp_path: Path, clock: FrozenClock, world: MemoryWorld) -> Office:
    return Office(tmp_path, clock, world)


async def _two(office: Office) -> tuple[ConversationId, ConversationId]:
    office.open()
    return await office.serve("Mira Holm", "Where is my lamp?"), await office.serve("Jonas Berg", "Hello")


async def _says(office: Office, conversation: ConversationId, text: str) -> None:
    head = office.workspace.desk[conversation].head
    office.world.say(conversation, text)
    await office.until(lambda: office.workspace.desk[conversation].head > head)


async def test_the_first_visit_shows_nothing(office: Office) -> None:
    mira, _ = await _two(office)
    office.clock.advance(1_000)
    assert not office.workspace.catch_ups.came(mira)
    await office.leave()


@pytest.mark.parametrize(
    ("seconds", "news", "shown"),
    [
        (AWAY_WITH_NEWS.total_seconds() - 1, True, False),
        (AWAY_WITH_NEWS.total_seconds(), True, True),
        (AWAY.total_seconds() - 1, False, False),
        (AWAY.total_seconds(), False, True),
    ],
)
async def test_it_takes_time_away_and_less_where_something_was_said(
    office: Office, seconds: float, news: bool, shown: bool
) -> None:
    mira, jonas = await _two(office)
    catch_ups = office.workspace.catch_ups
    catch_ups.came(mira)
    catch_ups.came(jonas)
    if news:
        await _says(office, mira, "Hello? And the shade?")
    office.clock.advance(seconds)
    assert catch_ups.came(mira) is shown
    assert (catch_ups.shown(mira) is not None) is shown
    await office.leave()


async def test_to_look_something_up_for_the_same_customer_is_no_return(office: Office) -> None:
    mira, _ = await _two(office)
    catch_ups = office.workspace.catch_ups
    catch_ups.came(mira)
    office.clock.advance(1_000)
    assert not catch_ups.came(mira)
    await office.leave()


async def test_what_is_shown_is_where_it_stands_and_which_line_is_new(office: Office) -> None:
    mira, jonas = await _two(office)
    catch_ups = office.workspace.catch_ups
    catch_ups.came(mira)
    left = office.clock.now()
    catch_ups.came(jonas)
    head = office.workspace.desk[mira].head
    await _says(office, mira, "And can you send the shade?")
    await _says(office, mira, "Hello?")
    office.clock.advance(30)
    assert catch_ups.came(mira)
    shown = catch_ups.shown(mira)
    assert shown is not None
    assert (shown.unseen, shown.since) == (head + 1, left)
    assert shown.catch_up.question is not None
    assert shown.catch_up.question.words == "And can you send the shade?"
    assert catch_ups.end(mira)
    assert catch_ups.shown(mira) is None
    assert not catch_ups.end(mira)
    await office.leave()


async def test_it_is_gone_when_the_agent_goes_elsewhere(office: Office) -> None:
    mira, jonas = await _two(office)
    catch_ups = office.workspace.catch_ups
    catch_ups.came(mira)
    catch_ups.show(mira)
    catch_ups.came(jonas)
    assert catch_ups.shown(mira) is None
    await office.leave()


async def test_switched_off_it_is_shown_for_the_key_only(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    office = Office(tmp_path, clock, world, assistance=Assistance(catch_up=False))
    mira, jonas = await _two(office)
    catch_ups = office.workspace.catch_ups
    catch_ups.came(mira)
    catch_ups.came(jonas)
    clock.advance(1_000)
    assert not catch_ups.came(mira)
    catch_ups.show(mira)
    shown = catch_ups.shown(mira)
    assert shown is not None
    assert shown.catch_up != CatchUp()
    await office.leave()


async def test_without_a_machine_the_answer_is_what_to_set(office: Office) -> None:
    mira, _ = await _two(office)
    assert "assist" in office.workspace.catch_ups.summarise(mira)
    assert office.workspace.catch_ups.shown(mira) is None
    await office.leave()


@pytest.mark.parametrize(
    ("answer", "summary"),
    [
        ("Asks for the lamp.", Summary("Asks for the lamp.")),
        (Declined("llm.example.com cannot be reached"), Summary(failure="llm.example.com cannot be reached")),
    ],
)
async def test_a_machine_writes_beside_everything_else(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld, answer: str | Declined, summary: Summary
) -> None:
    machine = Machine(answer)
    office = Office(tmp_path, clock, world, assistance=Assistance(summariser=machine))
    mira, _ = await _two(office)
    catch_ups = office.workspace.catch_ups
    assert catch_ups.summarise(mira) == ""
    shown = catch_ups.shown(mira)
    assert shown is not None
    assert shown.summary == Summary()
    machine.may.set()
    await office.until(lambda: Change(Part.FACTS, mira) in office.changes)
    shown = catch_ups.shown(mira)
    assert shown is not None
    assert shown.summary == summary
    (said,) = machine.said
    assert [(line.author, line.text) for line in said] == [("customer", "Where is my lamp?")]
    await office.leave()


async def test_a_machine_is_sent_no_private_notes(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    machine = Machine()
    machine.may.set()
    office = Office(tmp_path, clock, world, assistance=Assistance(summariser=machine))
    mira, _ = await _two(office)
    office.workspace.drafts.switch(mira, Mode.NOTE)
    office.reply(mira, "She is a VIP.")
    await office.until(lambda: office.workspace.desk[mira].messages[-1].mode is Mode.NOTE)
    office.workspace.catch_ups.summarise(mira)
    await office.until(lambda: bool(machine.said))
    assert [line.text for line in machine.said[0]] == ["Where is my lamp?"]
    await office.leave()


async def test_a_machine_that_is_late_shows_nothing_where_the_agent_has_typed(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    machine = Machine()
    office = Office(tmp_path, clock, world, assistance=Assistance(summariser=machine))
    mira, _ = await _two(office)
    catch_ups = office.workspace.catch_ups
    catch_ups.summarise(mira)
    await office.until(lambda: bool(machine.said))
    catch_ups.end(mira)
    machine.may.set()
    await office.leave()
    assert catch_ups.shown(mira) is None


@pytest.mark.parametrize("automatic", [True, False])
async def test_a_return_asks_the_machine_only_where_the_settings_say_so(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld, automatic: bool
) -> None:
    machine = Machine()
    machine.may.set()
    office = Office(tmp_path, clock, world, assistance=Assistance(summariser=machine, automatic=automatic))
    mira, jonas = await _two(office)
    catch_ups = office.workspace.catch_ups
    catch_ups.came(mira)
    catch_ups.came(jonas)
    clock.advance(100)
    assert catch_ups.came(mira)
    shown = catch_ups.shown(mira)
    assert shown is not None
    assert (shown.summary is not None) is automatic
    await office.leave()
    assert bool(machine.said) is automatic
