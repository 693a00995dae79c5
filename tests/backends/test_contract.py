"""The contract of ports.ChatBackend, for every backend: order, acknowledgement, ownership, resumption."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from agent_console.domain.chat import Author, ClientId, ConversationId, Mode
from agent_console.domain.events import ConversationOpened, Event, MessageArrived, SignedIn
from agent_console.domain.outbox import Acknowledged, Intent, Refused, Unreachable
from agent_console.ports import Declined
from tests.backends.console import Console
from tests.backends.system import Feature, Trait, requires
from tests.backends.world import Desks, World, taken


async def test_the_agent_signs_in_before_anything_is_held(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    again = await desks.open("Ann", "another device")
    await again.holds(conversation)
    kinds = [type(event) for event in again.seen]
    assert kinds.index(SignedIn) < kinds.index(ConversationOpened)


async def test_messages_go_both_ways_in_order(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    sent = await ann.backend.send(ann.intent(conversation, "hi Karen", 1))
    assert isinstance(sent, Acknowledged)
    assert sent.sequence == 2
    await world.customer_says("Karen Doe", "where is it?")
    await ann.reads(conversation, 3)
    assert ann.texts(conversation) == ["hello", "hi Karen", "where is it?"]
    assert await world.heard("Karen Doe", 3) == ["hello", "hi Karen", "where is it?"]


async def test_the_same_id_sent_again_gives_the_same_answer_and_no_second_message(
    world: World, desks: Desks
) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    reply = ann.intent(conversation, "hi Karen", 1)
    assert await ann.backend.send(reply) == await ann.backend.send(reply)
    await world.customer_says("Karen Doe", "thanks")
    assert await world.heard("Karen Doe", 3) == ["hello", "hi Karen", "thanks"]


async def test_the_same_id_for_another_text_is_refused(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    await ann.backend.send(ann.intent(conversation, "one", 1, "the id"))
    answer = await ann.backend.send(ann.intent(conversation, "two", 2, "the id"))
    assert isinstance(answer, Refused)
    assert answer.code == "conflict"


async def test_a_repeat_is_acknowledged_even_after_the_conversation_was_closed(
    world: World, desks: Desks
) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    reply = ann.intent(conversation, "goodbye", 1)
    first = await ann.backend.send(reply)
    assert await ann.backend.close(conversation, ann.desk[conversation].fence) is None
    assert await ann.backend.send(reply) == first


@requires(Trait.COUNTS_SENDS)
async def test_a_gap_in_the_send_numbers_is_refused(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    answer = await ann.backend.send(ann.intent(conversation, "second", 2))
    assert isinstance(answer, Refused)
    assert answer.code == "gap"
    assert isinstance(await ann.backend.send(ann.intent(conversation, "first", 1)), Acknowledged)
    assert isinstance(await ann.backend.send(ann.intent(conversation, "second", 2)), Acknowledged)


async def test_of_two_agents_one_gets_the_conversation(world: World, desks: Desks) -> None:
    ann, ben = await desks.open("Ann"), await desks.open("Ben")
    for name in ("Karen Doe", "Mira Holm", "Jonas Berg"):
        conversation = await world.customer_says(name, "hello")
        answers = await asyncio.gather(ann.backend.take(conversation), ben.backend.take(conversation))
        won = [answer for answer in answers if answer == conversation]
        lost = [answer for answer in answers if isinstance(answer, Declined)]
        assert (len(won), [answer.code for answer in lost]) == (1, ["taken"])


async def test_the_longest_waiting_customer_comes_first(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    first = await world.customer_says("Karen Doe", "hello")
    await world.customer_says("Mira Holm", "hello")
    await world.customer_says("Karen Doe", "hello?")
    assert await ann.backend.take() == first


async def test_nobody_waiting_is_said(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    answer = await ann.backend.take()
    assert isinstance(answer, Declined)
    assert answer.code == "empty"


async def test_the_queue_is_shown_and_shrinks(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await world.customer_says("Karen Doe", "hello")
    await ann.until(lambda: [waiting.facts.name for waiting in ann.desk.queue] == ["Karen Doe"])
    await ann.backend.take(conversation)
    await ann.until(lambda: not ann.desk.queue)


@requires(Feature.REOPEN)
async def test_a_reply_under_an_older_fence_is_refused(world: World, desks: Desks) -> None:
    ann, ben = await desks.open("Ann"), await desks.open("Ben", "ben's device")
    conversation = await taken(world, ann)
    late = ann.intent(conversation, "late", 1)
    await ann.backend.close(conversation, late.fence)
    assert await ben.backend.reopen(conversation) is None
    await ben.holds(conversation)
    for reply in (late, replace(late, fence=ben.desk[conversation].fence)):
        answer = await ann.backend.send(reply)
        assert isinstance(answer, Refused)
        assert answer.code == "fence"
    assert isinstance(await ben.backend.send(ben.intent(conversation, "here", 1)), Acknowledged)


async def test_a_reply_written_for_another_customer_is_refused(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    karen, mira = await taken(world, ann), await taken(world, ann, "Mira Holm")
    reply = replace(ann.intent(karen, "for Mira", 1), customer=ann.desk[mira].customer.id)
    answer = await ann.backend.send(reply)
    assert isinstance(answer, Refused)
    assert answer.code == "customer"
    assert await world.heard("Karen Doe", 1) == ["hello"]


@requires(Feature.REOPEN)
async def test_closing_ends_it_and_reopening_brings_everything_back(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    before = ann.desk[conversation].fence
    assert await ann.backend.close(conversation, before) is None
    await ann.until(lambda: conversation not in ann.desk)
    assert isinstance(await ann.backend.send(_reply_to(ann, conversation)), Refused)
    assert await ann.backend.reopen(conversation) is None
    await ann.reads(conversation, 1)
    said = [m.text for m in ann.desk[conversation].messages if m.author is not Author.SYSTEM]
    assert said == ["hello"]
    assert ann.desk[conversation].fence > before


@requires(Feature.REOPEN, Trait.SAYS_NOTHING)
async def test_closing_and_reopening_leave_no_line(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    assert await ann.backend.close(conversation, ann.desk[conversation].fence) is None
    assert await ann.backend.reopen(conversation) is None
    await world.customer_says("Karen Doe", "are you there?")
    await ann.reads(conversation, 2)
    assert ann.texts(conversation) == ["hello", "are you there?"]


def _reply_to(console: Console, conversation: ConversationId) -> Intent:
    """Return a reply to a conversation that was on the desk once."""
    opened = next(e for e in console.seen if isinstance(e, ConversationOpened))
    assert opened.conversation.id == conversation
    return Intent(
        ClientId("late"),
        conversation,
        opened.conversation.customer.id,
        1,
        Mode.REPLY,
        "x",
        datetime.now(UTC),
        1,
    )


@requires(Trait.CONTINUES)
async def test_a_closed_conversation_comes_back_to_the_queue_when_its_customer_writes(
    world: World, desks: Desks
) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    await ann.backend.close(conversation, ann.desk[conversation].fence)
    assert await world.customer_says("Karen Doe", "one more thing") == conversation
    assert await ann.backend.take() == conversation
    await ann.reads(conversation, 2)
    assert ann.texts(conversation) == ["hello", "one more thing"]


async def test_a_customer_who_writes_after_the_end_waits_in_the_queue(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    await ann.backend.close(conversation, ann.desk[conversation].fence)
    again = await world.customer_says("Karen Doe", "one more thing")
    assert await ann.backend.take() == again
    await ann.until(lambda: again in ann.desk and ann.texts(again)[-1:] == ["one more thing"])


async def test_closing_under_an_older_fence_is_declined(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    answer = await ann.backend.close(conversation, ann.desk[conversation].fence - 1)
    assert isinstance(answer, Declined)
    assert answer.code == "fence"
    assert conversation in ann.desk


async def test_nothing_is_missing_or_doubled_after_cuts(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    expected = ["hello"]
    for number in range(1, 4):
        await world.cut()
        await ann.offline()
        lost = ann.intent(conversation, f"reply {number}", number)
        assert isinstance(await ann.backend.send(lost), Unreachable)
        await world.restore()
        await ann.online()
        await world.customer_says("Karen Doe", f"question {number}")
        assert isinstance(await ann.backend.send(lost), Acknowledged)
        expected += [f"question {number}", f"reply {number}"]
    await ann.reads(conversation, len(expected))
    assert ann.texts(conversation) == expected
    assert await world.heard("Karen Doe", len(expected)) == expected


async def test_a_restart_of_the_chat_system_loses_nothing(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    await ann.backend.send(ann.intent(conversation, "before", 1))
    mira = await world.customer_says("Mira Holm", "hello")
    await world.restart()
    await ann.until(lambda: len([event for event in ann.seen if isinstance(event, SignedIn)]) == 2)
    assert isinstance(await ann.backend.send(ann.intent(conversation, "after", 2)), Acknowledged)
    await ann.reads(conversation, 3)
    assert ann.texts(conversation) == ["hello", "before", "after"]
    assert await ann.backend.take() == mira


async def test_much_that_was_missed_comes_whole(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    await ann.backend.aclose()
    for number in range(2, 302):
        await world.customer_says("Karen Doe", f"message {number}")
    back = await desks.open("Ann")
    await back.reads(conversation, 301)
    assert back.texts(conversation)[1:] == [f"message {number}" for number in range(2, 302)]


async def test_commands_while_offline_are_declined(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    await world.cut()
    await ann.offline()
    fence = ann.desk[conversation].fence
    answers = [
        await ann.backend.take(),
        await ann.backend.close(conversation, fence),
        await ann.backend.reopen(conversation),
        await ann.backend.set_accepting(False),
    ]
    assert [answer.code for answer in answers if isinstance(answer, Declined)] == ["offline"] * 4


async def test_an_overlong_reply_is_refused_and_harms_nothing(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    for text in ("x" * 1_000_000, "x" * (16 * 1024 + 1), "ж" * (8 * 1024 + 1)):
        answer = await ann.backend.send(ann.intent(conversation, text, 1))
        assert isinstance(answer, Refused)
        assert answer.code == "too_long"
        assert "16,384" in answer.reason
    longest = await ann.backend.send(ann.intent(conversation, "x" * 16 * 1024, 1))
    assert isinstance(longest, Acknowledged)


@requires(Feature.AVAILABILITY)
async def test_availability_is_confirmed(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    await ann.until(lambda: ann.desk.accepting)
    assert await ann.backend.set_accepting(False) is None
    await ann.until(lambda: not ann.desk.accepting)


async def test_messages_come_again_on_request(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    await ann.backend.send(ann.intent(conversation, "hi Karen", 1))
    await ann.reads(conversation, 2)
    before = len(ann.seen)
    await ann.backend.reread(conversation, after=0)
    await ann.until(lambda: _arrived(ann.seen[before:]) == ["hello", "hi Karen"])
    assert ann.texts(conversation) == ["hello", "hi Karen"]


def _arrived(events: Sequence[Event]) -> list[str]:
    """Return the texts of all messages in the events, in whichever form they came."""
    opened = [a.message.text for e in events if isinstance(e, ConversationOpened) for a in e.arrivals]
    return opened + [event.message.text for event in events if isinstance(event, MessageArrived)]


async def test_text_arrives_as_it_was_written(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    await _both_ways(
        world, ann, conversation, "[/x] {{ y }} \x1b[31m\x00\x9b", "line\r\nline", "👩‍👩‍👧 عربى é e\u0301"
    )


@requires(Trait.KEEPS_ENDS)
async def test_white_space_arrives_as_it_was_written(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    await _both_ways(world, ann, conversation, "line\r\nline\n", "  indented  ", "\ttab\x00")


async def _both_ways(world: World, ann: Console, conversation: ConversationId, *texts: str) -> None:
    """Let the agent and the customer each write these, and check what the agent reads."""
    for number, text in enumerate(texts, 1):
        assert isinstance(await ann.backend.send(ann.intent(conversation, text, number)), Acknowledged)
        await world.customer_says("Karen Doe", text)
    await ann.reads(conversation, 1 + 2 * len(texts))
    assert ann.texts(conversation)[1:] == [text for text in texts for _ in range(2)]


async def test_events_end_when_the_backend_is_closed(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    await ann.backend.aclose()
    await ann.running
