"""Macros: planned for one chat, run only when asked to, in order, and stopped at the first refusal."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.action import AddTag, HandOver
from agent_console.domain.chat import ConversationId, Mode, Priority
from agent_console.domain.draft import Draft
from agent_console.domain.history import Move
from agent_console.domain.macro import Close, WriteNote
from agent_console.ports import Declined
from agent_console.services.call import Obstacle
from agent_console.services.library import Repertoire
from agent_console.services.macros import Plan
from agent_console.snippets.book import Book
from agent_console.snippets.expansion import Trouble
from agent_console.snippets.file import SnippetFile
from tests.fakes import FrozenClock
from tests.services.bystander import Bystander
from tests.services.office import Office

REPLIES = """
dialect: support/1
namespace: shop
matches:
  - id: refund
    trigger: ";re"
    label: Refund
    template: "Your refund is on its way, {{ customer.first_name }}."
    actions:
      - add_tag: refund
      - note: Promised a refund to {{ customer.first_name }}.
      - set_priority: high
      - hold_until: {until: 30 minutes, promise: "news for {{ customer.first_name }}"}
  - id: solved
    trigger: ";ok"
    label: Solved
    template: "Glad to help!"
    actions: [{add_tag: done}, {close: solved}]
  - id: silent
    trigger: ";sil"
    label: No answer
    actions: [{note: no answer}, {close: no answer}]
  - {id: over, label: To Bob, actions: [{hand_over: {agent: bob, comment: "about {{ customer.name }}"}}]}
  - {id: nobody, label: To nobody, actions: [{hand_over: {agent: Zoe}}]}
  - {id: empty, label: Empty queue, actions: [{add_tag: a}, {hand_over: {queue: "{{ customer.email }}"}}]}
  - {id: twice, label: Twice, actions: [{add_tag: a}, {remove_tag: b}, {add_tag: c}]}
  - {id: mail, label: Mail, scope: {channels: [email]}, actions: [{add_tag: a}]}
  - {id: long, label: Long, actions: [{note: "{{ customer.name }}"}]}
  - {id: plain, trigger: ";pl", label: Plain, template: Hello}
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


def plan(office: Office, conversation: ConversationId, snippet: str) -> Plan:
    planned = office.workspace.macros.plan(conversation, f"shop.{snippet}")
    assert isinstance(planned, Plan), planned
    return planned


def offered(office: Office, conversation: ConversationId) -> Plan:
    planned = office.workspace.macros.offered(conversation)
    assert isinstance(planned, Plan), planned
    return planned


def pick(office: Office, conversation: ConversationId, snippet: str) -> Draft:
    draft = office.workspace.expansions.pick(conversation, f"shop.{snippet}")
    assert isinstance(draft, Draft)
    return draft


def trouble(office: Office, conversation: ConversationId, snippet: str) -> str:
    planned = office.workspace.macros.plan(conversation, f"shop.{snippet}")
    assert isinstance(planned, Trouble), planned
    return planned.reason


async def test_inserting_a_reply_takes_none_of_its_steps(office: Office) -> None:
    ana = await office.serve("Ana Sol", "hello")
    pick(office, ana, "refund")
    office.workspace.replies.submit(ana)
    await office.arrived(ana, "hello", "Your refund is on its way, Ana.")
    assert office.workspace.desk[ana].tags == ()
    assert office.workspace.desk[ana].promise is None


async def test_all_steps_are_taken_in_order(office: Office) -> None:
    ana = await office.serve("Ana Sol", "hello")
    until = office.clock.now() + timedelta(minutes=30)
    assert await office.workspace.macros.run(plan(office, ana, "refund")) is None
    await office.until(lambda: office.workspace.desk[ana].promise is not None)
    held = office.workspace.desk[ana]
    assert (held.tags, held.priority) == (("refund",), Priority.HIGH)
    assert held.promise is not None
    assert (held.promise.until, held.promise.text) == (until, "news for Ana")
    assert [(m.text, m.mode) for m in held.messages[1:]] == [("Promised a refund to Ana.", Mode.NOTE)]
    history = await office.workspace.actions.history(ana)
    assert not isinstance(history, Declined)
    moves = [step.move for step in history]
    assert moves[-4:] == [Move.TAGGED, Move.NOTED, Move.PRIORITY, Move.HELD]


async def test_a_note_is_with_the_chat_system_before_the_chat_is_closed(office: Office) -> None:
    ana = await office.serve("Ana Sol", "hello")
    assert await office.workspace.macros.run(plan(office, ana, "silent")) is None
    await office.until(lambda: ana not in office.workspace.desk)
    assert [m.text for m, _ in office.world.chats[ana].arrivals] == ["hello", "no answer"]
    assert office.world.chats[ana].facts.outcome == "no answer"


async def test_a_chat_is_handed_to_the_colleague_of_that_name(office: Office, bob: Bystander) -> None:
    ana = await office.serve("Ana Sol", "hello")
    await office.until(lambda: "Bob" in {one.name for one in office.workspace.desk.colleagues})
    over = plan(office, ana, "over")
    assert over.steps == (HandOver(bob.id, comment="about Ana Sol"),)
    assert await office.workspace.macros.run(over) is None
    await bob.until(lambda: ana in bob.desk)


async def test_what_cannot_be_done_is_known_before_it_is_tried(office: Office) -> None:
    ana = await office.serve("Ana Sol", "hello")
    assert trouble(office, ana, "nobody") == "there is no colleague Zoe"
    assert "customer.email" in trouble(office, ana, "empty")
    assert "email" in trouble(office, ana, "mail")
    assert office.workspace.macros.plan(ana, "shop.plain") is None
    assert office.workspace.macros.plan(ana, "shop.nothing") is None


