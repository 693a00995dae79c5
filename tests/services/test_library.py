"""Canned responses at the desk: found, filled in for this customer, and held back when they cannot be."""

from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path
from typing import Unpack

import pytest

from agent_console.backends.memory import MemoryWorld
from agent_console.backends.memory_world import Known
from agent_console.domain.chat import ConversationId
from agent_console.domain.draft import Draft
from agent_console.domain.record import Freshness, Money, Order, Record, Refund
from agent_console.domain.verdict import Rule, Ruling
from agent_console.services.call import Obstacle
from agent_console.services.library import Repertoire
from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from tests.fakes import FrozenClock
from tests.services.office import Office

REPLIES = """
dialect: support/1
namespace: shop
matches:
  - id: hello
    trigger: ";hi"
    label: Hello
    template: "Hello {{ customer.first_name }}, this is {{ agent.first_name }} of {{ brand.name }}."
  - id: status
    trigger: ";st"
    label: Order status
    template: "Order {{ order.number }} is {{ order.status }}.$0"
  - id: refund
    trigger: ";re"
    label: Refund
    template: "{{ order.refund.amount | money: order.currency }} come back for {{ order.number }}."
  - id: choose
    trigger: ";ch"
    label: Choose
    template: "I ${1|refund,replace|} it, ${2:today}."
  - id: one
    trigger: ";tw"
    label: First of two
    template: "one"
  - id: two
    trigger: ";tw"
    label: Second of two
    template: "two"
  - id: name
    trigger: ";na"
    label: The name
    template: "Dear {{ customer.name }}"
  - id: mail
    trigger: ";ma"
    label: By mail only
    scope: {channels: [email]}
    template: "Dear {{ customer.name }}"
"""


@pytest.fixture
async def office(tmp_path: Path, clock: FrozenClock, world: MemoryWorld) -> AsyncIterator[Office]:
    book, problems = Book.load([SnippetFile("shop.yaml", REPLIES)])
    assert problems == ()
    repertoire = Repertoire(book, ("shop.yaml:1:1: a problem",), brand={"name": "Fjell"})
    office = Office(tmp_path / "profile", clock, world, repertoire=repertoire)
    office.open()
    await office.until(lambda: office.workspace.desk.agent_name == "Kim")
    yield office
    await office.leave()


async def ana_with_order(office: Office, **known: Unpack[Known]) -> ConversationId:
    euros = Money(Decimal("19.50"), "EUR")
    orders = (
        Order("10002", status="packed"),
        Order("10001", status="shipped", total=euros, refund=Refund(euros)),
    )
    customer = office.customer("x", "x").id
    office.records.known["Ana Sol"] = Record(customer, Freshness.FRESH, orders)
    ana = await office.serve("Ana Sol", "hello", **known)
    await office.until(lambda: office.workspace.records.of(ana).freshness is Freshness.FRESH)
    return ana


def called(office: Office, conversation: ConversationId, text: str) -> Draft | Obstacle | None:
    office.write(conversation, text)
    return office.workspace.expansions.expand(conversation)


def expand(office: Office, conversation: ConversationId, text: str) -> str | None:
    result = called(office, conversation, text)
    return result.text if isinstance(result, Draft) else None


def refused(office: Office, conversation: ConversationId, text: str) -> Obstacle:
    result = called(office, conversation, text)
    assert isinstance(result, Obstacle)
    assert office.draft(conversation) == text
    return result


def pick(office: Office, conversation: ConversationId, snippet: str) -> Draft:
    result = office.workspace.expansions.pick(conversation, snippet)
    assert isinstance(result, Draft)
    return result


async def test_a_trigger_expands_for_this_customer(office: Office) -> None:
    ana = await ana_with_order(office)
    assert expand(office, ana, "Well. ;hi") == "Well. Hello Ana, this is Kim of Fjell."
    assert office.draft(ana) == "Well. Hello Ana, this is Kim of Fjell."
    assert [draft.text for draft in office.journal.drafts()] == [office.draft(ana)]


async def test_the_order_is_the_one_that_the_customer_named(office: Office) -> None:
    ana = await ana_with_order(office, order_number="10001")
    assert expand(office, ana, ";st") == "Order 10001 is shipped."
    refund = expand(office, ana, ";re")
    assert refund is not None
    assert "19.50" in refund.replace(",", ".")


async def test_without_a_named_order_it_is_the_newest(office: Office) -> None:
    ana = await ana_with_order(office)
    assert expand(office, ana, ";st") == "Order 10002 is packed."


async def test_an_unknown_number_gives_holes_not_another_order(office: Office) -> None:
    ana = await ana_with_order(office, order_number="99999")
    assert expand(office, ana, ";st") == "Order ⟦order.number⟧ is ⟦order.status⟧."


async def test_a_hole_blocks_the_reply_until_it_is_filled(office: Office) -> None:
    ana = await office.serve("Ana Sol", "hello")
    text = expand(office, ana, ";st")
    assert text is not None
    verdict = office.workspace.replies.submit(ana)
    assert (verdict.ruling, verdict.rule, verdict.span) == (Ruling.REFUSE, Rule.HOLE, (6, 20))
    assert "order.number" in verdict.reason
    office.write(ana, text.replace("⟦order.number⟧", "10001"))
    assert office.workspace.replies.submit(ana).span == (15, 29)
    office.write(ana, "Order 10001 is shipped.")
    assert office.workspace.replies.submit(ana).ruling is Ruling.ALLOW


