"""Held replies: who is asked what, how a hold ends, and where the text goes."""

from dataclasses import replace

from agent_console.domain.audit import Outcome
from agent_console.domain.chat import ConversationId
from agent_console.domain.customer import CustomerId
from agent_console.domain.desk import Change, Part
from agent_console.domain.verdict import Rule, Ruling, Verdict
from tests.services.office import Office


async def two_customers(office: Office) -> tuple[ConversationId, ConversationId]:
    jonas = await office.serve("Jonas Lind", "hello", order_number="10001")
    mira = await office.serve("Mira Holm", "hello", order_number="48213")
    return jonas, mira


def held(office: Office, conversation: ConversationId) -> Verdict | None:
    hold = office.workspace.replies.held(conversation)
    return hold.verdict if hold is not None else None


async def test_another_customers_order_number_is_asked_about(office: Office) -> None:
    jonas, mira = await two_customers(office)
    verdict = office.reply(jonas, "Your order 48213 left today.")
    assert (verdict.ruling, verdict.rule) == (Ruling.ASK, Rule.IDENTIFIER)
    assert verdict.suggestion == mira
    assert held(office, jonas) == verdict
    assert office.draft(jonas) == "Your order 48213 left today."
    assert office.echoes(jonas) == ()


async def test_another_customers_name_is_asked_about(office: Office) -> None:
    jonas, mira = await two_customers(office)
    verdict = office.reply(jonas, "Hi Mira, it left today.")
    assert (verdict.ruling, verdict.rule, verdict.suggestion) == (Ruling.ASK, Rule.NAME, mira)


async def test_a_held_reply_moves_to_the_right_customer(office: Office) -> None:
    jonas, mira = await two_customers(office)
    office.reply(jonas, "Your order 48213 left today.")
    assert office.workspace.relocation.suggestion(jonas) == mira
    assert office.workspace.relocation.move(jonas, mira)
    assert office.draft(jonas) == ""
    assert office.draft(mira) == "Your order 48213 left today."
    assert held(office, jonas) is None
    assert [draft.conversation for draft in office.journal.drafts()] == [mira]
    assert office.workspace.replies.submit(mira).ruling is Ruling.ALLOW
    await office.arrived(mira, "hello", "Your order 48213 left today.")
    assert office.texts(jonas) == ["hello"]


async def test_a_customer_who_has_left_is_not_suggested(office: Office) -> None:
    jonas, mira = await two_customers(office)
    office.reply(jonas, "Your order 48213 left today.")
    office.world.hand_over(mira, "Lee")
    await office.until(lambda: mira not in office.workspace.desk)
    assert office.workspace.relocation.suggestion(jonas) is None
    assert office.draft(jonas) == "Your order 48213 left today."


async def test_a_confirmed_reply_leaves_and_is_audited_as_such(office: Office) -> None:
    jonas, _mira = await two_customers(office)
    office.reply(jonas, "Your order 48213 left today.")
    assert office.workspace.replies.send_anyway(jonas).ruling is Ruling.ALLOW
    assert held(office, jonas) is None
    await office.arrived(jonas, "hello", "Your order 48213 left today.")
    await office.until(lambda: len(office.journal.audited()) == 2)
    held_line, line = office.journal.audited()
    assert (held_line.outcome, held_line.draft) == (Outcome.HELD, line.draft)
    assert (line.outcome, line.ruling, line.rule) == (Outcome.OVERRIDDEN, Ruling.ASK, Rule.IDENTIFIER)


async def test_a_confirmation_is_for_one_text_only(office: Office) -> None:
    jonas, _mira = await two_customers(office)
    office.reply(jonas, "Your order 48213 left today.")
    office.workspace.replies.send_anyway(jonas)
    assert office.reply(jonas, "Your order 48213 left today, really.").ruling is Ruling.ASK


async def test_sending_anyway_without_a_hold_is_a_plain_enter(office: Office) -> None:
    jonas, _mira = await two_customers(office)
    office.write(jonas, "Your order 48213 left today.")
    assert office.workspace.replies.send_anyway(jonas).ruling is Ruling.ASK


async def test_a_refusal_cannot_be_confirmed(office: Office) -> None:
    jonas, _mira = await two_customers(office)
    office.reply(jonas, "Hi [[name]]")
    assert office.workspace.replies.send_anyway(jonas).ruling is Ruling.REFUSE
    assert office.draft(jonas) == "Hi [[name]]"


