"""Messages to a Chatwoot whose answers are lost, late, or never come: stored once, shown once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.domain.chat import Author, Delivery, Mode
from agent_console.domain.outbox import Acknowledged, Refused, Unreachable
from tests.backends.chatwoot.office import OUTGOING
from tests.backends.chatwoot.sending import delivered
from tests.backends.chatwoot.world import ChatwootWorld
from tests.backends.world import Desks, World, taken

KAREN = "Karen Doe"


@pytest.mark.parametrize("keeps", [True, False])
@pytest.mark.parametrize("echo", [True, False])
async def test_a_message_whose_answer_is_lost_is_stored_once(
    chatwoot: ChatwootWorld, agents: Desks, keeps: bool, echo: bool
) -> None:
    chatwoot.faults.keeps_attributes, chatwoot.faults.tells_echo = keeps, echo
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    chatwoot.faults.answers_lost = 1
    reply = ann.intent(conversation, "hi Karen", 1)
    assert isinstance(await ann.backend.send(reply), Unreachable)
    result = await delivered(ann, reply)
    assert isinstance(result, Acknowledged)
    assert result.sequence == 2
    await chatwoot.customer_says(KAREN, "thanks")
    await ann.reads(conversation, 3)
    assert ann.texts(conversation) == ["hello", "hi Karen", "thanks"]
    await chatwoot.sees(KAREN, "hello", "hi Karen", "thanks")
    assert await ann.backend.send(reply) == result


@pytest.mark.parametrize("keeps", [True, False])
async def test_a_message_that_was_never_stored_is_sent_again_once_that_is_certain(
    chatwoot: ChatwootWorld, agents: Desks, keeps: bool
) -> None:
    chatwoot.faults.keeps_attributes = keeps
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    chatwoot.faults.requests_lost = 2
    reply = ann.intent(conversation, "hi Karen", 1)
    assert isinstance(await ann.backend.send(reply), Unreachable)
    assert isinstance(await ann.backend.send(reply), Unreachable)
    assert isinstance(await delivered(ann, reply), Acknowledged)
    await chatwoot.sees(KAREN, "hello", "hi Karen")


@pytest.mark.parametrize("keeps", [True, False])
async def test_equal_messages_are_two_when_they_were_sent_twice(
    chatwoot: ChatwootWorld, agents: Desks, keeps: bool
) -> None:
    chatwoot.faults.keeps_attributes = keeps
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    assert isinstance(await delivered(ann, ann.intent(conversation, "ok", 1)), Acknowledged)
    chatwoot.faults.requests_lost = 1
    assert isinstance(await delivered(ann, ann.intent(conversation, "ok", 2)), Acknowledged)
    await chatwoot.sees(KAREN, "hello", "ok", "ok")


@pytest.mark.parametrize("keeps", [True, False])
async def test_a_console_that_starts_again_finds_what_it_had_sent(
    chatwoot: ChatwootWorld, agents: Desks, keeps: bool
) -> None:
    chatwoot.faults.keeps_attributes = keeps
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    chatwoot.faults.answers_lost = 1
    reply = ann.intent(conversation, "hi Karen", 1)
    assert isinstance(await ann.backend.send(reply), Unreachable)
    await ann.close()
    again = await agents.open("Ann")
    assert isinstance(await delivered(again, reply), Acknowledged)
    await again.reads(conversation, 2)
    assert again.texts(conversation) == ["hello", "hi Karen"]
    await chatwoot.sees(KAREN, "hello", "hi Karen")


async def test_what_cannot_be_decided_is_not_sent_twice(chatwoot: ChatwootWorld, agents: Desks) -> None:
    chatwoot.faults.keeps_attributes = False
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    chatwoot.office.add(chatwoot.room(KAREN), OUTGOING, "on its way", sender=chatwoot.user("Ann"))
    await ann.reads(conversation, 2)
    accepted = datetime.now(UTC) + timedelta(seconds=30)  # this machine's clock is ahead of the server's
    reply = replace(ann.intent(conversation, "on its way", 1), accepted_at=accepted)
    answer = await ann.backend.send(reply)
    assert isinstance(answer, Refused)
    assert answer.code == "unknown"
    await chatwoot.sees(KAREN, "hello", "on its way")


async def test_words_that_the_server_replaces_are_not_sent_twice(
    chatwoot: ChatwootWorld, agents: Desks
) -> None:
    chatwoot.faults.keeps_attributes = chatwoot.faults.tells_echo = False
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    chatwoot.faults.answers_lost = 1
    reply = ann.intent(conversation, "hi {{contact.name}}", 1)
    assert isinstance(await ann.backend.send(reply), Unreachable)
    chatwoot.room(KAREN).lines[-1].content = "hi Karen Doe"
    chatwoot.system.office.tell("message.updated", chatwoot.room(KAREN).lines[-1].row(), None)
    answer = await delivered(ann, reply)
    assert isinstance(answer, Refused)
    assert answer.code == "unknown"
    await chatwoot.sees(KAREN, "hello", "hi Karen Doe")


async def test_a_late_answer_is_waited_for_by_whoever_asks_next(
    chatwoot: ChatwootWorld, agents: Desks
) -> None:
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    chatwoot.faults.hanging = 1
    reply = ann.intent(conversation, "hi Karen", 1)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(ann.backend.send(reply), 0.2)
    assert isinstance(await ann.backend.send(reply), Acknowledged)
    assert chatwoot.system.asked.count(f"POST /api/v1/accounts/1/conversations/{conversation}/messages") == 1
    await ann.reads(conversation, 2)
    assert ann.texts(conversation) == ["hello", "hi Karen"]


async def test_the_socket_copy_and_the_answer_are_one_message(chatwoot: ChatwootWorld, agents: Desks) -> None:
    chatwoot.faults.keeps_attributes = chatwoot.faults.tells_echo = False
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    chatwoot.faults.hanging = 1
    reply = ann.intent(conversation, "hi Karen", 1)
    assert isinstance(await ann.backend.send(reply), Acknowledged)
    await ann.reads(conversation, 2)
    assert ann.desk[conversation].messages[-1].client_id == reply.client_id


async def test_what_the_server_fails_to_store_each_time_is_refused_in_the_end(
    chatwoot: ChatwootWorld, agents: Desks
) -> None:
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    chatwoot.faults.failing = 10
    answer = await delivered(ann, ann.intent(conversation, "\0", 1))
    assert isinstance(answer, Refused)
    assert answer.code == "failed"
    assert chatwoot.faults.failing == 7
    chatwoot.faults.failing = 0
    assert isinstance(await ann.backend.send(ann.intent(conversation, "hi", 1)), Acknowledged)


async def test_a_server_that_asks_for_a_pause_gets_it(chatwoot: ChatwootWorld, agents: Desks) -> None:
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    chatwoot.faults.throttled = 1
    reply = ann.intent(conversation, "hi Karen", 1)
    paused = await ann.backend.send(reply)
    assert isinstance(paused, Unreachable)
    assert "alone" in paused.reason
    before = len(chatwoot.system.asked)
    assert isinstance(await ann.backend.send(reply), Unreachable)
    assert len(chatwoot.system.asked) == before
    assert isinstance(await delivered(ann, reply), Acknowledged)
    await chatwoot.sees(KAREN, "hello", "hi Karen")


async def test_messages_keep_their_places_while_the_socket_is_deaf(
    chatwoot: ChatwootWorld, agents: Desks
) -> None:
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    chatwoot.faults.deaf_to = {"message.created"}
    await chatwoot.customer_says(KAREN, "and one more thing")
    answer = await ann.backend.send(ann.intent(conversation, "hi Karen", 1))
    assert isinstance(answer, Acknowledged)
    assert answer.sequence == 3
    await ann.reads(conversation, 3)
    assert ann.texts(conversation) == ["hello", "and one more thing", "hi Karen"]


async def test_a_socket_that_repeats_and_turns_round_shows_everything_once(
    chatwoot: ChatwootWorld, agents: Desks
) -> None:
    chatwoot.faults.doubled = chatwoot.faults.reversed = True
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    for number in range(1, 11):
        await chatwoot.customer_says(KAREN, f"question {number}")
        reply = ann.intent(conversation, f"reply {number}", number)
        assert isinstance(await ann.backend.send(reply), Acknowledged)
    await ann.reads(conversation, 21)
    told = [f"{word} {number}" for number in range(1, 11) for word in ("question", "reply")]
    assert ann.texts(conversation) == ["hello", *told]
    await chatwoot.sees(KAREN, "hello", *told)


async def test_a_delivery_that_fails_later_is_told(chatwoot: ChatwootWorld, agents: Desks) -> None:
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    await ann.backend.send(ann.intent(conversation, "hi Karen", 1))
    await ann.reads(conversation, 2)
    chatwoot.office.fail(chatwoot.room(KAREN).lines[-1], "no answer within 24 hours")
    await ann.reads(conversation, 3)
    told = ann.desk[conversation].messages[-1]
    assert (told.author, told.mode) == (Author.SYSTEM, Mode.NOTE)
    assert "no answer within 24 hours" in told.text
    again = await agents.open("Ann", "another device")
    await again.reads(conversation, 2)
    failed = again.desk[conversation].messages[-1]
    assert (failed.delivery, failed.failure) == (Delivery.FAILED, "no answer within 24 hours")


async def test_a_file_whose_message_got_no_answer_is_sent_once(
    chatwoot: ChatwootWorld, agents: Desks
) -> None:
    async def content() -> AsyncIterator[bytes]:
        yield b"label"

    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    upload = await ann.backend.upload(conversation, "label.pdf", content(), 5)
    assert isinstance(upload, str)
    reply = replace(ann.intent(conversation, "your label", 1), attachment=upload, file_name="label.pdf")
    chatwoot.faults.answers_lost = 1
    assert isinstance(await ann.backend.send(reply), Unreachable)
    assert isinstance(await delivered(ann, reply), Acknowledged)
    await ann.reads(conversation, 2)
    attachment = ann.desk[conversation].messages[-1].attachment
    assert attachment is not None
    assert (attachment.name, attachment.kind) == ("label.pdf", "application/pdf")
    assert len(chatwoot.system.files) == 1


async def test_a_note_goes_to_a_conversation_that_is_closed(chatwoot: ChatwootWorld, agents: Desks) -> None:
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    late = ann.intent(conversation, "too late", 1)
    note = replace(ann.intent(conversation, "paid out", 1), mode=Mode.NOTE)
    assert await ann.backend.close(conversation, late.fence) is None
    refused = await ann.backend.send(late)
    assert isinstance(refused, Refused)
    assert refused.code == "closed"
    assert isinstance(await ann.backend.send(note), Acknowledged)
    await chatwoot.sees(KAREN, "hello")


def _is_a_world(world: ChatwootWorld) -> World:
    """Have mypy compare the stand-in's world with what the suite needs."""
    return world
