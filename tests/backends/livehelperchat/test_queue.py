"""Who waits: departments as queues, priorities, many pages of chats."""

from datetime import timedelta

import pytest

from agent_console.backends.livehelperchat import interface
from agent_console.domain.action import HandOver
from agent_console.domain.chat import ConversationId, Presence, Priority
from agent_console.domain.events import QueueChanged, TeamChanged
from agent_console.ports import Declined
from tests.backends.console import Console
from tests.backends.livehelperchat.books import ACTIVE
from tests.backends.livehelperchat.conftest import Open
from tests.backends.livehelperchat.world import LiveHelperChatWorld

BILLING, SALES = 2, 3


def offered(console: Console) -> tuple[str, ...]:
    """Return the queues that a chat can be handed over to, as was told last."""
    return next((one.queues for one in reversed(console.seen) if isinstance(one, TeamChanged)), ())


def queue(console: Console) -> list[str]:
    return [one.facts.name for one in console.desk.queue]


async def test_only_the_chosen_departments_are_offered(lhc: LiveHelperChatWorld, open_console: Open) -> None:
    for nick, department in (("Karen", 1), ("Mira", BILLING), ("Jonas", SALES)):
        lhc.system.join(nick, department)
    ann = await open_console("Ann", departments=(BILLING, SALES))
    await ann.until(lambda: queue(ann) == ["Mira", "Jonas"])
    assert [one.facts.queue for one in ann.desk.queue] == ["billing", "sales"]
    assert await ann.backend.take() == ConversationId("2")
    assert await ann.backend.take() == ConversationId("3")
    answer = await ann.backend.take()
    assert isinstance(answer, Declined)
    assert answer.code == "empty"


