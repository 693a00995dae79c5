"""What a reply with canned responses in it is held back for at Enter."""

from collections.abc import AsyncIterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.audit import Outcome
from agent_console.domain.chat import ConversationId
from agent_console.domain.draft import Draft
from agent_console.domain.record import Freshness, Money, Order, Record
from agent_console.domain.verdict import Rule, Ruling, Verdict
from agent_console.services.library import Repertoire
from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from tests.fakes import FrozenClock
from tests.services.office import Office

REPLIES = """
dialect: support/1
namespace: shop
matches:
  - id: status
    template: "Order {{ order.number }} is {{ order.status }}, {{ order.total | money: order.currency }}."
  - id: form
    form: "We need [[count]] days."
    form_fields: {count: {type: number, default: "3"}}
"""


@pytest.fixture
async def office(tmp_path: Path, clock: FrozenClock, world: MemoryWorld) -> AsyncIterator[Office]:
    book, problems = Book.load([SnippetFile("shop.yaml", REPLIES)])
    assert problems == ()
    office = Office(tmp_path / "profile", clock, world, repertoire=Repertoire(book))
    office.open()
    await office.until(lambda: office.workspace.desk.agent_name == "Kim")
    yield office
    await office.leave()


async def told(office: Office, conversation: ConversationId, status: str, total: str = "19.50") -> None:
    """Let the shop know one order, and the console read it."""
    customer = office.workspace.desk[conversation].customer
    order = Order("10001", status=status, total=Money(Decimal(total), "EUR"))
    office.records.known[customer.name] = Record(customer.id, Freshness.FRESH, (order,))
    office.workspace.records.refresh(conversation)
    await office.until(lambda: office.workspace.records.of(conversation).orders == (order,))


def outcomes(office: Office) -> list[tuple[Outcome, Rule]]:
    return [(line.outcome, line.rule) for line in office.journal.audited()]


def pick(office: Office, conversation: ConversationId, snippet: str) -> Draft:
    draft = office.workspace.expansions.pick(conversation, snippet)
    assert isinstance(draft, Draft)
    return draft


async def inserted(office: Office) -> ConversationId:
    ana = await office.serve("Ana Sol")
    await told(office, ana, "packed")
    pick(office, ana, "shop.status")
    assert office.draft(ana) == "Order 10001 is packed, €19.50."
    return ana


def submitted(office: Office, conversation: ConversationId) -> Verdict:
    return office.workspace.replies.submit(conversation)


async def test_a_value_that_changed_since_is_asked_about_with_its_place(office: Office) -> None:
    ana = await inserted(office)
    await told(office, ana, "shipped")
    verdict = submitted(office, ana)
    assert (verdict.ruling, verdict.rule, verdict.span) == (Ruling.ASK, Rule.OUTDATED, (15, 21))
    assert verdict.reason == "order.status was “packed” when it was filled in, and is “shipped” now."


async def test_the_agent_may_send_the_old_value_and_it_is_logged(office: Office) -> None:
    ana = await inserted(office)
    await told(office, ana, "shipped")
    submitted(office, ana)
    assert office.workspace.replies.send_anyway(ana).ruling is Ruling.ALLOW
    await office.until(lambda: office.texts(ana) == ["Order 10001 is packed, €19.50."])
    await office.until(
        lambda: outcomes(office) == [(Outcome.HELD, Rule.OUTDATED), (Outcome.OVERRIDDEN, Rule.OUTDATED)]
    )


async def test_an_amount_counts_although_the_text_has_it_in_another_form(office: Office) -> None:
    ana = await inserted(office)
    await told(office, ana, "packed", total="1200.00")
    verdict = submitted(office, ana)
    assert (verdict.rule, verdict.span) == (Rule.OUTDATED, (24, 29))
    assert "“19.50”" in verdict.reason
    assert "“1200.00”" in verdict.reason


async def test_a_value_that_was_corrected_by_hand_is_not_asked_about(office: Office) -> None:
    ana = await inserted(office)
    await told(office, ana, "shipped")
    office.write(ana, "Order 10001 is shipped, €19.50.")
    assert submitted(office, ana).ruling is Ruling.ALLOW


async def test_unchanged_values_are_sent_without_a_question(office: Office) -> None:
    ana = await inserted(office)
    await told(office, ana, "packed")
    assert submitted(office, ana).ruling is Ruling.ALLOW


@pytest.mark.parametrize("text", ["Dear <NAME>, hi", "Hello [First name]", "Hi %name%!", "Your code is XXXX"])
async def test_what_looks_like_a_placeholder_is_asked_about(office: Office, text: str) -> None:
    ana = await office.serve("Ana Sol")
    office.write(ana, text)
    verdict = submitted(office, ana)
    assert (verdict.ruling, verdict.rule) == (Ruling.ASK, Rule.SUSPECT)
    assert verdict.span is not None
    assert text[slice(*verdict.span)] in verdict.reason
    assert office.workspace.replies.send_anyway(ana).ruling is Ruling.ALLOW
    await office.until(
        lambda: outcomes(office) == [(Outcome.HELD, Rule.SUSPECT), (Outcome.OVERRIDDEN, Rule.SUSPECT)]
    )


@pytest.mark.parametrize("text", ["Do you mean a < b > c?", "50 % of it", "XX is a size", "call [555 0132]"])
async def test_ordinary_text_is_not(office: Office, text: str) -> None:
    ana = await office.serve("Ana Sol")
    office.write(ana, text)
    assert submitted(office, ana).ruling is Ruling.ALLOW


async def test_template_text_is_refused_before_it_is_asked_about(office: Office) -> None:
    ana = await office.serve("Ana Sol")
    office.write(ana, "XXXX {{ customer.name }}")
    verdict = submitted(office, ana)
    assert (verdict.ruling, verdict.rule, verdict.span) == (Ruling.REFUSE, Rule.PLACEHOLDER, (5, 24))


async def test_a_field_with_a_value_that_does_not_fit_is_refused_with_its_place(office: Office) -> None:
    ana = await office.serve("Ana Sol")
    draft = pick(office, ana, "shop.form")
    [stop] = [stop for stop in draft.stops if stop.check]
    wrong = replace(draft, cursor=stop.end).replaced(stop.start, stop.end, "some")
    office.workspace.drafts.adopt(wrong)
    verdict = submitted(office, ana)
    assert (verdict.ruling, verdict.rule) == (Ruling.REFUSE, Rule.MISFIT)
    assert verdict.span == (8, 12)
    assert verdict.reason == "“some” must be a number."
    right = office.workspace.desk.draft(ana).replaced(8, 12, "12")
    office.workspace.drafts.adopt(right)
    assert submitted(office, ana).ruling is Ruling.ALLOW
    await office.until(lambda: office.texts(ana) == ["We need 12 days."])
