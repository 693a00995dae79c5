"""One line to everybody who waits: each in their language, by their name, as a reply of its own."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.chat import Delivery, Mode, Promise
from agent_console.domain.patience import Patience
from agent_console.domain.verdict import Ruling
from agent_console.services.holding_line import HoldingLines
from agent_console.services.library import Repertoire
from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from tests.fakes import FrozenClock
from tests.services.office import Office

REPLIES = """
dialect: support/1
namespace: holding
language: en
matches:
  - id: still-here
    label: Not forgotten
    template: "I have not forgotten you, {{ customer.first_name }}."
    locales:
      de: {template: "Ich habe Sie nicht vergessen, {{ customer.first_name }}."}
"""
ANA = "I have not forgotten you, Ana."
BEN = "Ich habe Sie nicht vergessen, Ben."


@pytest.fixture
async def office(tmp_path: Path, clock: FrozenClock, world: MemoryWorld) -> AsyncIterator[Office]:
    book, problems = Book.load([SnippetFile("holding.yaml", REPLIES)])
    assert problems == ()
    office = Office(tmp_path / "profile", clock, world, repertoire=Repertoire(book))
    office.open()
    await office.until(lambda: office.workspace.desk.agent_name == "Kim")
    yield office
    await office.leave()


def holding(office: Office) -> HoldingLines:
    return office.workspace.waits.holding_lines


async def test_everybody_gets_it_by_name_and_language_the_longest_wait_first(office: Office) -> None:
    ana = await office.serve("Ana Sol", "where is it?", language="en")
    ben = await office.serve("Ben Ek", "wo ist es?", language="de")
    office.clock.advance(60)
    lines = holding(office).lines()
    assert [(line.conversation, line.text, line.objection) for line in lines] == [
        (ana, ANA, ""),
        (ben, BEN, ""),
    ]
    assert lines[0].waited == timedelta(seconds=80)
    assert holding(office).send(lines) == ()
    await office.arrived(ana, "where is it?", ANA)
    await office.arrived(ben, "wo ist es?", BEN)
    assert office.workspace.desk[ana].waiting.since is None


async def test_who_has_waited_less_or_owes_nothing_is_not_on_the_list(office: Office) -> None:
    ana = await office.serve("Ana Sol", "where is it?")
    office.clock.advance(25)
    ben = await office.serve("Ben Ek", "hello")
    assert holding(office).after == timedelta(seconds=40)
    assert [line.conversation for line in holding(office).lines()] == [ana]
    office.clock.advance(60)
    office.workspace.holdings.excuse(ana)
    assert [line.conversation for line in holding(office).lines()] == [ben]


async def test_a_missing_language_or_value_leaves_a_customer_out_with_the_reason(office: Office) -> None:
    await office.serve("", "where is it?", language="en")
    await office.serve("Olga Mir", "где он?", language="ru")
    office.clock.advance(60)
    nameless, russian = holding(office).lines()
    assert nameless.text == russian.text == ""
    assert nameless.objection == "Fill in customer.first_name first."
    assert russian.objection == "there is no text in this customer's language"
    assert [left.reason for left in holding(office).send((nameless, russian))] == [
        nameless.objection,
        russian.objection,
    ]


async def test_a_half_written_draft_stays_as_it_is(office: Office) -> None:
    ana = await office.serve("Ana Sol", "where is it?")
    office.clock.advance(60)
    office.write(ana, "It is in Ber")
    office.workspace.drafts.placed(ana, 3)
    before = office.workspace.desk.draft(ana)
    assert holding(office).send(holding(office).lines()) == ()
    await office.arrived(ana, "where is it?", ANA)
    assert office.workspace.desk.draft(ana) == before
    assert [draft.text for draft in office.journal.drafts()] == ["It is in Ber"]


async def test_a_hold_on_the_draft_stays_too(office: Office) -> None:
    ana, _ben = await office.serve("Ana Sol", "where is it?"), await office.serve("Ben Ek", "hello")
    office.clock.advance(60)
    assert office.reply(ana, "Dear Ben Ek, it is here.").ruling is Ruling.ASK
    holding(office).send(holding(office).lines()[:1])
    await office.arrived(ana, "where is it?", ANA)
    assert office.workspace.replies.held(ana) is not None


async def test_what_has_changed_since_the_preview_is_left_out_and_said(office: Office) -> None:
    names = ("Ana Sol", "Ben Ek", "Cleo Ray", "Dan Poe")
    ana, ben, cleo, dan = [await office.serve(name, "hello?") for name in names]
    office.clock.advance(60)
    lines = holding(office).lines()
    office.world.say(ana, "hello again")
    await office.until(lambda: office.workspace.desk[ana].head == 2)
    office.reply(ben, "Here you are.")
    await office.arrived(ben, "hello?", "Here you are.")
    assert await office.workspace.holdings.close(cleo) is None
    await office.until(lambda: cleo not in office.workspace.desk)
    left = holding(office).send(lines)
    assert [(one.customer.first_name, one.reason) for one in left] == [
        ("Ana", "wrote again meanwhile"),
        ("Ben", "was answered meanwhile"),
        ("Cleo", left[2].reason),
    ]
    assert left[2].reason
    await office.arrived(dan, "hello?", "I have not forgotten you, Dan.")
    assert office.texts(ana) == ["hello?", "hello again"]


async def test_where_a_reply_is_about_to_leave_no_holding_line_goes_behind_it(office: Office) -> None:
    ana, ben = await office.serve("Ana Sol", "where is it?"), await office.serve("Ben Ek", "hello?")
    office.clock.advance(60)
    before = holding(office).lines()
    for chat in (ben, ana):
        office.workspace.attention.came(chat, office.clock.monotonic())
    office.reply(ana, "It is in Bergen.")
    assert [echo.delivery for echo in office.echoes(ana)] == [Delivery.DELAYED]
    assert [line.objection for line in holding(office).lines()] == ["your reply is about to leave", ""]
    left = holding(office).send(before)
    assert [(one.customer.first_name, one.reason) for one in left] == [
        ("Ana", "your reply is about to leave")
    ]
    await office.arrived(ben, "hello?", "I have not forgotten you, Ben.")
    assert [echo.text for echo in office.echoes(ana)] == ["It is in Bergen."]


async def test_where_the_line_promises_a_return_a_timer_of_the_consoles_own_starts(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    replies = REPLIES.replace("I have not forgotten you", "I shall be back shortly")
    book, _problems = Book.load([SnippetFile("holding.yaml", replies)])
    office = Office(tmp_path / "p", clock, world, repertoire=Repertoire(book))
    office.open()
    promises = office.workspace.waits.promises
    ana, ben = await office.serve("Ana Sol", "where is it?"), await office.serve("Ben Ek", "hello?")
    later = Promise(clock.now() + timedelta(days=1), "ring back")
    assert await promises.make(ben, later.until, later.text) is None
    await office.until(lambda: promises.ready and office.workspace.desk[ben].promise == later)
    office.clock.advance(60)
    assert holding(office).send(holding(office).lines()) == ()
    await office.arrived(ana, "where is it?", "I shall be back shortly, Ana.")
    await office.arrived(ben, "hello?", "I shall be back shortly, Ben.")
    promises.look()
    promises.look()
    noted = office.workspace.desk[ana].noted
    assert noted is not None
    assert noted.until - clock.now() == Patience().soon
    assert world.chats[ana].facts.promise is None
    assert promises.offered(ana) is None
    assert office.workspace.desk[ben].promise == later
    await office.leave()


async def test_it_is_checked_and_can_be_taken_back_like_any_reply(office: Office) -> None:
    ana = await office.serve("Ana Sol", "where is it?")
    office.clock.advance(60)
    holding(office).send(holding(office).lines())
    await office.arrived(ana, "where is it?", ANA)
    assert await office.workspace.recall.last(ana) is None
    await office.until(lambda: office.draft(ana) == ANA)
    assert office.workspace.desk.mode(ana) is Mode.REPLY


async def test_offline_it_waits_in_the_outbox(office: Office) -> None:
    ana = await office.serve("Ana Sol", "where is it?")
    office.clock.advance(60)
    lines = holding(office).lines()
    office.world.cut()
    assert holding(office).send(lines) == ()
    assert [echo.delivery for echo in office.echoes(ana)] == [Delivery.SAVING]
    await office.until(lambda: [intent.text for intent in office.journal.outstanding()] == [ANA])
    office.world.restore()
    await office.arrived(ana, "where is it?", ANA)


async def test_without_such_a_reply_everybody_is_left_out(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    office = Office(tmp_path / "p", clock, world, patience=Patience(holding_after=timedelta(seconds=5)))
    office.open()
    await office.serve("Ana Sol", "where is it?")
    (line,) = holding(office).lines()
    assert line.objection == "there is no canned response `holding.still-here`"
    await office.leave()
