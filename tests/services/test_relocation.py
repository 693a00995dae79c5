"""Drafts that go to another conversation: what is filled in anew there, and how they come back."""

from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.audit import Outcome
from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.draft import Draft
from agent_console.domain.record import Freshness, Money, Order, Record
from agent_console.domain.verdict import Rule, Ruling
from agent_console.services.library import Repertoire
from agent_console.services.relocation import Move
from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from tests.fakes import FrozenClock
from tests.services.office import Office

REPLIES = """
dialect: support/1
namespace: shop
language: en
matches:
  - id: status
    template: "Hello {{ customer.first_name }}, order {{ order.number }} is {{ order.status }}."
  - id: total
    template: "It was {{ order.total | money: order.currency }}, {{ customer.first_name | upcase }}."
  - id: field
    template: "I can ${1:refund} order {{ order.number }} by ${2:Friday}."
  - id: greeting
    template: "Good day {{ customer.first_name }}."
    locales: {de: {template: "Guten Tag {{ customer.first_name }}."}}
  - id: chinese
    template: "您好{{ customer.name }}，订单{{ order.number }}已发货。"
  - id: other
    scope: {queues: [vip]}
    template: "Dear {{ customer.first_name }}."
"""


@pytest.fixture
async def office(tmp_path: Path, clock: FrozenClock, world: MemoryWorld) -> AsyncIterator[Office]:
    office = made(tmp_path, clock, world)
    office.open()
    await office.until(lambda: office.workspace.desk.agent_name == "Kim")
    yield office
    await office.leave()


def made(tmp_path: Path, clock: FrozenClock, world: MemoryWorld) -> Office:
    book, problems = Book.load([SnippetFile("shop.yaml", REPLIES)])
    assert problems == ()
    return Office(tmp_path / "profile", clock, world, repertoire=Repertoire(book))


async def customer(office: Office, name: str, number: str = "", language: str = "en") -> ConversationId:
    """Serve somebody; with a number, the shop knows one order of theirs."""
    conversation = await office.serve(name, "hello", language=language, order_number=number)
    if number:
        order = Order(number, status="shipped", total=Money(Decimal(number) / 100, "EUR"))
        identity = office.workspace.desk[conversation].customer.id
        office.records.known[name] = Record(identity, Freshness.FRESH, (order,))
        office.workspace.records.refresh(conversation)
        await office.until(lambda: office.workspace.records.of(conversation).orders == (order,))
    return conversation


async def two(office: Office) -> tuple[ConversationId, ConversationId]:
    return await customer(office, "Jonas Lind", "10001"), await customer(office, "Mira Holm", "48213")


def insert(office: Office, conversation: ConversationId, snippet: str, locale: str = "") -> str:
    draft = office.workspace.expansions.pick(conversation, f"shop.{snippet}", locale=locale)
    assert isinstance(draft, Draft)
    return draft.text


def move(office: Office, source: ConversationId, target: ConversationId) -> Move:
    moved = office.workspace.relocation.move(source, target)
    assert moved is not None
    return moved


async def test_values_of_the_first_customer_are_filled_in_anew(office: Office) -> None:
    jonas, mira = await two(office)
    assert insert(office, jonas, "status") == "Hello Jonas, order 10001 is shipped."
    move(office, jonas, mira)
    assert office.draft(jonas) == ""
    assert office.draft(mira) == "Hello Mira, order 48213 is shipped."
    assert office.workspace.replies.submit(mira).ruling is Ruling.ALLOW
    await office.arrived(mira, "hello", "Hello Mira, order 48213 is shipped.")


async def test_values_in_another_form_are_filled_in_anew(office: Office) -> None:
    jonas, mira = await two(office)
    assert insert(office, jonas, "total") == "It was €100.01, JONAS."
    move(office, jonas, mira)
    assert office.draft(mira) == "It was €482.13, MIRA."


async def test_what_the_agent_has_written_stays(office: Office) -> None:
    jonas, mira = await two(office)
    text = insert(office, jonas, "status")
    office.write(
        jonas, f"One moment. {text.replace(' is shipped', ' (10001!) was shipped today')} Jonas, bye."
    )
    move(office, jonas, mira)
    assert office.draft(mira) == "One moment. Hello Mira, order 48213 (10001!) was shipped today. Jonas, bye."


