"""Enter and what follows: replies arrive once, in order, and their text is never lost."""

from agent_console.domain.chat import Delivery
from agent_console.domain.verdict import Rule, Ruling
from tests.services.office import Office


async def test_a_reply_arrives(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    assert office.reply(ana, "hi Ana").ruling is Ruling.ALLOW
    await office.arrived(ana, "hello", "hi Ana")


async def test_a_reply_shows_in_the_same_tick_and_leaves_an_empty_draft(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "hi Ana")
    assert [(m.text, m.delivery) for m in office.echoes(ana)] == [("hi Ana", Delivery.SAVING)]
    assert office.draft(ana) == ""
    assert office.workspace.desk[ana].waiting.since is None


async def test_replies_arrive_in_the_order_of_enter(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    for n in range(20):
        office.reply(ana, f"line {n}")
    await office.arrived(ana, "hello", *(f"line {n}" for n in range(20)))


async def test_an_empty_draft_is_refused_without_a_hold(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    assert office.reply(ana, " \n").rule is Rule.EMPTY
    assert office.workspace.replies.held(ana) is None