async def test_no_trigger_is_no_trouble(office: Office) -> None:
    ana = await ana_with_order(office)
    assert called(office, ana, "plain text") is None


@pytest.mark.parametrize("name", ["Ana ;hi", ";hi", "Ana ;h"])
async def test_a_customer_s_name_calls_for_nothing(office: Office, name: str) -> None:
    chat = await office.serve(name, "hello")
    dear = expand(office, chat, ";na")
    assert dear == f"Dear {name}"
    assert called(office, chat, dear.partition(";")[0] + ";hi") is None
    assert office.workspace.expansions.expand_pending(chat) is None
    assert expand(office, chat, f"{dear} ;ch") == f"{dear} I refund it, today."


async def test_a_trigger_of_two_replies_is_the_agents_to_choose(office: Office) -> None:
    ana = await ana_with_order(office)
    assert refused(office, ana, "Well. ;tw").snippets == ("shop.one", "shop.two")
    assert pick(office, ana, "shop.two").text == "Well. two"


async def test_a_choice_that_was_left_open_is_of_the_trigger_only_while_that_stands(office: Office) -> None:
    ana = await ana_with_order(office)
    refused(office, ana, ";tw")
    office.write(ana, ";tw!")
    assert pick(office, ana, "shop.two").text == ";tw!two"


async def test_another_reply_than_those_to_choose_from_replaces_the_trigger_too(office: Office) -> None:
    ana = await ana_with_order(office)
    refused(office, ana, ";tw")
    assert pick(office, ana, "shop.hello").text == "Hello Ana, this is Kim of Fjell."


async def test_a_reply_out_of_scope_says_why(office: Office) -> None:
    ana = await ana_with_order(office)
    assert "email" in refused(office, ana, ";ma").reason


async def test_a_reply_is_inserted_at_the_cursor(office: Office) -> None:
    ana = await ana_with_order(office)
    office.workspace.drafts.edited(ana, "Hm.  So.", 4)
    pick(office, ana, "shop.status")
    assert office.draft(ana) == "Hm. Order 10002 is packed. So."


async def test_a_reply_that_is_not_there_says_so(office: Office) -> None:
    ana = await ana_with_order(office)
    result = office.workspace.expansions.pick(ana, "shop.nothing")
    assert isinstance(result, Obstacle)
    assert "shop.nothing" in result.reason


async def test_tab_goes_through_the_stops_and_back(office: Office) -> None:
    ana = await ana_with_order(office)
    draft = pick(office, ana, "shop.choose")
    assert draft.text[: draft.cursor] == "I refund"
    second = office.workspace.fields.next(ana)
    assert second is not None
    assert second.active is not None
    assert draft.text[second.active.start : second.active.end] == "today"
    assert office.workspace.desk.draft(ana).cursor == second.active.end
    first = office.workspace.fields.next(ana, backwards=True)
    assert first is not None
    assert first.active is not None
    assert first.active.choices == ("refund", "replace")
    assert office.workspace.fields.next(ana, backwards=True) is None
    assert office.workspace.desk.draft(ana).cursor == first.active.end


async def test_the_preview_is_what_is_inserted(office: Office) -> None:
    ana = await ana_with_order(office)
    for snippet in ("shop.hello", "shop.status", "shop.choose"):
        preview = office.workspace.catalogue.preview(ana, snippet)
        office.write(ana, "")
        pick(office, ana, snippet)
        assert office.draft(ana) == preview.text


async def test_a_chat_that_is_gone_is_offered_nothing(office: Office) -> None:
    ana = await ana_with_order(office)
    office.write(ana, ";hi")
    office.world.hand_over(ana, "Lee")
    await office.until(lambda: ana not in office.workspace.desk)
    assert office.workspace.expansions.expand(ana) is None
    assert isinstance(office.workspace.expansions.pick(ana, "shop.hello"), Obstacle)


async def test_what_was_filled_in_for_another_customer_is_asked_about(office: Office) -> None:
    ana = await ana_with_order(office)
    ben = await office.serve("Ben", "hello")
    pick(office, ana, "shop.status")
    drafts = office.workspace.drafts
    drafts.adopt(drafts.begun(ben).joined(office.workspace.desk.draft(ana)))
    verdict = office.workspace.replies.submit(ben)
    assert (verdict.ruling, verdict.rule, verdict.span) == (Ruling.ASK, Rule.INSERTION, (6, 11))
    assert verdict.reason == "“10002” (order.number) was filled in for Ana Sol."
    assert verdict.suggestion == ana
    office.write(ben, "That is packed.")
    assert office.workspace.replies.submit(ben).rule is Rule.INSERTION
    office.write(ben, "That is on its way.")
    assert office.workspace.replies.submit(ben).ruling is Ruling.ALLOW


async def test_load_problems_are_told(office: Office) -> None:
    assert office.workspace.library.problems == ("shop.yaml:1:1: a problem",)