async def test_a_held_chat_of_another_department_is_held_all_the_same(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    number = lhc.system.operator("Ann")["id"]
    row = lhc.system.join("Karen", 1, status=ACTIVE, user_id=number)
    lhc.system.write(row["id"], 0, "hello")
    ann = await open_console("Ann", departments=(BILLING,))
    await ann.reads(ConversationId("1"), 1)
    assert ann.desk[ConversationId("1")].queue == "support"


async def test_what_a_customer_asked_first_is_the_concern(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    for number in range(12):
        chat = lhc.system.join(f"Visitor {number}")["id"]
        lhc.system.write(chat, -1, "a system's line")
        lhc.system.write(chat, 0, f"where is order {number}?")
        lhc.system.write(chat, 0, "hello?")
    ann = await open_console("Ann")
    asked = [f"where is order {number}?" for number in range(12)]
    await ann.until(lambda: [one.facts.concern for one in ann.desk.queue] == asked)


async def test_a_system_that_tells_fewer_at_once_than_were_asked_for_is_read_to_the_end(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    lhc.system.most_listed = 4
    for number in range(15):
        lhc.system.join(f"Visitor {number}")
    ann = await open_console("Ann")
    await ann.until(lambda: len(ann.desk.queue) == 15)


async def test_a_wait_is_counted_by_the_systems_own_clock(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    lhc.listener.ahead = lhc.system.ahead = 7_200
    lhc.system.join("Karen")["pnd_time"] -= 60
    ann = await open_console("Ann")
    await ann.until(lambda: queue(ann) == ["Karen"])
    told = next(event.waiting[0] for event in ann.seen if isinstance(event, QueueChanged) and event.waiting)
    assert timedelta(seconds=59) <= told.age < timedelta(minutes=30)


async def test_a_higher_priority_goes_before_a_longer_wait(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    first = lhc.system.join("First")
    first["pnd_time"] -= 75
    lhc.system.join("Urgent", priority=5)
    lhc.system.join("Idle", priority=-1)
    ann = await open_console("Ann")
    await ann.until(lambda: queue(ann) == ["Urgent", "First", "Idle"])
    told = [one.facts for one in ann.desk.queue]
    assert [one.priority for one in told] == [Priority.HIGH, Priority.NORMAL, Priority.LOW]
    assert timedelta(seconds=74) <= told[1].age < timedelta(minutes=10)


async def test_more_chats_than_a_page_has_are_all_seen(
    lhc: LiveHelperChatWorld, open_console: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interface, "PAGE", 7)
    number = lhc.system.operator("Ann")["id"]
    for chat in range(30):
        held = {"status": ACTIVE, "user_id": number} if chat % 2 else {}
        lhc.system.write(lhc.system.join(f"Visitor {chat}", **held)["id"], 0, "hello")
    ann = await open_console("Ann")
    await ann.until(lambda: len(ann.desk.queue) == 15)
    for chat in range(2, 31, 2):
        await ann.reads(ConversationId(str(chat)), 1)


async def test_a_hand_over_puts_the_comment_where_the_next_agent_sees_it_and_no_customer(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    ann, ben = await open_console("Ann"), await open_console("Ben")
    chat = await lhc.customer_says("Karen Doe", "hello")
    lhc.system.chats[int(chat)]["remarks"] = "knows Cleo"
    await ann.backend.take(chat)
    await ann.until(lambda: chat in ann.desk and "billing" in offered(ann))
    fence = ann.desk[chat].fence
    assert await ann.backend.perform(chat, fence, HandOver(queue="billing", comment="an invoice")) is None
    await ben.until(lambda: [one.facts.queue for one in ben.desk.queue] == ["billing"])
    assert await ben.backend.take() == chat
    await ben.reads(chat, 1)
    assert dict(ben.desk[chat].customer.custom)["remarks"] == "knows Cleo\nAnn: an invoice"
    assert await lhc.heard("Karen Doe", 1) == ["hello"]
    assert len(lhc.system.said(int(chat))) == 1


async def test_a_hand_over_to_nowhere_is_declined(lhc: LiveHelperChatWorld, open_console: Open) -> None:
    ann = await open_console("Ann")
    chat = await lhc.customer_says("Karen Doe", "hello")
    await ann.backend.take(chat)
    await ann.holds(chat)
    lhc.system.departments[SALES]["disabled"] = 1
    await ann.until(lambda: "sales" not in offered(ann))
    for to, code in (
        (HandOver(queue="nowhere"), "unknown"),
        (HandOver(queue="sales"), "unknown"),
        (HandOver(), "target"),
    ):
        declined = await ann.backend.perform(chat, ann.desk[chat].fence, to)
        assert declined is not None
        assert declined.code == code
    assert lhc.system.chats[int(chat)]["status"] == ACTIVE


async def test_closing_waits_for_what_the_customer_has_just_written(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    ann = await open_console("Ann", poll=timedelta(hours=1))
    chat = await lhc.customer_says("Karen Doe", "hello")
    await ann.backend.take(chat)
    await ann.holds(chat)
    await lhc.customer_says("Karen Doe", "one more thing")
    declined = await ann.backend.close(chat, ann.desk[chat].fence)
    assert declined is not None
    assert declined.code == "unread"
    await ann.reads(chat, 2)
    assert await ann.backend.close(chat, ann.desk[chat].fence) is None
    await ann.until(lambda: chat not in ann.desk)


async def test_what_changes_about_a_visitor_is_told(lhc: LiveHelperChatWorld, open_console: Open) -> None:
    ann = await open_console("Ann")
    chat = await lhc.customer_says("Karen Doe", "hello")
    await ann.backend.take(chat)
    await ann.holds(chat)
    told = '[{"key": "Order", "value": "1001"}, {"key": 5}, "x"]'
    lhc.system.chats[int(chat)] |= {
        "nick": "Karen D.",
        "additional_data": told,
        "priority": 2,
        "dep_id": BILLING,
    }
    await ann.until(lambda: ann.desk[chat].customer.name == "Karen D.")
    await ann.until(lambda: ann.desk[chat].queue == "billing")
    assert ann.desk[chat].customer.custom == (("Order", "1001"),)
    assert ann.desk[chat].priority is Priority.HIGH
    lhc.system.chats[int(chat)]["user_status"] = 1
    await ann.until(lambda: ann.desk[chat].presence is Presence.LEFT)


async def test_a_message_of_which_the_chats_row_knows_nothing_is_read_all_the_same(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    ann = await open_console("Ann")
    chat = await lhc.customer_says("Karen Doe", "hello")
    await ann.backend.take(chat)
    await ann.reads(chat, 1)
    row = lhc.system.chats[int(chat)]
    before = row["last_msg_id"]
    await lhc.customer_says("Karen Doe", "well?")
    # Somebody has written the whole row back as it was a moment ago.
    row["last_msg_id"] = before
    await ann.reads(chat, 2)
    assert ann.texts(chat) == ["hello", "well?"]


async def test_a_newer_system_lists_everybody_and_says_who_is_there(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    lhc.system.lists_offline = True
    ann = await open_console("Ann")
    ben = await open_console("Ben")
    lhc.system.operator("Cleo")
    await ann.until(lambda: [one.online for one in ann.desk.colleagues] == [True, False])
    assert await ben.backend.set_accepting(False) is None
    await ann.until(lambda: [one.accepting for one in ann.desk.colleagues] == [False, False])
    assert [one.name for one in ann.desk.colleagues] == ["Ben", "Cleo"]
    assert lhc.system.users["ben"]["hide_online"] == 1
