"""The contract of ports.ChatBackend, for every backend: actions, notes, facts, history, files, team."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.domain.action import (
    DEEDS,
    Action,
    AddTag,
    Answer,
    Ask,
    Block,
    Deed,
    DeleteMessage,
    EditMessage,
    EndHold,
    HandOver,
    HoldUntil,
    MarkRead,
    RemoveTag,
    SetPriority,
    Unblock,
)
from agent_console.domain.chat import (
    AgentId,
    ConversationId,
    Delivery,
    Mode,
    Presence,
    Priority,
)
from agent_console.domain.history import Move, Step
from agent_console.domain.outbox import Acknowledged, Intent, Refused
from agent_console.ports import Declined
from tests.backends.console import Console
from tests.backends.system import Feature, System, Trait, requires
from tests.backends.world import Desks, World, taken

KAREN = "Karen Doe"


async def perform(console: Console, conversation: ConversationId, action: Action) -> str:
    """Have an agent do something; returns the code of why it was declined, or nothing."""
    held = console.desk.find(conversation)
    declined = await console.backend.perform(conversation, held.fence if held is not None else 0, action)
    return "" if declined is None else declined.code


def note(console: Console, conversation: ConversationId, text: str, number: int) -> Intent:
    return replace(console.intent(conversation, text, number), mode=Mode.NOTE)


async def colleague(console: Console, name: str) -> AgentId:
    """Return a colleague's id, once this console knows that they are there."""

    def there() -> list[AgentId]:
        return [c.id for c in console.desk.colleagues if c.name == name and c.online]

    await console.until(lambda: bool(there()))
    return there()[0]


async def moves(console: Console, conversation: ConversationId) -> list[Step]:
    steps = await console.backend.history(conversation)
    assert not isinstance(steps, Declined)
    return list(steps)


# Notes