async def test_what_is_left_of_the_first_customer_is_asked_about(office: Office) -> None:
    jonas, mira = await two(office)
    office.write(jonas, insert(office, jonas, "status") + " 10001!")
    move(office, jonas, mira)
    office.world.hand_over(jonas, "Lee")
    await office.until(lambda: jonas not in office.workspace.desk)
    verdict = office.workspace.replies.submit(mira)
    assert (verdict.ruling, verdict.rule) == (Ruling.ASK, Rule.INSERTION)
    assert "10001" in verdict.reason


async def test_a_value_that_the_other_customer_lacks_must_be_filled_in(office: Office) -> None:
    jonas = await customer(office, "Jonas Lind", "10001")
    noor = await customer(office, "Noor Haddad")
    insert(office, jonas, "status")
    move(office, jonas, noor)
    draft = office.workspace.desk.draft(noor)
    assert draft.text == "Hello Noor, order ⟦order.number⟧ is ⟦order.status⟧."
    assert [hole.path for hole in draft.holes] == ["order.number", "order.status"]
    assert draft.active == draft.holes[0]
    assert office.workspace.replies.submit(noor).rule is Rule.HOLE


async def test_fields_stay_with_what_was_chosen_in_them(office: Office) -> None:
    jonas, mira = await two(office)
    insert(office, jonas, "field")
    draft = office.workspace.desk.draft(jonas)
    office.workspace.drafts.adopt(draft.replaced(6, 12, "replace"))
    move(office, jonas, mira)
    moved = office.workspace.desk.draft(mira)
    assert moved.text == "I can replace order 48213 by Friday."
    assert {moved.text[stop.start : stop.end] for stop in moved.stops} >= {"replace", "Friday"}


async def test_an_untouched_reply_is_in_the_other_customers_language(office: Office) -> None:
    jonas = await customer(office, "Jonas Lind", "10001")
    karl = await customer(office, "Karl Amsel", "20002", language="de")
    insert(office, jonas, "greeting")
    move(office, jonas, karl)
    assert office.draft(karl) == "Guten Tag Karl."


async def test_an_edited_reply_stays_in_its_language(office: Office) -> None:
    jonas = await customer(office, "Jonas Lind", "10001")
    karl = await customer(office, "Karl Amsel", "20002", language="de")
    text = insert(office, jonas, "greeting")
    office.write(jonas, text.replace("Good day", "Good morning"))
    move(office, jonas, karl)
    assert office.draft(karl) == "Good morning Karl."


async def test_names_in_scripts_without_spaces_are_filled_in_anew(office: Office) -> None:
    anna = await customer(office, "王芳", "10001")
    bo = await customer(office, "李明", "48213")
    office.write(anna, insert(office, anna, "chinese") + "再见")
    move(office, anna, bo)
    assert office.draft(bo) == "您好李明，订单48213已发货。再见"


