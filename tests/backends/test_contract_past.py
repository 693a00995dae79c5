"""The contract of ports.ChatBackend, for every backend: what was before, of the customer who is served."""

from collections.abc import Sequence
from dataclasses import replace

from agent_console.domain.action import AddTag, Deed, DeleteMessage, EditMessage
from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.record import Case, CaseLine, Contact
from agent_console.ports import Declined
from tests.backends.console import Console
from tests.backends.system import Feature, Trait, requires
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


async def returned(world: World, console: Console, text: str) -> ConversationId:
    """Have Karen write again after the end, and the agent take the conversation."""
    conversation = await world.customer_says("Karen Doe", text)
    assert await console.backend.take(conversation) == conversation
    await console.holds(conversation)
    return conversation


@requires(Feature.PAST)
async def test_each_closed_chat_is_told_newest_first(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    await ann.backend.send(ann.intent(conversation, "it comes on Monday", 1))
    await closed(ann, conversation, "solved")
    await closed(ann, await returned(world, ann, "it did not come"), "refunded")
    second, first = await past(ann, await returned(world, ann, "me again"))
    assert (first.subject, first.last_line) == ("hello", "it comes on Monday")
    assert (second.subject, second.last_line) == ("it did not come", "it did not come")
    assert {first.contact, second.contact} == {Contact.CHAT}
    assert first.opened_at is not None
    assert first.closed_at is not None
    assert second.opened_at is not None
    assert first.opened_at <= first.closed_at <= second.opened_at


@requires(Feature.PAST, Trait.KEEPS_OUTCOMES)
async def test_how_each_chat_ended_is_told(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    await closed(ann, await taken(world, ann), "solved")
    await closed(ann, await returned(world, ann, "it did not come"), "refunded")
    chats = await past(ann, await returned(world, ann, "me again"))
    assert [chat.status for chat in chats] == ["refunded", "solved"]


@requires(Feature.PAST, Deed.ADD_TAG)
async def test_the_tags_of_each_chat_are_told(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    assert await ann.backend.perform(conversation, ann.desk[conversation].fence, AddTag("late")) is None
    await closed(ann, conversation, "solved")
    [chat] = await past(ann, await returned(world, ann, "me again"))
    assert chat.tags == ("late",)


@requires(Feature.PAST, Feature.NOTES, Deed.EDIT_MESSAGE, Deed.DELETE_MESSAGE)
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
    conversation = await returned(world, ann, "me again")
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
async def test_what_was_said_is_told_in_order(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    await ann.backend.send(ann.intent(conversation, "it comes on Monday", 1))
    await closed(ann, conversation, "solved")
    conversation = await returned(world, ann, "me again")
    [chat] = await past(ann, conversation)
    said = [line for line in await lines(ann, conversation, chat) if not line.note]
    assert [(line.author, line.text) for line in said] == [
        ("Karen Doe", "hello"),
        ("Ann", "it comes on Monday"),
    ]
    assert all(line.at is not None for line in said)


@requires(Feature.PAST)
async def test_who_does_not_hold_the_conversation_is_told_nothing(world: World, desks: Desks) -> None:
    ann = await desks.open("Ann")
    ben = await desks.open("Ben")
    await closed(ann, await taken(world, ann), "solved")
    conversation = await returned(world, ann, "me again")
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
    await closed(ann, await taken(world, ann), "solved")
    [chat] = await past(ann, await returned(world, ann, "me again"))
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