@requires(Feature.NOTES)
async def test_a_note_never_reaches_the_customer_and_leaves_no_hole(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    await ann.backend.send(ann.intent(chat, "one moment", 1))
    await ann.backend.send(note(ann, chat, "she sounds cross", 2))
    await ann.backend.send(ann.intent(chat, "found it", 3))
    await ann.reads(chat, 4)
    assert [m.mode for m in ann.desk[chat].messages] == [Mode.REPLY, Mode.REPLY, Mode.NOTE, Mode.REPLY]
    seen = await world.sees(KAREN, "hello", "one moment", "found it")
    assert "she sounds cross" not in {message.text for message in seen}


@requires(Feature.NOTES)
async def test_a_note_ends_no_wait(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    await ann.backend.send(note(ann, chat, "to do", 1))
    await ann.reads(chat, 2)
    assert ann.desk[chat].wait.since is not None
    await ann.backend.send(ann.intent(chat, "hi", 2))
    await ann.reads(chat, 3)
    assert ann.desk[chat].wait.since is None


@requires(Feature.NOTES)
async def test_a_colleague_may_write_a_note_but_no_reply(world: World, desks: Desks) -> None:
    ann, bob = await desks.open("Ann"), await desks.open("Bob")
    chat = await taken(world, ann)
    reply = ann.intent(chat, "not mine to say", 1)
    refused = await bob.backend.send(reply)
    assert isinstance(refused, Refused)
    assert refused.code == "fence"
    noted = await bob.backend.send(replace(note(ann, chat, "I know her", 1), fence=0))
    assert isinstance(noted, Acknowledged)
    await ann.reads(chat, 2)
    message = ann.desk[chat].messages[-1]
    assert (message.text, message.name, message.mode) == ("I know her", "Bob", Mode.NOTE)
    await world.sees(KAREN, "hello")


@requires(Feature.NOTES, Feature.HISTORY)
async def test_the_same_note_sent_again_is_one_note(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    one = note(ann, chat, "to do", 1)
    assert await ann.backend.send(one) == await ann.backend.send(one)
    await ann.reads(chat, 2)
    assert [step.move for step in await moves(ann, chat)].count(Move.NOTED) <= 1


@requires(Feature.NOTES)
async def test_notes_are_there_again_after_a_restart(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    await ann.backend.send(note(ann, chat, "to do", 1))
    await world.restart()
    again = await desks.open("Ann", "another device")
    await again.reads(chat, 2)
    assert again.desk[chat].messages[-1].mode is Mode.NOTE


# Tags, priority, promises


@requires(Deed.ADD_TAG)
async def test_tags_come_and_go(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    for tag in ("refund", "vip", "refund"):
        assert await perform(ann, chat, AddTag(tag)) == ""
    await ann.until(lambda: ann.desk[chat].tags == ("refund", "vip"))
    assert await perform(ann, chat, RemoveTag("refund")) == ""
    assert await perform(ann, chat, RemoveTag("never was")) == ""
    await ann.until(lambda: ann.desk[chat].tags == ("vip",))
    assert ann.texts(chat) == ["hello"]


@requires(Deed.ADD_TAG, Feature.HISTORY)
@pytest.mark.parametrize("tag", ["", "   ", "x" * 51, "two\nlines", "\x1b[31m"])
async def test_what_is_no_tag_is_declined(world: World, desks: Desks, tag: str) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    assert await perform(ann, chat, AddTag(tag)) != ""
    assert Move.TAGGED not in [step.move for step in await moves(ann, chat)]


@requires(Deed.ADD_TAG)
async def test_a_conversation_has_at_most_20_tags(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    for number in range(20):
        assert await perform(ann, chat, AddTag(f"tag {number}")) == ""
    assert await perform(ann, chat, AddTag("one too many")) != ""


@requires(Deed.ADD_TAG)
async def test_a_colleague_may_tag(world: World, desks: Desks) -> None:
    ann, bob = await desks.open("Ann"), await desks.open("Bob")
    chat = await taken(world, ann)
    assert await perform(bob, chat, AddTag("refund")) == ""
    await ann.until(lambda: ann.desk[chat].tags == ("refund",))


@requires(Deed.SET_PRIORITY)
async def test_priority_goes_before_the_wait(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    first = await world.customer_says("First", "hello")
    second = await world.customer_says("Second", "hello")
    assert await perform(ann, second, SetPriority(Priority.URGENT)) == ""
    await ann.until(lambda: [q.facts.conversation for q in ann.desk.queue] == [second, first])
    assert ann.desk.queue[0].facts.priority is Priority.URGENT
    assert await ann.backend.take() == second


@requires(Deed.HOLD_UNTIL, Deed.END_HOLD)
async def test_a_promise_is_kept_until_it_is_ended(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
    assert await perform(ann, chat, HoldUntil(until, "call the carrier")) == ""
    await ann.until(lambda: ann.desk[chat].promise is not None)
    promise = ann.desk[chat].promise
    assert promise is not None
    assert (promise.until, promise.text) == (until, "call the carrier")
    assert ann.desk[chat].wait.since is not None
    assert await perform(ann, chat, EndHold()) == ""
    await ann.until(lambda: ann.desk[chat].promise is None)


@requires(Deed.HOLD_UNTIL)
async def test_a_promise_in_the_past_is_declined(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    assert await perform(ann, chat, HoldUntil(datetime.now(UTC) - timedelta(minutes=1))) == "past"


@requires(Deed.ADD_TAG, Deed.SET_PRIORITY, Deed.HOLD_UNTIL)
async def test_the_facts_are_whole_again_on_every_console(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    until = datetime.now(UTC) + timedelta(hours=1)
    for action in (AddTag("refund"), SetPriority(Priority.HIGH), HoldUntil(until, "soon")):
        assert await perform(ann, chat, action) == ""
    again = await desks.open("Ann", "another device")
    await again.holds(chat)
    held = again.desk[chat]
    assert (held.tags, held.priority) == (("refund",), Priority.HIGH)
    assert held.promise is not None
    assert held.promise.text == "soon"


OWNERS = (
    HoldUntil(datetime(2100, 1, 1, tzinfo=UTC)),
    EndHold(),
    HandOver(queue="sales"),
    Block(),
    MarkRead(1),
    EditMessage(2, "mine now"),
    DeleteMessage(2),
)


async def test_only_the_owner_may_under_the_current_fence(world: World, desks: Desks, system: System) -> None:
    ann, bob = await desks.open("Ann"), await desks.open("Bob")
    chat = await taken(world, ann)
    await ann.backend.send(ann.intent(chat, "hi", 1))
    fence = ann.desk[chat].fence
    for action in (one for one in OWNERS if DEEDS[type(one)] in system.capabilities.deeds):
        for console, claimed, codes in ((bob, fence, ("fence", "writer")), (ann, fence - 1, ("fence",))):
            declined = await console.backend.perform(chat, claimed, action)
            assert declined is not None, action
            assert declined.code in codes
    await world.sees(KAREN, "hello", "hi")


# Handing over, asking


@requires(Deed.HAND_OVER, Feature.TEAM)
async def test_a_colleague_gets_the_chat(world: World, desks: Desks) -> None:
    ann, bob = await desks.open("Ann"), await desks.open("Bob")
    chat = await taken(world, ann)
    await ann.backend.send(ann.intent(chat, "one moment", 1))
    late = ann.intent(chat, "too late", 2)
    assert await perform(ann, chat, HandOver(agent=await colleague(ann, "Bob"))) == ""
    await bob.reads(chat, 2)
    await ann.until(lambda: chat not in ann.desk)
    assert "Bob" in ann.desk.farewell(chat)
    assert bob.texts(chat) == ["hello", "one moment"]
    refused = await ann.backend.send(late)
    assert isinstance(refused, Refused)
    assert refused.code == "fence"
    assert isinstance(await bob.backend.send(bob.intent(chat, "guten Tag", 1)), Acknowledged)
    await world.sees(KAREN, "hello", "one moment", "guten Tag")


@requires(Deed.HAND_OVER, Feature.TEAM, Feature.NOTES, Deed.ADD_TAG)
async def test_a_colleague_gets_the_whole_chat_with_the_comment(world: World, desks: Desks) -> None:
    ann, bob = await desks.open("Ann"), await desks.open("Bob")
    chat = await taken(world, ann)
    await ann.backend.send(ann.intent(chat, "one moment", 1))
    await ann.backend.send(note(ann, chat, "wants a refund", 2))
    assert await perform(ann, chat, AddTag("refund")) == ""
    late = ann.intent(chat, "too late", 3)
    handing = HandOver(agent=await colleague(ann, "Bob"), comment="speaks German")
    assert await perform(ann, chat, handing) == ""
    await bob.reads(chat, 4)
    await ann.until(lambda: chat not in ann.desk)
    assert "Bob" in ann.desk.farewell(chat)
    assert bob.texts(chat) == ["hello", "one moment", "wants a refund", "speaks German"]
    comment = bob.desk[chat].messages[-1]
    assert (comment.handed_over, comment.mode, comment.name) == (True, Mode.NOTE, "Ann")
    assert bob.desk[chat].tags == ("refund",)
    refused = await ann.backend.send(late)
    assert isinstance(refused, Refused)
    assert refused.code == "fence"
    answered = await bob.backend.send(bob.intent(chat, "guten Tag", 1))
    assert isinstance(answered, Acknowledged)
    await world.sees(KAREN, "hello", "one moment", "guten Tag")


@requires(Deed.HAND_OVER, Feature.TEAM, Feature.AVAILABILITY)
async def test_nothing_is_handed_to_somebody_who_is_away(world: World, desks: Desks) -> None:
    ann, bob = await desks.open("Ann"), await desks.open("Bob")
    chat = await taken(world, ann)
    to_bob = HandOver(agent=await colleague(ann, "Bob"))
    assert await bob.backend.set_accepting(False) is None
    assert await perform(ann, chat, to_bob) == "away"
    assert await bob.backend.set_accepting(True) is None
    await bob.close()
    await ann.until(lambda: not any(c.online for c in ann.desk.colleagues))
    assert await perform(ann, chat, to_bob) == "away"
    assert chat in ann.desk


@requires(Deed.HAND_OVER)
async def test_a_chat_goes_back_into_a_queue(world: World, desks: Desks) -> None:
    ann, bob = await desks.open("Ann"), await desks.open("Bob")
    chat = await taken(world, ann)
    later = await world.customer_says("Somebody Later", "hello")
    await bob.until(lambda: [q.facts.conversation for q in bob.desk.queue] == [later])
    usual = bob.desk.queue[0].facts.queue
    assert usual != "billing"
    assert await perform(ann, chat, HandOver(queue="billing")) == ""
    await ann.until(lambda: chat not in ann.desk)
    await bob.until(lambda: [q.facts.queue for q in bob.desk.queue] == ["billing", usual])
    assert await bob.backend.take() == chat
    await bob.reads(chat, 1)
    assert bob.texts(chat) == ["hello"]


@requires(Deed.HAND_OVER, Feature.NOTES)
async def test_what_is_said_of_a_chat_goes_into_the_queue_with_it(world: World, desks: Desks) -> None:
    ann, bob = await desks.open("Ann"), await desks.open("Bob")
    chat = await taken(world, ann)
    assert await perform(ann, chat, HandOver(queue="billing", comment="an invoice")) == ""
    await ann.until(lambda: chat not in ann.desk)
    assert await bob.backend.take() == chat
    await bob.reads(chat, 2)
    assert bob.texts(chat) == ["hello", "an invoice"]


@requires(Deed.ASK)
async def test_a_question_goes_to_a_colleague_and_its_answer_comes_as_a_note(
    world: World, desks: Desks
) -> None:
    ann, bob = await desks.open("Ann"), await desks.open("Bob")
    chat = await taken(world, ann)
    assert await perform(ann, chat, Ask(await colleague(ann, "Bob"), "do we ship to Iceland?")) == ""
    await bob.until(lambda: len(bob.desk.questions) == 1)
    (question,) = bob.desk.questions
    assert (question.asker, question.text) == ("Ann", "do we ship to Iceland?")
    assert question.conversation.messages[0].text == "hello"
    assert await perform(bob, chat, Answer(question.id, "yes, by sea")) == ""
    await bob.until(lambda: not bob.desk.questions)
    await ann.reads(chat, 3)
    asked, answer = ann.desk[chat].messages[1:]
    assert (asked.name, asked.mode) == ("Ann", Mode.NOTE)
    assert "do we ship to Iceland?" in asked.text
    assert (answer.text, answer.name, answer.mode) == ("yes, by sea", "Bob", Mode.NOTE)
    assert chat in ann.desk
    await world.sees(KAREN, "hello")
    assert await perform(bob, chat, Answer(question.id, "twice")) != ""


@requires(Deed.ASK)
async def test_an_open_question_comes_again_after_a_restart(world: World, desks: Desks) -> None:
    ann, bob = await desks.open("Ann"), await desks.open("Bob")
    chat = await taken(world, ann)
    assert await perform(ann, chat, Ask(await colleague(ann, "Bob"), "how?")) == ""
    await bob.until(lambda: len(bob.desk.questions) == 1)
    await world.restart()
    again = await desks.open("Bob", "another device")
    await again.until(lambda: [q.text for q in again.desk.questions] == ["how?"])


# Own messages


@requires(Deed.EDIT_MESSAGE)
async def test_an_edited_message_is_edited_for_everybody(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    await ann.backend.send(ann.intent(chat, "it costs 5", 1))
    await ann.reads(chat, 2)
    assert await perform(ann, chat, EditMessage(2, "it costs 6")) == ""
    await ann.until(lambda: ann.desk[chat].shown[-1].edited)
    assert [m.text for m in ann.desk[chat].shown] == ["hello", "it costs 6"]
    (_hello, edited) = await world.sees(KAREN, "hello", "it costs 6")
    assert edited.edited
    await world.customer_says(KAREN, "fine")
    await world.sees(KAREN, "hello", "it costs 6", "fine")
    await ann.until(lambda: [m.text for m in ann.desk[chat].shown] == ["hello", "it costs 6", "fine"])


@requires(Deed.DELETE_MESSAGE)
async def test_a_deleted_message_keeps_its_place_and_loses_its_words(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    await ann.backend.send(ann.intent(chat, "wrong chat", 1))
    await ann.reads(chat, 2)
    assert await perform(ann, chat, DeleteMessage(2)) == ""
    await ann.until(lambda: ann.desk[chat].shown[-1].delivery is Delivery.RECALLED)
    (_hello, deleted) = await world.sees(KAREN, "hello", "")
    assert deleted.delivery is Delivery.RECALLED


@requires(Deed.EDIT_MESSAGE, Deed.DELETE_MESSAGE)
async def test_amendments_are_there_after_a_restart(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    await ann.backend.send(ann.intent(chat, "one", 1))
    await ann.backend.send(ann.intent(chat, "two", 2))
    await ann.reads(chat, 3)
    assert await perform(ann, chat, EditMessage(2, "uno")) == ""
    assert await perform(ann, chat, DeleteMessage(3)) == ""
    await world.restart()
    again = await desks.open("Ann", "another device")
    await again.reads(chat, 5)
    assert [m.text for m in again.desk[chat].shown] == ["hello", "uno", ""]
    await world.sees(KAREN, "hello", "uno", "")


@requires(Deed.EDIT_MESSAGE)
async def test_the_same_words_again_change_nothing(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    await ann.backend.send(ann.intent(chat, "one", 1))
    await ann.reads(chat, 2)
    for _ in range(2):
        assert await perform(ann, chat, EditMessage(2, "uno")) == ""
    await world.customer_says(KAREN, "fine")
    await ann.until(lambda: [m.text for m in ann.desk[chat].shown] == ["hello", "uno", "fine"])
    assert ann.desk[chat].head == 4


@requires(Deed.EDIT_MESSAGE)
@pytest.mark.parametrize("sequence", [1, 9])
async def test_what_somebody_else_wrote_is_not_edited(world: World, desks: Desks, sequence: int) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    assert await perform(ann, chat, EditMessage(sequence, "I said so")) != ""
    assert await perform(ann, chat, DeleteMessage(sequence)) != ""
    await world.sees(KAREN, "hello")


@requires(Deed.EDIT_MESSAGE, Feature.NOTES)
async def test_an_edited_note_stays_a_note(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    await ann.backend.send(note(ann, chat, "to do", 1))
    await ann.reads(chat, 2)
    assert await perform(ann, chat, EditMessage(2, "done")) == ""
    await ann.until(lambda: ann.desk[chat].shown[-1].text == "done")
    await world.customer_says(KAREN, "well?")
    await world.sees(KAREN, "hello", "well?")


# The two sides see each other


@requires(Feature.RECEIPTS)
async def test_the_agent_sees_how_far_the_customer_has_read(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    await ann.backend.send(note(ann, chat, "a note takes a place in the agent's count only", 1))
    await ann.backend.send(ann.intent(chat, "one", 2))
    await world.sees(KAREN, "hello", "one")
    await ann.reads(chat, 3)
    await world.customer_reads(KAREN)
    await ann.until(lambda: ann.desk[chat].read == 3)
    await ann.backend.send(ann.intent(chat, "two", 3))
    await ann.reads(chat, 4)
    held = ann.desk[chat]
    assert [held.reached(m) for m in held.shown[2:]] == [Delivery.READ, Delivery.SENT]


@requires(Deed.MARK_READ)
async def test_the_customer_sees_how_far_the_agent_has_read(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    await ann.backend.send(note(ann, chat, "in between", 1))
    await world.customer_says(KAREN, "are you there?")
    await ann.reads(chat, 3)
    assert await perform(ann, chat, MarkRead(3)) == ""
    await world.sees_read(KAREN, 2)


@requires(Feature.TYPING)
async def test_the_agent_sees_that_the_customer_writes(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    await world.customer_types(KAREN)
    await ann.until(lambda: ann.typing(chat))


@requires(Feature.TYPING, Trait.TELLS_TYPING)
async def test_the_customer_sees_that_the_agent_writes(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    await ann.backend.typing(chat)
    await world.sees_typing(KAREN)


@requires(Feature.PRESENCE)
async def test_a_customer_who_leaves_is_seen_to_have_left(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    await world.customer_leaves(KAREN)
    await ann.until(lambda: ann.desk[chat].presence is Presence.LEFT)


@requires(Deed.BLOCK, Deed.UNBLOCK)
async def test_a_blocked_customer_is_not_heard_until_unblocked(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    assert await perform(ann, chat, Block("spam")) == ""
    await ann.until(lambda: chat not in ann.desk)
    assert await world.customer_tries(KAREN, "buy now") == "blocked"
    assert await perform(ann, chat, Unblock()) == ""
    assert await world.customer_tries(KAREN, "sorry") == ""


# History


MOVING = frozenset(Deed) - {Deed.ASK, Deed.ANSWER, Deed.BLOCK, Deed.UNBLOCK, Deed.MARK_READ}


@requires(Feature.HISTORY, Feature.TEAM, Trait.NAMES_MOVES, *MOVING)
async def test_the_history_tells_every_move_in_order(world: World, desks: Desks) -> None:
    ann, bob = await desks.open("Ann"), await desks.open("Bob")
    chat = await taken(world, ann)
    until = datetime.now(UTC) + timedelta(hours=1)
    await ann.backend.send(ann.intent(chat, "hi", 1))
    for action in (
        AddTag("refund"),
        RemoveTag("refund"),
        SetPriority(Priority.LOW),
        HoldUntil(until, "call back"),
        EndHold(),
        EditMessage(2, "hi!"),
        DeleteMessage(2),
        HandOver(agent=await colleague(ann, "Bob"), comment="yours"),
    ):
        assert await perform(ann, chat, action) == ""
    await bob.holds(chat)
    steps = await moves(bob, chat)
    expected = [
        Move.TAKEN,
        Move.TAGGED,
        Move.UNTAGGED,
        Move.PRIORITY,
        Move.HELD,
        Move.HOLD_ENDED,
        Move.EDITED,
        Move.DELETED,
        Move.HANDED_OVER,
    ]
    assert [step.move for step in steps if step.move in expected][: len(expected)] == expected
    assert [step.id for step in steps] == sorted({step.id for step in steps})
    by = {step.move: (step.by, step.detail) for step in steps}
    assert by[Move.TAGGED] == ("Ann", "refund")
    assert "yours" in by[Move.HANDED_OVER][1]


@requires(Feature.HISTORY, Deed.ADD_TAG, Trait.NAMES_MOVES)
async def test_a_long_history_comes_whole(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    for number in range(130):
        await perform(ann, chat, AddTag(f"tag {number}"))
        await perform(ann, chat, RemoveTag(f"tag {number}"))
    steps = await moves(ann, chat)
    assert sum(step.move in (Move.TAGGED, Move.UNTAGGED) for step in steps) == 260


@requires(Feature.HISTORY, Trait.NAMES_MOVES)
async def test_how_a_chat_ended_is_in_the_history(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    assert await ann.backend.close(chat, ann.desk[chat].fence, "solved") is None
    closed = [step for step in await moves(ann, chat) if step.move is Move.CLOSED]
    assert [(step.by, step.detail) for step in closed] == [("Ann", "solved")]


# Files


async def pieces(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), 10_000):
        yield content[start : start + 10_000]


@requires(Feature.ATTACHMENTS)
@pytest.mark.parametrize("mode", Mode)
async def test_a_file_goes_with_a_message(world: World, desks: Desks, mode: Mode) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    content = b"how to return a parcel\n" * 5_000
    upload = await ann.backend.upload(chat, "returns.txt", pieces(content), len(content))
    assert isinstance(upload, str)
    sent = await ann.backend.send(replace(ann.intent(chat, "", 1), mode=mode, attachment=upload))
    assert isinstance(sent, Acknowledged)
    await ann.reads(chat, 2)
    attachment = ann.desk[chat].messages[-1].attachment
    assert attachment is not None
    assert (attachment.name, attachment.size) == ("returns.txt", len(content))
    assert await world.fetch(attachment.address) == content
    await world.sees(KAREN, *(["hello", ""] if mode is Mode.REPLY else ["hello"]))


@requires(Feature.ATTACHMENTS)
async def test_a_file_that_is_shorter_than_said_is_declined(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    answer = await ann.backend.upload(chat, "returns.txt", pieces(b"short"), 5_000)
    assert isinstance(answer, Declined)


@requires(Feature.ATTACHMENTS)
async def test_a_file_that_nobody_uploaded_is_refused(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    answer = await ann.backend.send(replace(ann.intent(chat, "look", 1), attachment="0f" * 16))
    assert isinstance(answer, Refused)


# The team


@requires(Feature.TEAM, Trait.ONE_TEAM)
async def test_colleagues_come_and_go(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    bob = await desks.open("Bob")
    await colleague(ann, "Bob")
    assert "Ann" not in {c.name for c in ann.desk.colleagues}
    chat = await taken(world, bob)
    await ann.until(lambda: [c.holding for c in ann.desk.colleagues if c.name == "Bob"] == [1])
    assert await bob.backend.set_accepting(False) is None
    await ann.until(lambda: [c.accepting for c in ann.desk.colleagues if c.name == "Bob"] == [False])
    assert await bob.backend.close(chat, bob.desk[chat].fence) is None
    await ann.until(lambda: [c.holding for c in ann.desk.colleagues if c.name == "Bob"] == [0])
    await bob.close()
    await ann.until(lambda: not any(c.online for c in ann.desk.colleagues))


@requires(Deed.ADD_TAG, Feature.HISTORY)
async def test_commands_while_offline_are_declined(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    chat = await taken(world, ann)
    await world.cut()
    await ann.offline()
    assert await perform(ann, chat, AddTag("refund")) == "offline"
    answer = await ann.backend.history(chat)
    assert isinstance(answer, Declined)
    assert answer.code == "offline"
    await ann.backend.typing(chat)
