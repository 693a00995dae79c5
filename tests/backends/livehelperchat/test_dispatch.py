"""Replies to a system that takes the same one twice: none is lost without a word, none is said twice."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.domain.chat import ClientId, ConversationId, Mode
from agent_console.domain.outbox import Acknowledged, Intent, Refused, SendResult, Unreachable
from tests.backends.console import PATIENCE_SECONDS, Console
from tests.backends.livehelperchat.conftest import Open
from tests.backends.livehelperchat.listener import Answer
from tests.backends.livehelperchat.world import LiveHelperChatWorld

KAREN = "Karen Doe"


async def with_karen(lhc: LiveHelperChatWorld, console: Console) -> ConversationId:
    """Have the agent take Karen's chat."""
    chat = await lhc.customer_says(KAREN, "hello")
    assert await console.backend.take(chat) == chat
    await console.holds(chat)
    return chat


async def decided(console: Console, intent: Intent) -> Acknowledged | Refused:
    """Send until there is an answer, as the console does."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            answer = await console.backend.send(intent)
            if not isinstance(answer, Unreachable):
                return answer
            await asyncio.sleep(0.02)


def code(answer: SendResult) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


async def test_a_reply_whose_answer_was_lost_is_found_and_not_said_twice(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    ann = await open_console("Ann")
    chat = await with_karen(lhc, ann)
    for number in range(1, 6):
        lhc.system.losing_answers = 1
        reply = ann.intent(chat, "one moment", number)
        assert isinstance(await ann.backend.send(reply), Unreachable)
        answer = await decided(ann, reply)
        assert isinstance(answer, Acknowledged)
        assert answer.sequence == number + 1
        await ann.reads(chat, number + 1)
        assert ann.desk[chat].messages[-1].client_id == reply.client_id
    assert await lhc.heard(KAREN, 6) == ["hello"] + ["one moment"] * 5
    assert lhc.system.posts == 5


async def test_a_reply_that_is_stored_after_the_time_limit_is_not_said_twice(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    ann = await open_console("Ann", timeout=timedelta(seconds=1), unsure=timedelta(seconds=PATIENCE_SECONDS))
    chat = await with_karen(lhc, ann)
    lhc.system.storing_late = 1.5
    reply = ann.intent(chat, "one moment", 1)
    assert isinstance(await ann.backend.send(reply), Unreachable)
    assert isinstance(await decided(ann, reply), Acknowledged)
    assert await lhc.heard(KAREN, 2) == ["hello", "one moment"]
    assert lhc.system.posts == 1


async def test_a_reply_that_the_console_gave_up_waiting_for_is_not_said_twice(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    ann = await open_console("Ann", unsure=timedelta(seconds=PATIENCE_SECONDS))
    chat = await with_karen(lhc, ann)
    lhc.system.storing_late = 0.5
    reply = ann.intent(chat, "one moment", 1)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await ann.backend.send(reply)
    assert isinstance(await decided(ann, reply), Acknowledged)
    assert await lhc.heard(KAREN, 2) == ["hello", "one moment"]
    assert lhc.system.posts == 1


async def test_a_reply_that_is_nowhere_is_unknown_until_the_agent_sends_it_again(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    ann = await open_console("Ann")
    chat = await with_karen(lhc, ann)
    lhc.system.garbled["addmsgadmin"] = Answer(502, b"bad gateway")
    reply = ann.intent(chat, "one moment", 1)
    assert isinstance(await ann.backend.send(reply), Unreachable)
    del lhc.system.garbled["addmsgadmin"]
    answer = await decided(ann, reply)
    assert code(answer) == "unknown"
    assert lhc.system.posts == 0
    assert isinstance(await decided(ann, reply), Acknowledged)
    assert await lhc.heard(KAREN, 2) == ["hello", "one moment"]


async def test_a_reply_that_never_left_is_simply_sent_again(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    ann = await open_console("Ann", unsure=timedelta(hours=1))
    chat = await with_karen(lhc, ann)
    reply = ann.intent(chat, "one moment", 1)
    await lhc.cut()
    assert isinstance(await ann.backend.send(reply), Unreachable)
    await ann.offline()
    await lhc.restore()
    assert isinstance(await decided(ann, reply), Acknowledged)
    assert await lhc.heard(KAREN, 2) == ["hello", "one moment"]


@pytest.mark.parametrize("ahead", [0, 5_000, -5_000])
async def test_what_an_earlier_run_of_the_console_posted_is_found(
    lhc: LiveHelperChatWorld, open_console: Open, ahead: int
) -> None:
    lhc.listener.ahead = lhc.system.ahead = ahead
    ann = await open_console("Ann")
    chat = await with_karen(lhc, ann)
    reply = ann.intent(chat, "one moment", 1)
    lhc.system.losing_answers = 1
    await ann.backend.send(reply)
    await ann.close()
    again = await open_console("Ann")
    await again.holds(chat)
    answer = await again.backend.send(reply)
    assert isinstance(answer, Acknowledged)
    assert answer.sequence == 2
    assert lhc.system.posts == 1


async def test_what_an_earlier_run_did_not_post_is_posted_once_nothing_can_be_on_its_way(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    ann = await open_console("Ann")
    chat = await with_karen(lhc, ann)
    reply = ann.intent(chat, "one moment", 1)
    await ann.close()
    again = await open_console("Ann")
    await again.holds(chat)
    assert isinstance(await decided(again, reply), Acknowledged)
    assert await lhc.heard(KAREN, 2) == ["hello", "one moment"]


async def test_one_of_several_like_it_is_nobodys_guess(lhc: LiveHelperChatWorld, open_console: Open) -> None:
    ann = await open_console("Ann")
    chat = await with_karen(lhc, ann)
    reply = ann.intent(chat, "ok", 1)
    await ann.close()
    number = lhc.system.operator("Ann")["id"]
    for _time in range(2):
        lhc.system.write(int(chat), number, "ok", "Ann")
    again = await open_console("Ann")
    await again.holds(chat)
    assert code(await decided(again, reply)) == "unknown"
    assert await lhc.heard(KAREN, 3) == ["hello", "ok", "ok"]
    # The agent has looked at them, and sends it all the same.
    assert isinstance(await decided(again, reply), Acknowledged)
    assert await lhc.heard(KAREN, 4) == ["hello", "ok", "ok", "ok"]


async def test_the_same_words_said_before_are_another_reply(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    ann = await open_console("Ann")
    chat = await with_karen(lhc, ann)
    long_ago = int(datetime.now(UTC).timestamp()) - 600
    lhc.system.write(int(chat), lhc.system.operator("Ann")["id"], "ok", "Ann", at=long_ago)
    lhc.system.write(int(chat), lhc.system.operator("Ben")["id"], "ok", "Ben")
    lhc.system.write(int(chat), 0, "ok")
    reply = ann.intent(chat, "ok", 1)
    await ann.close()
    again = await open_console("Ann")
    await again.holds(chat)
    assert isinstance(await decided(again, reply), Acknowledged)
    assert await lhc.heard(KAREN, 5) == ["hello", "ok", "ok", "ok", "ok"]


async def test_equal_replies_in_a_row_all_arrive(lhc: LiveHelperChatWorld, open_console: Open) -> None:
    ann = await open_console("Ann")
    chat = await with_karen(lhc, ann)
    sequences = []
    for number in range(1, 4):
        answer = await decided(ann, ann.intent(chat, "ok", number))
        assert isinstance(answer, Acknowledged)
        sequences.append(answer.sequence)
    assert sequences == [2, 3, 4]


@pytest.mark.parametrize(
    ("text", "why"),
    [("!close", "command"), ("  !block", "command"), (" \x00 ", "empty"), ("half \ud83d", "text")],
)
async def test_what_would_be_taken_for_something_else_never_leaves(
    lhc: LiveHelperChatWorld, open_console: Open, text: str, why: str
) -> None:
    ann = await open_console("Ann")
    chat = await with_karen(lhc, ann)
    assert code(await ann.backend.send(ann.intent(chat, text, 1))) == why
    assert lhc.system.posts == 0


async def test_a_note_is_never_posted_where_the_customer_would_read_it(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    ann = await open_console("Ann")
    chat = await with_karen(lhc, ann)
    note = replace(ann.intent(chat, "she sounds cross", 1), mode=Mode.NOTE)
    assert code(await ann.backend.send(note)) == "unable"
    assert code(await ann.backend.send(replace(note, mode=Mode.REPLY, attachment="file"))) == "unable"
    assert lhc.system.posts == 0


async def test_what_the_system_says_no_to_is_refused_in_its_words(
    lhc: LiveHelperChatWorld, open_console: Open
) -> None:
    ann = await open_console("Ann")
    chat = await with_karen(lhc, ann)
    lhc.system.garbled["addmsgadmin"] = Answer(400, b'{"error": true, "r": "You cannot read this chat!"}')
    answer = await ann.backend.send(ann.intent(chat, "hi", 1))
    assert code(answer) == "refused"
    assert isinstance(answer, Refused)
    assert "You cannot read this chat!" in answer.reason


async def test_a_reply_to_what_is_no_chat_is_refused(open_console: Open) -> None:
    ann = await open_console("Ann")
    nowhere = ConversationId("shop|x")
    at = datetime.now(UTC)
    intent = Intent(ClientId("1"), nowhere, "visitor-shop|x", 1, Mode.REPLY, "hi", at, 1)  # type: ignore[arg-type]
    assert code(await ann.backend.send(intent)) == "unknown"
