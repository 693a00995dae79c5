"""What is suggested about customers who fall silent, or only say thanks; and what no reply owed means."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.patience import Patience
from agent_console.domain.silence import Reminder
from agent_console.services.library import Repertoire
from agent_console.services.reminders import Reminders
from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from tests.fakes import FrozenClock
from tests.services.office import Office

REPLIES = """
dialect: support/1
namespace: goodbye
language: en
matches:
  - {id: nudge, label: Still there?, template: "Are you still there?"}
  - {id: quiet, label: Goodbye, template: "I close this chat for now."}
"""


@pytest.fixture
async def office(tmp_path: Path, clock: FrozenClock, world: MemoryWorld) -> AsyncIterator[Office]:
    book, problems = Book.load([SnippetFile("goodbye.yaml", REPLIES)])
    assert problems == ()
    office = Office(tmp_path / "profile", clock, world, repertoire=Repertoire(book))
    office.open()
    await office.until(lambda: office.workspace.desk.agent_name == "Kim" and reminders(office).ready)
    yield office
    await office.leave()


def reminders(office: Office) -> Reminders:
    return office.workspace.waits.reminders


async def test_a_silent_customer_is_asked_first_and_told_goodbye_later(office: Office) -> None:
    ana = await office.serve("Ana Sol", "where is it?")
    office.reply(ana, "Which one do you mean?")
    await office.arrived(ana, "where is it?", "Which one do you mean?")
    assert reminders(office).suggestion(ana) is None
    office.clock.advance(601)
    first = reminders(office).suggestion(ana)
    assert first is not None
    assert (first.reminder, first.snippet) == (Reminder.NUDGE, Patience().nudge_reply)
    office.reply(ana, "Are you still there?")
    await office.arrived(ana, "where is it?", "Which one do you mean?", "Are you still there?")
    assert reminders(office).suggestion(ana) is None
    office.clock.advance(601)
    second = reminders(office).suggestion(ana)
    assert second is not None
    assert (second.reminder, second.snippet) == (Reminder.CLOSE, Patience().close_reply)


async def test_a_reply_that_is_not_there_is_not_suggested(office: Office) -> None:
    ana = await office.serve("Ana Sol", "where is it?")
    office.reply(ana, "Which one do you mean?")
    await office.arrived(ana, "where is it?", "Which one do you mean?")
    office.clock.advance(601)
    assert reminders(office).suggestion(ana) is not None
    office.workspace.library.adopt(Repertoire())
    assert reminders(office).suggestion(ana) is None


async def test_pure_thanks_are_suggested_as_owing_no_reply_and_the_clock_goes_on(office: Office) -> None:
    ana = await office.serve("Ana Sol", "where is it?")
    office.reply(ana, "It comes tomorrow.")
    await office.arrived(ana, "where is it?", "It comes tomorrow.")
    assert not reminders(office).owes_no_reply(ana)
    office.world.say(ana, "Great, thanks, bye!")
    await office.until(lambda: office.workspace.desk[ana].head == 3)
    assert reminders(office).owes_no_reply(ana)
    assert office.workspace.desk[ana].waiting.since is not None
    office.world.say(ana, "and the lamp?")
    await office.until(lambda: office.workspace.desk[ana].head == 4)
    assert not reminders(office).owes_no_reply(ana)


async def test_who_is_owed_nothing_is_last_until_the_customer_writes_again(office: Office) -> None:
    ana = await office.serve("Ana Sol", "thanks")
    ben = await office.serve("Ben Ek", "hello?")
    desk, now = office.workspace.desk, office.clock.monotonic()
    assert list(desk.by_urgency(now)) == [ana, ben]
    office.workspace.holdings.excuse(ana)
    assert list(desk.by_urgency(now)) == [ben, ana]
    assert desk[ana].waiting.since is None
    assert reminders(office).suggestion(ana) is None
    office.world.say(ana, "one more thing")
    await office.until(lambda: desk[ana].head == 2)
    waited = desk[ana].waiting.elapsed(office.clock.monotonic())
    assert waited is not None
    assert waited.total_seconds() == 0
    assert desk[ana].waiting.nudges == 0