async def test_going_back_keeps_the_draft_and_the_guard(office: Office) -> None:
    jonas, _mira = await two_customers(office)
    office.reply(jonas, "Your order 48213 left today.")
    office.workspace.replies.go_back(jonas)
    assert held(office, jonas) is None
    assert office.workspace.replies.submit(jonas).ruling is Ruling.ASK


async def test_an_edit_clears_the_hold_and_a_cursor_move_does_not(office: Office) -> None:
    jonas, _mira = await two_customers(office)
    office.reply(jonas, "Your order 48213 left today.")
    office.workspace.drafts.placed(jonas, 3)
    assert held(office, jonas) is not None
    office.write(jonas, "Your order 10001 left today.")
    assert held(office, jonas) is None
    assert office.workspace.replies.submit(jonas).ruling is Ruling.ALLOW


async def test_when_the_hold_goes_the_edit_is_already_in_the_draft(office: Office) -> None:
    jonas, _mira = await two_customers(office)
    office.reply(jonas, "Hi [[name]]")
    shown: list[str] = []

    def look(change: Change) -> None:
        if change == Change(Part.DRAFT, jonas):
            shown.append(office.draft(jonas))

    office.workspace.session.on_change = look
    office.write(jonas, "Hi")
    assert shown == ["Hi"]


async def test_a_line_that_came_just_now_is_asked_about_once(office: Office) -> None:
    jonas, _mira = await two_customers(office)
    office.write(jonas, "It left today.")
    office.world.say(jonas, "cancel it please")
    await office.until(lambda: office.workspace.desk[jonas].head == 2)
    verdict = office.workspace.replies.submit(jonas)
    assert (verdict.ruling, verdict.rule) == (Ruling.ASK, Rule.STALE)
    office.workspace.replies.go_back(jonas)
    assert office.workspace.replies.submit(jonas).ruling is Ruling.ALLOW


async def test_a_colleagues_line_is_asked_about_and_the_agents_own_is_not(office: Office) -> None:
    jonas, _mira = await two_customers(office)
    office.reply(jonas, "One moment.")
    office.write(jonas, "It left today.")
    await office.arrived(jonas, "hello", "One moment.")
    assert office.workspace.replies.submit(jonas).ruling is Ruling.ALLOW
    office.write(jonas, "By train.")
    office.world.colleague_says(jonas, "Lee", "I will take over")
    await office.until(lambda: len(office.texts(jonas)) == 4)
    await office.until(lambda: office.workspace.desk[jonas].head == 4)
    assert office.workspace.replies.submit(jonas).rule is Rule.STALE


async def test_a_line_that_was_in_sight_for_three_seconds_is_read(office: Office) -> None:
    jonas, _mira = await two_customers(office)
    office.write(jonas, "It left today.")
    office.world.say(jonas, "hurry")
    await office.until(lambda: office.workspace.desk[jonas].head == 2)
    office.clock.advance(3)
    assert office.workspace.replies.submit(jonas).ruling is Ruling.ALLOW


async def test_a_line_that_came_off_screen_is_read_once_the_agent_was_there(office: Office) -> None:
    jonas, mira = await two_customers(office)
    office.workspace.panes.bring(mira, instead_of=jonas)
    office.write(jonas, "It left")
    office.world.say(jonas, "hurry")
    await office.until(lambda: office.workspace.desk[jonas].head == 2)
    office.clock.advance(60)
    assert office.workspace.replies.submit(jonas).rule is Rule.STALE
    office.world.say(jonas, "hello?")
    await office.until(lambda: office.workspace.desk[jonas].head == 3)
    office.clock.advance(60)
    office.write(jonas, "It left today.")
    office.clock.advance(3)
    assert office.workspace.replies.submit(jonas).ruling is Ruling.ALLOW


async def test_a_line_from_before_the_draft_is_no_news(office: Office) -> None:
    jonas, _mira = await two_customers(office)
    office.world.say(jonas, "hurry")
    await office.until(lambda: office.workspace.desk[jonas].head == 2)
    assert office.reply(jonas, "It left today.").ruling is Ruling.ALLOW


