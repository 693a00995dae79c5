"""Delivery under faults: once, in order, each conversation by itself, and never given up in silence."""

import asyncio

import pytest

from agent_console.domain.change import Change, Part
from agent_console.domain.chat import Delivery
from agent_console.domain.outbox import Intent
from agent_console.domain.verdict import Ruling
from tests.services.office import Office


async def test_a_lost_answer_makes_no_second_message(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.losing_answers = 3
    office.reply(ana, "one")
    office.reply(ana, "two")
    await office.arrived(ana, "hello", "one", "two")
    await office.until(lambda: not office.journal.outstanding())


async def test_an_answer_that_never_comes_is_asked_for_again(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.flowing.clear()
    office.reply(ana, "one")
    await office.until(lambda: office.world.attempts >= 3)
    assert office.echoes(ana)[0].delivery is Delivery.SENDING
    office.world.flowing.set()
    await office.arrived(ana, "hello", "one")


async def test_while_the_link_is_down_replies_wait_and_then_leave_in_order(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.cut()
    await office.until(lambda: office.workspace.desk.link == "offline")
    for text in ("one", "two", "three"):
        assert office.reply(ana, text).ruling is Ruling.ALLOW
    await office.until(lambda: len(office.journal.outstanding()) == 3)
    await office.until(lambda: {m.delivery for m in office.echoes(ana)} == {Delivery.SENDING})
    assert office.texts(ana) == ["hello"]
    office.world.restore()
    await office.arrived(ana, "hello", "one", "two", "three")
    assert office.world.attempts == 3


async def test_one_slow_conversation_does_not_hold_up_another(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    ben = await office.serve("Ben", "hello")
    office.world.stuck.add(ana)
    office.reply(ana, "to Ana")
    office.reply(ben, "to Ben")
    await office.arrived(ben, "hello", "to Ben")
    assert office.texts(ana) == ["hello"]
    office.world.stuck.clear()
    await office.arrived(ana, "hello", "to Ana")


async def test_a_refused_reply_fails_with_the_reason_and_the_clock_runs_again(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.refusing = "the system is read-only"
    office.reply(ana, "one")
    await office.until(lambda: office.echoes(ana)[0].delivery is Delivery.FAILED)
    assert office.echoes(ana)[0].failure == "the system is read-only"
    assert office.workspace.desk[ana].waiting.since is not None
    await office.until(lambda: [reason for _, reason in office.journal.rejected()] != [])


async def test_a_reply_that_is_refused_when_its_chat_has_left_is_told_and_kept(office: Office) -> None:
    ana, jonas = await office.serve("Ana", "hello"), await office.serve("Jonas", "hello")
    office.world.flowing.clear()
    office.reply(ana, "one")
    await office.until(lambda: office.echoes(ana)[0].delivery is Delivery.SENDING)
    office.world.hand_over(ana, "Lea")
    await office.until(lambda: ana not in office.workspace.desk)
    office.world.flowing.set()
    words = "not sent to Ana, kept as a draft: This chat is not yours any more."
    await office.until(lambda: office.workspace.replies.trouble == words)
    assert Change(Part.STATUS) in office.changes
    assert [draft.text for draft in office.workspace.replies.orphans] == ["one"]
    office.reply(jonas, "hi")
    assert office.workspace.replies.trouble == ""


async def test_a_failed_reply_whose_chat_leaves_is_told_too(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.refusing = "not now"
    office.reply(ana, "one")
    await office.until(lambda: [e.delivery for e in office.echoes(ana)] == [Delivery.FAILED])
    office.world.hand_over(ana, "Lea")
    words = "not sent to Ana, kept as a draft: not now"
    await office.until(lambda: office.workspace.replies.trouble == words)


async def test_a_console_that_miscounts_is_told_so_in_words(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "one")
    await office.arrived(ana, "hello", "one")
    numbers = office.world.chats[ana].numbers
    numbers.update({device: 7 for device in numbers})
    office.reply(ana, "two")
    await office.until(lambda: any(e.delivery is Delivery.FAILED for e in office.echoes(ana)))
    (failed,) = office.echoes(ana)
    assert "is a copy of it running elsewhere?" in failed.failure
    assert failed.failure.endswith("(gap)")


async def test_a_failed_reply_is_sent_again_under_its_id(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.refusing = "the system is read-only"
    office.reply(ana, "one")
    await office.until(lambda: len(office.journal.rejected()) == 1)
    failed = office.echoes(ana)[0].client_id
    office.world.refusing = ""
    office.reply(ana, "two")
    await office.until(lambda: office.texts(ana) == ["hello", "two"])
    assert office.workspace.replies.retry(ana)
    await office.arrived(ana, "hello", "two", "one")
    assert office.world.transcript(ana)[-1].client_id == failed
    await office.until(lambda: office.journal.numbers() == {ana: 2})
    assert office.journal.rejected() == []


async def test_the_oldest_failed_reply_comes_back_to_the_draft(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.refusing = "the system is read-only"
    office.reply(ana, "one")
    office.reply(ana, "two")
    await office.until(lambda: len(office.journal.rejected()) == 2)
    office.write(ana, "typing on")
    assert office.workspace.replies.take_back(ana)
    assert office.workspace.replies.take_back(ana)
    assert not office.workspace.replies.take_back(ana)
    assert office.draft(ana) == "one\ntwo\ntyping on"
    assert office.echoes(ana) == ()
    await office.until(lambda: office.journal.rejected() == [])
    assert [draft.text for draft in office.journal.drafts()] == ["one\ntwo\ntyping on"]


async def test_a_reply_that_came_back_is_a_new_one_when_it_is_sent(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.refusing = "the system is read-only"
    office.reply(ana, "one")
    await office.until(lambda: len(office.journal.rejected()) == 1)
    failed = office.echoes(ana)[0].client_id
    office.workspace.replies.take_back(ana)
    office.world.refusing = ""
    office.workspace.replies.submit(ana)
    await office.arrived(ana, "hello", "one")
    assert office.world.transcript(ana)[-1].client_id != failed


async def test_without_a_failed_reply_nothing_is_retried(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    assert not office.workspace.replies.retry(ana)
    assert not office.workspace.replies.take_back(ana)


async def test_a_reply_that_a_new_owner_makes_late_comes_back_as_a_kept_draft(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.flowing.clear()
    office.reply(ana, "one")
    await office.until(lambda: office.echoes(ana)[0].delivery is Delivery.SENDING)
    office.world.hand_over(ana, "Lee")
    await office.until(lambda: ana not in office.workspace.desk)
    office.world.flowing.set()
    await office.until(lambda: [draft.text for draft in office.workspace.replies.orphans] == ["one"])
    await office.until(lambda: office.journal.outstanding() == [])
    assert office.texts(ana) == ["hello"]


async def test_failed_replies_of_a_lost_chat_come_back_as_a_kept_draft(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.refusing = "the system is read-only"
    office.reply(ana, "one")
    await office.until(lambda: len(office.journal.rejected()) == 1)
    office.world.hand_over(ana, "Lee")
    await office.until(lambda: [draft.text for draft in office.workspace.replies.orphans] == ["one"])
    assert not office.workspace.replies.retry(ana)
    await office.until(lambda: office.journal.rejected() == [])


async def test_a_reply_under_way_shows_again_when_its_chat_comes_back(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.flowing.clear()
    office.reply(ana, "one")
    await office.until(lambda: office.echoes(ana)[0].delivery is Delivery.SENDING)
    office.world.hand_over(ana, "Lee")
    office.world.hand_over(ana, "Kim")
    await office.until(lambda: office.workspace.desk[ana].fence == 3)
    assert [(m.text, m.delivery) for m in office.echoes(ana)] == [("one", Delivery.SENDING)]
    office.world.flowing.set()
    await office.until(lambda: office.echoes(ana)[0].delivery is Delivery.FAILED)
    assert office.workspace.replies.retry(ana)
    await office.arrived(ana, "hello", "one")


async def test_a_chat_that_leaves_while_its_reply_is_being_saved_gets_the_text_back(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.journal.turning.clear()
    office.reply(ana, "one")
    office.world.hand_over(ana, "Lee")
    await office.until(lambda: ana not in office.workspace.desk)
    office.journal.turning.set()
    await office.until(lambda: [draft.text for draft in office.workspace.replies.orphans] == ["one"])
    assert office.texts(ana) == ["hello"]


async def test_quitting_the_moment_a_reply_is_delivered_leaves_no_copy_of_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = await office.serve("Ana", "hello")
    settle, held = office.journal.settle, asyncio.Event()

    async def late(intent: Intent) -> None:
        await held.wait()
        await settle(intent)

    monkeypatch.setattr(office.journal, "settle", late)
    office.reply(ana, "one")
    await office.arrived(ana, "hello", "one")
    asyncio.get_running_loop().call_later(0.05, held.set)
    await office.workspace.session.aclose()
    await office.ended()
    assert not office.journal.outstanding()
