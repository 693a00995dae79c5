"""The session: gaps are read again, bursts let the screen live, and nothing fails in silence."""

import asyncio
import itertools
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.desk import Change, Part
from agent_console.domain.events import Link
from agent_console.domain.system import ONLY
from tests.fakes import FrozenClock
from tests.services.office import Office


async def test_a_missing_message_is_read_again_before_more_is_shown(office: Office) -> None:
    ana = await office.serve("Ana", "one")
    office.world.losing_events = 2
    for text in ("two", "three", "four", "five"):
        office.world.say(ana, text)
    await office.arrived(ana, "one", "two", "three", "four", "five")


async def test_a_gap_in_what_a_reconnect_brings_is_read_again(office: Office) -> None:
    ana = await office.serve("Ana", "one")
    office.world.cut()
    for text in ("two", "three", "four"):
        office.world.say(ana, text)
    office.world.hand_over(ana, "Lee")
    office.world.hand_over(ana, "Kim")
    office.world.history = 1
    office.world.restore()
    await office.arrived(ana, "one", "two", "three", "four")
    assert office.workspace.desk.link is Link.ONLINE
    assert office.workspace.desk[ana].fence == 3


async def test_a_reconnect_shows_nothing_twice(office: Office) -> None:
    ana = await office.serve("Ana", "one")
    office.world.cut()
    office.world.say(ana, "two")
    office.world.restore()
    await office.arrived(ana, "one", "two")


async def test_a_chat_lost_during_a_cut_leaves_the_desk(office: Office) -> None:
    ana = await office.serve("Ana", "one")
    office.world.cut()
    office.world.hand_over(ana, "Lee")
    office.world.restore()
    await office.until(lambda: ana not in office.workspace.desk)
    assert office.workspace.panes.slots == (None,)


async def test_a_refusal_ends_the_session_and_says_why(office: Office) -> None:
    office.world.refuse("the token was revoked")
    await office.ended()
    assert office.workspace.desk.link is Link.REFUSED
    assert office.workspace.desk.connections[ONLY].reason == "the token was revoked"


async def test_every_change_is_announced(office: Office) -> None:
    ana = await office.serve("Ana", "one")
    assert Change(Part.HOLDINGS, ana) in office.changes
    office.changes.clear()
    office.world.say(ana, "two")
    await office.until(lambda: Change(Part.TRANSCRIPT, ana) in office.changes)
    assert office.workspace.session.on_change == office.changes.append


async def test_a_burst_lets_the_screen_have_its_turn(office: Office) -> None:
    ana = await office.serve("Ana", "one")
    seen: list[int] = []
    for number in range(200):
        office.world.say(ana, f"line {number}")
    while office.workspace.desk[ana].head < 201:
        seen.append(office.workspace.desk[ana].head)
        await asyncio.sleep(0)
    assert len(seen) > 3
    assert max(b - a for a, b in itertools.pairwise(seen)) <= 50


async def test_what_is_submitted_at_the_last_moment_is_in_the_journal(office: Office) -> None:
    ana = await office.serve("Ana", "one")
    office.world.flowing.clear()
    office.reply(ana, "last words")
    await office.workspace.session.aclose()
    await office.ended()
    assert [intent.text for intent in office.journal.outstanding()] == ["last words"]


async def test_an_unforeseen_failure_ends_the_session_loudly(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    office = Office(tmp_path / "profile", clock, world)
    office.records.failing = True
    office.open()
    conversation = world.join("Ana")
    world.hand_over(conversation, "Kim")
    with pytest.raises(ExceptionGroup) as failure:
        await office.ended()
    assert failure.group_contains(ZeroDivisionError)
    await office.journal.aclose()
