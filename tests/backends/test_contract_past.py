"""The contract of ports.ChatBackend, for every backend: what was before, of the customer who is served."""

from collections.abc import Sequence
from dataclasses import replace

from agent_console.domain.action import AddTag, DeleteMessage, EditMessage
from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.record import Case, CaseLine, Contact
from agent_console.ports import Declined
from tests.backends.console import Console
from tests.backends.system import Feature, requires
from tests.backends.world import Desks, World, taken


async def past(console: Console, conversation: ConversationId) -> Sequence[Case]:
    """Return the earlier chats."""
    chats = await console.backend.past(conversation)
    assert not isinstance(chats, Declined), chats
    return chats


async def lines(console: Console, conversation: ConversationId, case: Case) -> Sequence[CaseLine]:
    """Return what was said in one of them."""
    said = await console.backend.past_lines(conversation, case.id)
    assert not isinstance(said, Declined), said
    return said


async def closed(console: Console, conversation: ConversationId, outcome: str) -> None:
    """Close a conversation that the console holds."""
    fence = console.desk[conversation].fence
    assert await console.backend.close(conversation, fence, outcome) is None
    await console.until(lambda: conversation not in console.desk)


@requires(Feature.PAST)
async def test_a_first_chat_has_none_before_it(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    assert ann.backend.capabilities.past
    conversation = await taken(world, ann)
    assert await past(ann, conversation) == []


@requires(Feature.PAST)
async def test_each_closed_chat_is_told_newest_first(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    await ann.backend.send(ann.intent(conversation, "it comes on Monday", 1))
    assert await ann.backend.perform(conversation, ann.desk[conversation].fence, AddTag("late")) is None
    await closed(ann, conversation, "solved")
    await world.customer_says("Karen Doe", "it did not come")
    await ann.backend.take(conversation)
    await ann.holds(conversation)
    await closed(ann, conversation, "refunded")
    await world.customer_says("Karen Doe", "me again")
    await ann.backend.take(conversation)
    second, first = await past(ann, conversation)
    assert (first.subject, first.status, first.last_line) == ("hello", "solved", "it comes on Monday")
    assert (second.subject, second.status, second.last_line) == (
        "it did not come",
        "refunded",
        "it did not come",
    )
    assert first.tags == ("late",)
    assert {first.contact, second.contact} == {Contact.CHAT}
    assert first.opened_at is not None
    assert first.closed_at is not None
    assert second.opened_at is not None
    assert first.opened_at <= first.closed_at <= second.opened_at


@requires(Feature.PAST)
async def test_the_lines_are_as_they_are_now(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    for number, (text, mode) in enumerate(
        (("it comes on Monday", Mode.REPLY), ("oops", Mode.REPLY), ("call the carrier", Mode.NOTE)), 1
    ):
        await ann.backend.send(replace(ann.intent(conversation, text, number), mode=mode))
    await ann.reads(conversation, 4)
    fence = ann.desk[conversation].fence
    assert await ann.backend.perform(conversation, fence, EditMessage(2, "it comes on Tuesday")) is None
    assert await ann.backend.perform(conversation, fence, DeleteMessage(3)) is None
    await closed(ann, conversation, "solved")
    await world.customer_says("Karen Doe", "me again")
    await ann.backend.take(conversation)
    [chat] = await past(ann, conversation)
    said = await lines(ann, conversation, chat)
    assert [(line.author, line.text, line.note, line.edited) for line in said] == [
        ("Karen Doe", "hello", False, False),
        ("Ann", "it comes on Tuesday", False, True),
        ("Ann", "call the carrier", True, False),
    ]
    assert all(line.at is not None for line in said)
    assert chat.last_line == "it comes on Tuesday"


@requires(Feature.PAST)
async def test_who_does_not_hold_the_conversation_is_told_nothing(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    ben = await desks.open("Ben")
    conversation = await taken(world, ann)
    await closed(ann, conversation, "solved")
    await world.customer_says("Karen Doe", "me again")
    await ann.backend.take(conversation)
    [chat] = await past(ann, conversation)
    for answer in (
        await ben.backend.past(conversation),
        await ben.backend.past_lines(conversation, chat.id),
    ):
        assert isinstance(answer, Declined)
        assert answer.code == "fence"


@requires(Feature.PAST)
async def test_another_customers_chats_are_not_told(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    karen = await taken(world, ann)
    await closed(ann, karen, "solved")
    await world.customer_says("Karen Doe", "me again")
    await ann.backend.take(karen)
    [chat] = await past(ann, karen)
    mira = await taken(world, ann, "Mira Roe")
    assert await past(ann, mira) == []
    for case in (chat.id, "99", "no such chat"):
        answer = await ann.backend.past_lines(mira, case)
        assert isinstance(answer, Declined)
        assert answer.code == "unknown"


@requires(Feature.PAST)
async def test_while_offline_nothing_is_told(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    await world.cut()
    await ann.offline()
    for answer in (
        await ann.backend.past(conversation),
        await ann.backend.past_lines(conversation, "1"),
    ):
        assert isinstance(answer, Declined)
        assert answer.code == "offline"