async def test_the_first_refusal_ends_it_and_says_what_was_done(office: Office) -> None:
    ana = await office.serve("Ana Sol", "hello")
    steps = plan(office, ana, "twice")
    office.world.cut()
    declined = await office.workspace.macros.run(steps)
    assert declined is not None
    assert declined.code == "offline"
    assert declined.reason.endswith("Not done: tag a. Done before: nothing.")
    office.world.restore()
    await office.until(lambda: office.workspace.desk.link.value == "online")
    partly = Plan(ana, steps.customer, "x", "x", (AddTag("a"), AddTag("\n"), AddTag("c")))
    declined = await office.workspace.macros.run(partly)
    assert declined is not None
    assert declined.reason.endswith("Not done: tag \n. Done before: tag a.")
    await office.until(lambda: office.workspace.desk[ana].tags == ("a",))


async def test_a_chat_that_has_left_is_left_alone(office: Office) -> None:
    ana = await office.serve("Ana Sol", "hello")
    steps = plan(office, ana, "twice")
    office.world.hand_over(ana, "Lee")
    await office.until(lambda: ana not in office.workspace.desk)
    declined = await office.workspace.macros.run(steps)
    assert declined is not None
    assert declined.code == "fence"
    assert office.workspace.macros.plan(ana, "shop.twice") is None


async def test_the_steps_are_taken_for_the_customer_that_they_were_planned_for_alone(office: Office) -> None:
    ana, ben = await office.serve("Ana Sol", "hello"), await office.serve("Ben", "hello")
    other = replace(plan(office, ana, "twice"), customer=office.workspace.desk[ben].customer.id)

    declined = await office.workspace.macros.run(other)

    assert declined is not None
    assert declined.code == "fence"
    assert office.workspace.desk[ana].tags == ()


async def test_the_steps_are_offered_while_the_reply_is_written_and_after_it_was_sent(office: Office) -> None:
    ana, ben = await office.serve("Ana Sol", "hello"), await office.serve("Ben", "hello")
    pick(office, ana, "refund")
    assert offered(office, ana).snippet == "shop.refund"
    office.workspace.replies.submit(ana)
    assert office.draft(ana) == ""
    assert offered(office, ana).snippet == "shop.refund"
    assert office.workspace.macros.offered(ben) is None
    await office.arrived(ana, "hello", "Your refund is on its way, Ana.")
    assert offered(office, ana).steps[0] == AddTag("refund")
    office.reply(ana, "and something else")
    assert office.workspace.macros.offered(ana) is None


async def test_steps_that_were_left_or_taken_are_not_offered_again(office: Office) -> None:
    ana = await office.serve("Ana Sol", "hello")
    pick(office, ana, "refund")
    office.workspace.macros.settle(offered(office, ana))
    assert office.workspace.macros.offered(ana) is None
    office.write(ana, "")
    pick(office, ana, "refund")
    again = offered(office, ana)
    assert await office.workspace.macros.run(again) is None
    assert office.workspace.macros.offered(ana) is None


async def test_a_reply_that_is_taken_out_takes_its_steps_along(office: Office) -> None:
    ana = await office.serve("Ana Sol", "hello")
    pick(office, ana, "refund")
    office.write(ana, "")
    assert office.workspace.macros.offered(ana) is None


async def test_closing_waits_until_the_reply_has_been_sent(office: Office) -> None:
    ana = await office.serve("Ana Sol", "hello")
    pick(office, ana, "solved")
    steps = offered(office, ana)
    assert steps.waits
    running = asyncio.create_task(office.workspace.macros.run(steps))
    office.workspace.drafts.edited(ana, "Glad to help! Bye", 17)
    await asyncio.sleep(0)
    assert office.workspace.desk[ana].tags == ()
    office.workspace.replies.submit(ana)
    assert await running is None
    await office.until(lambda: ana not in office.workspace.desk)
    assert office.texts(ana) == ["hello", "Glad to help! Bye"]
    assert office.world.chats[ana].facts.outcome == "solved"


async def test_a_reply_that_is_never_sent_closes_nothing(office: Office) -> None:
    ana = await office.serve("Ana Sol", "hello")
    pick(office, ana, "solved")
    running = asyncio.create_task(office.workspace.macros.run(offered(office, ana)))
    await asyncio.sleep(0)
    office.write(ana, "")
    declined = await running
    assert declined is not None
    assert declined.reason == "It was not sent. Not done: tag done. Done before: nothing."
    assert ana in office.workspace.desk


async def test_a_reply_that_the_chat_system_refuses_closes_nothing(office: Office) -> None:
    ana = await office.serve("Ana Sol", "hello")
    pick(office, ana, "solved")
    running = asyncio.create_task(office.workspace.macros.run(offered(office, ana)))
    office.world.refusing = "closed for today"
    office.workspace.replies.submit(ana)
    declined = await running
    assert declined is not None
    assert declined.reason.startswith("closed for today")
    assert ana in office.workspace.desk


async def test_the_trigger_of_a_macro_without_a_text_goes_and_nothing_else_happens(office: Office) -> None:
    ana = await office.serve("Ana Sol", "hello")
    office.write(ana, "Bye ;sil")
    result = office.workspace.expansions.expand(ana)
    assert isinstance(result, Obstacle)
    assert result.macro == "shop.silent"
    assert office.draft(ana) == "Bye "
    assert plan(office, ana, "silent").steps == (WriteNote("no answer"), Close("no answer"))
    assert not plan(office, ana, "silent").waits


async def test_a_note_that_is_too_long_is_refused_beforehand(office: Office) -> None:
    ana = await office.serve("x" * 20_000, "hello")
    assert "too long" in trouble(office, ana, "long")
