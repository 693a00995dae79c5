"""Many agents want one chat, and LiveHelperChat tells all of them yes."""

import asyncio
from datetime import timedelta

import pytest

from agent_console.domain.chat import ConversationId
from agent_console.domain.events import ConversationEnded, ConversationOpened, SignedIn
from agent_console.domain.outbox import Acknowledged, Refused
from agent_console.ports import Declined
from tests.backends.console import Console
from tests.backends.livehelperchat.books import ACTIVE, CLOSED, PENDING
from tests.backends.livehelperchat.conftest import Open
from tests.backends.livehelperchat.world import LiveHelperChatWorld

CHATS = 20


def opened(console: Console) -> list[ConversationId]:
    """Return the conversations that ever came to a desk."""
    return [event.conversation.id for event in console.seen if isinstance(event, ConversationOpened)]


def number(console: Console) -> str:
    """Return the operator's id that a console signed in with."""
    return next(event.agent for event in console.seen if isinstance(event, SignedIn))


async def test_of_twenty_chats_that_four_agents_race_for_each_has_one_pane(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    agents = [await open_console(name) for name in ("Ann", "Ben", "Cleo", "Dan")]
    # Operators of some departments may not even read what a colleague has.
    lhc.system.limited = {"ben", "dan"}
    chats = [await lhc.customer_says(f"Visitor {number}", "hello") for number in range(CHATS)]
    for chat in chats:
        answers = await asyncio.gather(*(agent.backend.take(chat) for agent in agents))
        won = [agent for agent, answer in zip(agents, answers, strict=True) if answer == chat]
        codes = [answer.code for answer in answers if isinstance(answer, Declined)]
        assert (len(won), codes) == (1, ["taken"] * 3)
        await won[0].holds(chat)
    assert lhc.system.told_yes > CHATS, "nobody was told yes in vain: this was no race"
    for chat in chats:
        assert sum(opened(agent).count(chat) for agent in agents) == 1
        owner = lhc.system.chats[int(chat)]["user_id"]
        assert [number(agent) for agent in agents if chat in agent.desk] == [str(owner)]


async def test_who_takes_whatever_comes_next_gets_another_chat_than_the_others(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    agents = [await open_console(name) for name in ("Ann", "Ben", "Cleo")]
    chats = {await lhc.customer_says(f"Visitor {number}", "hello") for number in range(3)}
    assert set(await asyncio.gather(*(agent.backend.take() for agent in agents))) == chats


async def test_an_owner_who_turns_out_not_to_be_one_sees_the_chat_end(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    ann = await open_console("Ann", settle=timedelta(milliseconds=1))
    chat = await lhc.customer_says("Karen Doe", "hello")
    await ann.backend.take(chat)
    await ann.holds(chat)
    # Written by somebody who read the row before Ann's claim, and was slower than anybody waits for.
    ben = lhc.system.operator("Ben")
    lhc.system.chats[int(chat)]["user_id"] = ben["id"]
    await ann.until(lambda: chat not in ann.desk)
    assert "Ben" in ann.desk.farewell(chat)


@pytest.mark.parametrize("limited", [False, True])
async def test_nothing_is_sent_in_a_chat_that_was_taken_over_a_moment_ago(
    lhc: LiveHelperChatWorld, open_console: Open, limited: bool
) -> None:
    lhc.system.limited = {"ann"} if limited else set()
    ann = await open_console("Ann", poll=timedelta(hours=1))
    chat = await lhc.customer_says("Karen Doe", "hello")
    await ann.backend.take(chat)
    await ann.holds(chat)
    reply = ann.intent(chat, "not mine to say", 1)
    lhc.system.chats[int(chat)]["user_id"] = lhc.system.operator("Ben")["id"]
    answer = await ann.backend.send(reply)
    assert isinstance(answer, Refused)
    assert answer.code == "fence"
    assert await lhc.heard("Karen Doe", 1) == ["hello"]
    await ann.until(lambda: chat not in ann.desk)


async def test_a_chat_that_is_given_to_the_agent_opens_by_itself(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    ann = await open_console("Ann")
    chat = await lhc.customer_says("Karen Doe", "hello")
    lhc.system.chats[int(chat)] |= {"status": ACTIVE, "user_id": lhc.system.operator("Ann")["id"]}
    await ann.reads(chat, 1)


async def test_a_chat_that_waits_for_another_operator_is_not_offered(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    theirs, mine = [await lhc.customer_says(name, "hello") for name in ("Karen Doe", "Mira Holm")]
    lhc.system.chats[int(theirs)]["user_id"] = lhc.system.operator("Ben")["id"]
    lhc.system.chats[int(mine)]["user_id"] = lhc.system.operator("Ann")["id"]
    ann = await open_console("Ann")
    await ann.until(lambda: [one.facts.conversation for one in ann.desk.queue] == [mine])
    answer = await ann.backend.take(theirs)
    assert isinstance(answer, Declined)
    assert "Ben" in answer.reason
    assert await ann.backend.take() == mine


async def test_a_chat_that_somebody_else_closes_or_queues_leaves_the_desk(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    ann = await open_console("Ann")
    chats = [await lhc.customer_says(name, "hello") for name in ("Karen Doe", "Mira Holm", "Jonas Berg")]
    for chat in chats:
        await ann.backend.take(chat)
    closed, queued, gone = map(int, chats)
    lhc.system.chats[closed]["status"] = CLOSED
    lhc.system.chats[queued] |= {"status": PENDING, "user_id": 0}
    del lhc.system.chats[gone]
    await ann.until(lambda: not any(chat in ann.desk for chat in chats))
    ended = [event for event in ann.seen if isinstance(event, ConversationEnded)]
    assert {event.conversation for event in ended} == set(chats)
    assert len(ended) == len(chats)


async def test_a_fence_is_the_same_after_a_restart_of_the_console(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    ann = await open_console("Ann")
    chat = await lhc.customer_says("Karen Doe", "hello")
    lhc.system.chats[int(chat)]["time"] -= 90
    await ann.backend.take(chat)
    await ann.holds(chat)
    again = await open_console("Ann")
    await again.holds(chat)
    assert again.desk[chat].fence == ann.desk[chat].fence
    assert isinstance(await again.backend.send(ann.intent(chat, "hi", 1)), Acknowledged)


async def test_what_is_no_chat_of_this_system_is_declined(open_console: Open) -> None:
    ann = await open_console("Ann")
    for nonsense in ("", "x", "1 or 1", "-1", "९", "9" * 40):
        for answer in (
            await ann.backend.take(ConversationId(nonsense)),
            await ann.backend.reopen(ConversationId(nonsense)),
        ):
            assert isinstance(answer, Declined)
            assert answer.code == "unknown"
    missing = await ann.backend.take(ConversationId("404"))
    assert isinstance(missing, Declined)
    assert missing.code == "taken"