async def test_whom_it_is_for_is_asked_before_the_news_and_does_not_silence_them(office: Office) -> None:
    jonas, mira = await two_customers(office)
    office.write(jonas, "Your order 48213 left today.")
    office.world.say(jonas, "hurry")
    await office.until(lambda: office.workspace.desk[jonas].head == 2)
    verdict = office.workspace.replies.submit(jonas)
    assert (verdict.rule, verdict.suggestion) == (Rule.IDENTIFIER, mira)
    assert office.workspace.replies.send_anyway(jonas).rule is Rule.STALE
    assert office.workspace.replies.send_anyway(jonas).ruling is Ruling.ALLOW


async def test_news_stop_what_would_only_be_delayed(office: Office) -> None:
    jonas = await office.serve("Jonas Lind", "hello, where is my parcel, please?")
    await office.serve("Anna Muster", "Guten Tag, wo ist denn meine Bestellung?")
    german = "Die Bestellung ist heute bei Ihnen."
    office.write(jonas, german)
    office.world.say(jonas, "please tell me")
    await office.until(lambda: office.workspace.desk[jonas].head == 2)
    assert office.workspace.replies.submit(jonas).rule is Rule.STALE
    office.workspace.replies.go_back(jonas)
    verdict = office.workspace.replies.submit(jonas)
    assert (verdict.ruling, verdict.rule) == (Ruling.DELAY, Rule.LANGUAGE)


async def test_a_reply_that_comes_back_for_another_customer_of_the_same_chat_leaves_for_nobody(
    office: Office,
) -> None:
    jonas, _mira = await two_customers(office)
    office.write(jonas, "Yes.")
    draft = office.workspace.desk.draft(jonas)
    office.workspace.drafts.give_back(replace(draft, customer=CustomerId("eve"), text="Your code is 1234."))
    office.workspace.drafts.give_back(replace(draft, text="Hello."))
    verdict = office.workspace.replies.submit(jonas)
    assert (verdict.ruling, verdict.rule) == (Ruling.REFUSE, Rule.MOVED)
    assert office.draft(jonas) == "Your code is 1234.\nHello.\nYes."


async def test_a_reply_that_comes_back_from_an_earlier_stay_of_the_chat_is_to_be_read_again(
    office: Office,
) -> None:
    jonas, _mira = await two_customers(office)
    office.write(jonas, "Yes.")
    draft = office.workspace.desk.draft(jonas)
    office.workspace.drafts.give_back(replace(draft, fence=draft.fence - 1, text="It left."))
    assert office.workspace.replies.submit(jonas).rule is Rule.MOVED


async def overridden(office: Office, conversation: ConversationId, text: str) -> None:
    lines = len(office.journal.audited()) + 2
    assert office.reply(conversation, text).rule is Rule.NAME
    assert office.workspace.replies.send_anyway(conversation).ruling is Ruling.ALLOW
    await office.until(lambda: len(office.journal.audited()) == lines)


async def test_a_customer_who_is_called_like_an_everyday_word_does_not_stop_every_send(
    office: Office,
) -> None:
    jonas, mira = await two_customers(office)
    await office.serve("Perfect", "hello")
    await overridden(office, jonas, "Ok, perfect.")
    await overridden(office, mira, "Perfect, it leaves today.")
    verdict = office.reply(await office.serve("Lena Berg", "hello"), "Yes, perfect.")
    assert (verdict.ruling, verdict.rule) == (Ruling.DELAY, Rule.NAME)


async def test_what_was_overridden_for_one_sign_still_stops_for_another(office: Office) -> None:
    jonas, mira = await two_customers(office)
    await office.serve("Perfect", "hello")
    lena = await office.serve("Lena Berg", "hello")
    await overridden(office, jonas, "Ok, perfect.")
    await overridden(office, mira, "Perfect, it leaves today.")
    assert office.reply(lena, "Perfect, 48213 left.").rule is Rule.IDENTIFIER
    assert office.reply(lena, "Ok, perfect. Bye, Mira.").ruling is Ruling.ASK


async def test_a_name_that_was_taken_out_is_not_overridden(office: Office) -> None:
    jonas, _mira = await two_customers(office)
    for _ in range(3):
        assert office.reply(jonas, "Hi Mira, it left.").ruling is Ruling.ASK
        office.workspace.replies.go_back(jonas)