async def test_after_a_restart_the_values_that_stand_in_the_text_are_filled_in_anew(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    before = made(tmp_path, clock, world)
    before.open()
    await before.until(lambda: before.workspace.desk.agent_name == "Kim")
    jonas, mira = await two(before)
    insert(before, jonas, "status")
    before.write(jonas, before.draft(jonas) + " ")
    insert(before, jonas, "total")
    await before.leave()

    office = made(tmp_path, clock, world)
    office.records.known = before.records.known
    office.open()
    await office.until(lambda: {jonas, mira} <= office.workspace.desk.conversations.keys())
    records = office.workspace.records
    await office.until(lambda: bool(records.of(jonas).orders and records.of(mira).orders))
    moved = move(office, jonas, mira)
    assert office.draft(mira) == "Hello Mira, order 48213 is shipped. It was €482.13, JONAS."
    assert moved.unsure == ("customer.first_name",)
    await office.leave()


async def test_a_reply_that_is_not_offered_there_is_filled_in_all_the_same(office: Office) -> None:
    jonas, mira = await two(office)
    insert(office, jonas, "status")
    office.workspace.library.adopt(Repertoire())
    move(office, jonas, mira)
    assert office.draft(mira) == "Hello Mira, order 48213 is shipped."


async def test_a_reply_that_was_rewritten_since_keeps_its_words(office: Office) -> None:
    jonas, mira = await two(office)
    insert(office, jonas, "status")
    book, _ = Book.load([SnippetFile("shop.yaml", REPLIES.replace("Hello {{", "Dear {{"))])
    office.workspace.library.adopt(Repertoire(book))
    move(office, jonas, mira)
    assert office.draft(mira) == "Hello Mira, order 48213 is shipped."


async def test_a_second_move_fills_in_once_more(office: Office) -> None:
    jonas, mira = await two(office)
    ana = await customer(office, "Ana Sol", "30003")
    insert(office, jonas, "total")
    move(office, jonas, mira)
    move(office, mira, ana)
    assert office.draft(ana) == "It was €300.03, ANA."
    assert office.workspace.replies.submit(ana).ruling is Ruling.ALLOW


async def test_both_drafts_are_kept_the_one_that_moved_below(office: Office) -> None:
    jonas, mira = await two(office)
    office.write(mira, "One moment.")
    insert(office, jonas, "status")
    move(office, jonas, mira)
    assert office.draft(mira) == "One moment.\n\nHello Mira, order 48213 is shipped."
    assert office.workspace.desk.draft(mira).cursor == len(office.draft(mira))
    assert [draft.conversation for draft in office.journal.drafts()] == [mira]


async def test_a_note_stays_a_note(office: Office) -> None:
    jonas, mira = await two(office)
    office.workspace.drafts.switch(jonas, Mode.NOTE)
    office.write(jonas, "Be generous.")
    move(office, jonas, mira)
    assert office.workspace.desk.draft(mira, Mode.NOTE).text == "Be generous."
    assert office.workspace.desk.mode(mira) is Mode.NOTE


async def test_nothing_moves_without_a_text_or_a_place_to_go(office: Office) -> None:
    jonas, mira = await two(office)
    relocation = office.workspace.relocation
    assert relocation.move(jonas, mira) is None
    office.write(jonas, "hello")
    assert relocation.move(jonas, jonas) is None
    assert relocation.move(jonas, ConversationId("elsewhere")) is None
    assert office.draft(jonas) == "hello"


async def test_a_held_draft_knows_where_it_belongs_and_the_save_is_audited(office: Office) -> None:
    jonas, mira = await two(office)
    assert office.workspace.relocation.suggestion(jonas) is None
    verdict = office.reply(jonas, "Your order 48213 left today.")
    assert office.workspace.relocation.suggestion(jonas) == mira
    draft = office.workspace.desk.draft(jonas).id
    move(office, jonas, mira)
    assert office.workspace.replies.held(jonas) is None
    await office.until(lambda: any(line.outcome is Outcome.MOVED for line in office.journal.audited()))
    (line,) = (line for line in office.journal.audited() if line.outcome is Outcome.MOVED)
    assert (line.draft, line.conversation, line.rule) == (draft, jonas, verdict.rule)


async def test_where_to_is_offered_by_number(office: Office) -> None:
    jonas, mira = await two(office)
    ana = await customer(office, "Ana Sol")
    assert office.workspace.relocation.targets(mira) == (jonas, ana)


@pytest.mark.parametrize("here", [True, False], ids=["where it went", "where it was"])
async def test_a_move_is_undone_as_if_it_had_not_been(office: Office, here: bool) -> None:
    jonas, mira = await two(office)
    office.write(mira, "One moment.")
    insert(office, jonas, "status")
    was = office.workspace.desk.draft(jonas)
    move(office, jonas, mira)
    assert office.workspace.relocation.undo(mira if here else jonas, Mode.REPLY) == jonas
    assert office.workspace.desk.draft(jonas) == was
    assert office.draft(mira) == "One moment."
    assert {draft.text for draft in office.journal.drafts()} == {was.text, "One moment."}
    outcomes = [Outcome.MOVED, Outcome.RETRACTED]
    await office.until(lambda: [line.outcome for line in office.journal.audited()] == outcomes)
    assert office.workspace.relocation.undo(mira, Mode.REPLY) is None


async def test_an_undone_move_leaves_nothing_behind(office: Office) -> None:
    jonas, mira = await two(office)
    office.write(jonas, "hello")
    move(office, jonas, mira)
    office.workspace.relocation.undo(mira, Mode.REPLY)
    assert (office.draft(jonas), office.draft(mira)) == ("hello", "")
    assert [draft.text for draft in office.journal.drafts()] == ["hello"]


async def test_a_move_is_not_undone_once_somebody_has_gone_on_writing(office: Office) -> None:
    jonas, mira = await two(office)
    office.write(jonas, "hello")
    move(office, jonas, mira)
    assert office.workspace.relocation.undo(mira, Mode.NOTE) is None
    office.write(mira, "hello there")
    assert office.workspace.relocation.undo(mira, Mode.REPLY) is None
    office.write(mira, "hello")
    office.write(jonas, "something new")
    assert office.workspace.relocation.undo(mira, Mode.REPLY) is None
    assert office.draft(jonas) == "something new"
