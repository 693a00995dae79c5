"""Whose a conversation is, where everybody who asks is told yes."""

import asyncio
from dataclasses import replace

import pytest

from agent_console.domain.action import AddTag, HandOver
from agent_console.domain.chat import AgentId
from agent_console.domain.events import ConversationEnded, ConversationOpened
from agent_console.domain.outbox import Acknowledged, Refused
from agent_console.ports import Declined
from tests.backends.chatwoot.office import INCOMING
from tests.backends.chatwoot.sending import delivered
from tests.backends.chatwoot.world import BRISK, ChatwootWorld
from tests.backends.console import Console
from tests.backends.world import Desks, taken

KAREN = "Karen Doe"
AGENTS = ("Ann", "Ben", "Cleo", "Dan")


def opened(console: Console) -> list[str]:
    """Return the conversations that came to a desk, in order."""
    return [event.conversation.id for event in console.seen if isinstance(event, ConversationOpened)]


async def test_20_conversations_raced_for_by_4_agents_have_one_owner_each(
    chatwoot: ChatwootWorld, agents: Desks
) -> None:
    chatwoot.faults.slow_assignments = 0.1
    consoles = [await agents.open(name) for name in AGENTS]
    for number in range(20):
        conversation = await chatwoot.customer_says(f"Customer {number}", "hello")
        answers = await asyncio.gather(*(console.backend.take(conversation) for console in consoles))
        room = chatwoot.office.rooms[int(conversation)]
        assert room.assignee is not None
        owner = AGENTS.index(room.assignee.name)
        assert answers[owner] == conversation
        lost = [answer.code for answer in answers if isinstance(answer, Declined)]
        assert lost == ["taken"] * 3
        await consoles[owner].holds(conversation)
        assert [conversation in opened(console) for console in consoles].count(True) == 1
    assert sum(len(opened(console)) for console in consoles) == 20


async def test_a_colleague_whose_assignment_takes_its_time_is_waited_for(chatwoot: ChatwootWorld) -> None:
    pace = replace(BRISK, claim=1.5)
    consoles = [Console(chatwoot.console(name, pace)) for name in ("Ann", "Ben")]
    await asyncio.gather(*(console.online() for console in consoles))
    conversation = await chatwoot.customer_says(KAREN, "hello")
    chatwoot.faults.assignments_take = [0.0, 0.3]
    answers = await asyncio.gather(*(console.backend.take(conversation) for console in consoles))
    lost = [answer.code for answer in answers if isinstance(answer, Declined)]
    assert lost == ["taken"]
    assert [opened(console) for console in consoles].count([]) == 1
    await asyncio.gather(*(console.close() for console in consoles))


async def test_whoever_loses_a_conversation_later_sends_nothing_more(
    chatwoot: ChatwootWorld, agents: Desks
) -> None:
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    reply = ann.intent(conversation, "mine", 1)
    chatwoot.faults.deaf_to = {"assignee.changed", "message.created"}
    chatwoot.office.assign(chatwoot.room(KAREN), chatwoot.user("Ben"), chatwoot.user("Ben"))
    assert conversation in ann.desk
    refused = await ann.backend.send(reply)
    assert isinstance(refused, Refused)
    assert refused.code == "fence"
    await ann.until(lambda: conversation not in ann.desk)
    assert "Ben" in ann.desk.farewell(conversation)
    await chatwoot.sees(KAREN, "hello")


async def test_a_reply_from_before_somebody_else_had_it_is_refused(
    chatwoot: ChatwootWorld, agents: Desks
) -> None:
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    late = ann.intent(conversation, "late", 1)
    await ann.close()
    room, anna, ben = chatwoot.room(KAREN), chatwoot.user("Ann"), chatwoot.user("Ben")
    chatwoot.office.assign(room, ben, ben)
    chatwoot.office.assign(room, anna, ben)
    again = await agents.open("Ann")
    await again.holds(conversation)
    assert again.desk[conversation].fence > late.fence
    refused = await delivered(again, late)
    assert isinstance(refused, Refused)
    assert refused.code == "fence"


async def test_the_fence_is_the_same_after_a_restart_of_the_console(
    chatwoot: ChatwootWorld, agents: Desks
) -> None:
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    reply = ann.intent(conversation, "still mine", 1)
    assert await ann.backend.perform(conversation, reply.fence, AddTag("refund")) is None
    await ann.close()
    again = await agents.open("Ann")
    await again.holds(conversation)
    assert again.desk[conversation].fence == reply.fence
    await again.until(lambda: again.desk[conversation].tags == ("refund",))


async def test_an_owner_who_changed_during_a_cut_and_back_makes_a_new_fence(
    chatwoot: ChatwootWorld, agents: Desks
) -> None:
    ann = await agents.open("Ann")
    chatwoot.user("Ben")
    conversation = await taken(chatwoot, ann)
    late = ann.intent(conversation, "late", 1)
    await chatwoot.cut()
    await ann.offline()
    room, anna, ben = chatwoot.room(KAREN), chatwoot.user("Ann"), chatwoot.user("Ben")
    chatwoot.office.assign(room, ben, ben)
    chatwoot.office.assign(room, anna, ben)
    await chatwoot.restore()
    await ann.online()
    await ann.until(lambda: ann.desk[conversation].fence > late.fence)
    refused = await ann.backend.send(late)
    assert isinstance(refused, Refused)
    assert refused.code == "fence"
    current = replace(late, fence=ann.desk[conversation].fence)
    assert isinstance(await ann.backend.send(current), Acknowledged)


