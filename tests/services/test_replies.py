"""Enter and what follows: replies arrive once, in order, and their text is never lost."""

from agent_console.domain.audit import Outcome
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
    assert [(m.text, m.name, m.delivery) for m in office.echoes(ana)] == [("hi Ana", "Kim", Delivery.SAVING)]
    assert office.draft(ana) == ""
    assert office.workspace.desk[ana].waiting.since is None


async def test_a_reply_that_arrived_is_off_the_journal(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "hi Ana")
    await office.arrived(ana, "hello", "hi Ana")
    await office.until(lambda: not office.journal.outstanding())
    assert office.journal.numbers() == {ana: 1}
    assert office.journal.drafts() == []


async def test_replies_arrive_in_the_order_of_enter(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    for n in range(20):
        office.reply(ana, f"line {n}")
    await office.arrived(ana, "hello", *(f"line {n}" for n in range(20)))


async def test_what_is_typed_after_enter_is_a_new_draft(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "first")
    office.write(ana, "second")
    await office.arrived(ana, "hello", "first")
    assert office.draft(ana) == "second"
    assert [draft.text for draft in office.journal.drafts()] == ["second"]


async def test_the_audit_has_one_line_a_reply_and_no_text(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "hi Ana")
    await office.until(lambda: len(office.journal.audited()) == 1)
    (line,) = office.journal.audited()
    assert (line.outcome, line.conversation, line.ruling) == (Outcome.SENT, ana, Ruling.ALLOW)
    assert line.waited_seconds == 10.0


async def test_an_empty_draft_is_refused_without_a_hold(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    assert office.reply(ana, " \n").rule is Rule.EMPTY
    assert office.workspace.replies.held(ana) is None


async def test_a_chat_that_was_handed_over_takes_no_reply(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.write(ana, "hi Ana")
    office.world.hand_over(ana, "Lee")
    await office.until(lambda: ana not in office.workspace.desk)
    verdict = office.workspace.replies.submit(ana)
    assert (verdict.ruling, verdict.rule) == (Ruling.REFUSE, Rule.MOVED)
    assert office.draft(ana) == "hi Ana"
    assert [draft.text for draft in office.workspace.replies.orphans] == ["hi Ana"]


async def test_a_key_that_comes_after_its_chat_has_gone_is_kept(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.hand_over(ana, "Lee")
    await office.until(lambda: ana not in office.workspace.desk)
    office.write(ana, "hi")
    assert [draft.text for draft in office.journal.drafts()] == ["hi"]


async def test_a_chat_that_was_out_of_hand_meanwhile_asks_once(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.write(ana, "hi Ana")
    office.world.hand_over(ana, "Lee")
    office.world.hand_over(ana, "Kim")
    await office.until(lambda: office.workspace.desk[ana].fence == 3)
    verdict = office.workspace.replies.submit(ana)
    assert (verdict.ruling, verdict.rule) == (Ruling.ASK, Rule.MOVED)
    assert office.workspace.replies.send_anyway(ana).ruling is Ruling.ALLOW
    await office.arrived(ana, "hello", "hi Ana")


async def test_another_customer_in_the_same_chat_is_refused(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.write(ana, "hi Ana")
    office.world.change(ana, office.customer("somebody-else", "Bo"))
    await office.until(lambda: office.workspace.desk[ana].customer.name == "Bo")
    verdict = office.workspace.replies.submit(ana)
    assert (verdict.ruling, verdict.rule) == (Ruling.REFUSE, Rule.MOVED)
    assert "Bo" in verdict.reason
    assert office.workspace.replies.send_anyway(ana).ruling is Ruling.REFUSE
    office.write(ana, "")
    assert office.reply(ana, "hi Bo").ruling is Ruling.ALLOW


async def test_the_longest_reply_counts_bytes(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    verdict = office.reply(ana, "é" * 8193)
    assert (verdict.ruling, verdict.rule) == (Ruling.REFUSE, Rule.TOO_LONG)
    assert office.reply(ana, "é" * 8192).ruling is Ruling.ALLOW


async def test_a_megabyte_stays_in_the_draft(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    assert office.reply(ana, "x" * 1_000_000).rule is Rule.TOO_LONG
    assert len(office.draft(ana)) == 1_000_000


async def test_a_broken_character_is_pointed_at(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    verdict = office.reply(ana, "ab\ud800c")
    assert (verdict.ruling, verdict.rule, verdict.span) == (Ruling.REFUSE, Rule.UNSENDABLE, (2, 3))
    assert office.draft(ana) == "ab\ud800c"


async def test_template_text_is_pointed_at(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    verdict = office.reply(ana, "Hi {{ customer.name }}!")
    assert (verdict.ruling, verdict.rule, verdict.span) == (Ruling.REFUSE, Rule.PLACEHOLDER, (3, 22))


async def test_after_the_session_a_reply_stays_a_draft(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.refuse("the token was revoked")
    await office.ended()
    verdict = office.reply(ana, "hi Ana")
    assert (verdict.ruling, verdict.rule) == (Ruling.REFUSE, Rule.UNSENDABLE)
    assert office.draft(ana) == "hi Ana"