async def test_what_is_given_to_the_agent_opens_and_what_is_taken_away_ends(
    chatwoot: ChatwootWorld, agents: Desks
) -> None:
    ann = await agents.open("Ann")
    ben = chatwoot.user("Ben")
    conversation = await chatwoot.customer_says(KAREN, "hello")
    chatwoot.office.assign(chatwoot.room(KAREN), chatwoot.user("Ann"), ben)
    await ann.holds(conversation)
    chatwoot.office.assign(chatwoot.room(KAREN), None, ben)
    await ann.until(lambda: conversation not in ann.desk)
    await ann.until(lambda: [waiting.facts.name for waiting in ann.desk.queue] == [KAREN])


async def test_a_conversation_that_is_given_for_an_instant_does_not_open(
    chatwoot: ChatwootWorld,
) -> None:
    ann = Console(chatwoot.console("Ann", replace(BRISK, claim=1.0)))
    await ann.online()
    conversation = await chatwoot.customer_says(KAREN, "hello")
    await ann.until(lambda: len(ann.desk.queue) == 1)
    chatwoot.office.assign(chatwoot.room(KAREN), chatwoot.user("Ann"), chatwoot.user("Ben"))
    await ann.until(lambda: not ann.desk.queue)
    await asyncio.sleep(0.1)
    chatwoot.office.assign(chatwoot.room(KAREN), chatwoot.user("Ben"), chatwoot.user("Ben"))
    await taken(chatwoot, ann, "Mira Holm")
    assert conversation not in opened(ann)
    await ann.close()


@pytest.mark.parametrize("status", ["snoozed", "pending", "resolved"])
async def test_what_is_put_off_or_left_to_a_bot_goes_and_comes_back(
    chatwoot: ChatwootWorld, agents: Desks, status: str
) -> None:
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    chatwoot.office.set_status(chatwoot.room(KAREN), status, chatwoot.user("Ben"))
    await ann.until(lambda: conversation not in ann.desk)
    assert ann.desk.farewell(conversation) != ""
    assert not ann.desk.queue
    assert await ann.backend.reopen(conversation) is None
    await ann.reads(conversation, 1)
    assert isinstance(await ann.backend.send(ann.intent(conversation, "here again", 1)), Acknowledged)


async def test_a_customer_who_comes_back_in_the_same_conversation_comes_to_its_agent(
    chatwoot: ChatwootWorld, agents: Desks
) -> None:
    chatwoot.office.continues = True
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    before = ann.desk[conversation].fence
    assert await ann.backend.close(conversation, before) is None
    await ann.until(lambda: conversation not in ann.desk)
    assert await chatwoot.customer_says(KAREN, "one more thing") == conversation
    await ann.reads(conversation, 2)
    assert ann.texts(conversation) == ["hello", "one more thing"]
    assert ann.desk[conversation].fence > before
    assert await ann.backend.take(conversation) == conversation


async def test_an_unread_message_keeps_a_conversation_open(chatwoot: ChatwootWorld, agents: Desks) -> None:
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    chatwoot.faults.deaf_to = {"message.created"}
    await chatwoot.customer_says(KAREN, "wait!")
    declined = await ann.backend.close(conversation, ann.desk[conversation].fence)
    assert declined is not None
    assert declined.code == "unread"
    await ann.reads(conversation, 2)
    assert await ann.backend.close(conversation, ann.desk[conversation].fence) is None


async def test_nothing_is_handed_to_a_stranger_or_to_oneself(chatwoot: ChatwootWorld, agents: Desks) -> None:
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    own = AgentId(str(chatwoot.user("Ann").id))
    for handing in (HandOver(AgentId("999")), HandOver(own), HandOver(), HandOver(queue="no such team")):
        declined = await ann.backend.perform(conversation, ann.desk[conversation].fence, handing)
        assert declined is not None
        assert declined.code == "target"
    assert conversation in ann.desk


async def test_the_queue_is_the_unassigned_in_order_of_their_wait(
    chatwoot: ChatwootWorld, agents: Desks
) -> None:
    first = await chatwoot.customer_says("First", "a\nlong story")
    second = await chatwoot.customer_says("Second", "hello")
    answered = await chatwoot.customer_says("Answered", "hello")
    chatwoot.room("First").waiting_since -= 60
    chatwoot.room("Second").waiting_since -= 90
    chatwoot.room("Answered").waiting_since = 0
    ann = await agents.open("Ann")
    await ann.until(lambda: len(ann.desk.queue) == 3)
    assert [waiting.facts.conversation for waiting in ann.desk.queue] == [second, first, answered]
    assert ann.desk.queue[1].facts.concern == "a long story"
    assert ann.desk.queue[1].facts.age.total_seconds() > 59
    assert ann.desk.queue[2].facts.age.total_seconds() == 0


async def test_a_bot_that_answers_stops_no_clock(chatwoot: ChatwootWorld, agents: Desks) -> None:
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    chatwoot.office.add(chatwoot.room(KAREN), 1, "An agent will be with you soon.", bot=True)
    chatwoot.office.add(chatwoot.room(KAREN), 3, "Give us your e-mail address.")
    await ann.reads(conversation, 3)
    assert ann.desk[conversation].wait.since is not None
    chatwoot.office.add(chatwoot.room(KAREN), INCOMING, "ok", sender=chatwoot.office.contact(KAREN))
    await ann.reads(conversation, 4)
    assert [event for event in ann.seen if isinstance(event, ConversationEnded)] == []
