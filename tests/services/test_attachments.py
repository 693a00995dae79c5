"""Files: uploaded in the sight of the agent, then sent to the chat they were chosen for, once."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from agent_console.domain.change import Change, Part
from agent_console.domain.chat import ConversationId, Delivery, Mode
from agent_console.ports import Declined
from agent_console.services.attachments import Transfer
from tests.services.office import Office


async def blocks(*contents: bytes) -> AsyncIterator[bytes]:
    for content in contents:
        yield content


async def send(office: Office, conversation: ConversationId, *contents: bytes) -> Declined | None:
    size = sum(len(content) for content in contents)
    return await office.workspace.attachments.send(conversation, "label.png", blocks(*contents), size)


async def test_a_file_becomes_a_message(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    assert await send(office, ana, b"one", b"two") is None
    await office.until(lambda: office.workspace.desk[ana].head == 2 and not office.echoes(ana))
    attachment = office.workspace.desk[ana].messages[-1].attachment
    assert attachment is not None
    assert (attachment.name, attachment.size) == ("label.png", 6)
    assert [whole for _kept, whole in office.world.files.values()] == [b"onetwo"]
    assert [m.attachment for m in office.world.transcript(ana)] == [None, attachment]
    await office.until(lambda: len(office.journal.audited()) == 1)


async def test_it_shows_at_once_and_is_journalled_before_it_leaves(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.flowing.clear()
    assert await send(office, ana, b"one") is None
    (echo,) = office.echoes(ana)
    assert echo.attachment is not None
    assert echo.attachment.name == "label.png"
    await office.until(lambda: [i.file_name for i in office.journal.outstanding()] == ["label.png"])
    office.world.flowing.set()
    await office.until(lambda: office.journal.outstanding() == [])


async def test_a_file_goes_with_a_note_when_a_note_is_being_written(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.workspace.drafts.switch(ana, Mode.NOTE)
    assert await send(office, ana, b"one") is None
    await office.until(lambda: office.workspace.desk[ana].head == 2)
    assert office.texts(ana) == ["hello"]


async def test_the_upload_can_be_watched(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    going = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield b"one"
        await going.wait()
        yield b"two"

    attachments = office.workspace.attachments
    sending = asyncio.create_task(attachments.send(ana, "label.png", slow(), 6))
    await office.until(lambda: attachments.under_way(ana) == (Transfer("label.png", 6, 3),))
    going.set()
    assert await sending is None
    assert attachments.under_way(ana) == ()


async def test_what_the_chat_system_does_not_take_is_declined(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    declined = await office.workspace.attachments.send(ana, "label.png", blocks(b"one"), 5)
    assert declined is not None
    assert declined.code == "short"
    assert office.echoes(ana) == ()
    assert office.workspace.attachments.under_way(ana) == ()


async def test_a_file_for_a_chat_that_left_meanwhile_is_not_sent(office: Office) -> None:
    ana = await office.serve("Ana", "hello")

    async def interrupted() -> AsyncIterator[bytes]:
        office.world.hand_over(ana, "Lea")
        await office.until(lambda: ana not in office.workspace.desk)
        yield b"one"

    declined = await office.workspace.attachments.send(ana, "label.png", interrupted(), 3)
    assert declined is not None
    assert declined.code == "fence"
    assert office.texts(ana) == ["hello"]


async def test_a_file_for_a_chat_that_left_and_came_back_is_not_sent(office: Office) -> None:
    ana = await office.serve("Ana", "hello")

    async def interrupted() -> AsyncIterator[bytes]:
        office.world.hand_over(ana, "Lea")
        office.world.hand_over(ana, "Kim")
        await office.until(lambda: office.workspace.desk[ana].fence == office.world.chats[ana].facts.fence)
        yield b"one"

    declined = await office.workspace.attachments.send(ana, "label.png", interrupted(), 3)
    assert declined is not None
    assert declined.code == "fence"


async def test_a_file_that_cannot_be_read_surfaces(office: Office) -> None:
    ana = await office.serve("Ana", "hello")

    async def broken() -> AsyncIterator[bytes]:
        yield b"one"
        raise OSError("the disk failed")

    with pytest.raises(OSError, match="the disk failed"):
        await office.workspace.attachments.send(ana, "label.png", broken(), 6)
    assert office.workspace.attachments.under_way(ana) == ()


async def test_a_refused_file_is_sent_again_or_dropped(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    for decide in (office.workspace.replies.retry, office.workspace.replies.take_back):
        office.world.refusing = "not now"
        assert await send(office, ana, b"one") is None
        await office.until(lambda: [e.delivery for e in office.echoes(ana)] == [Delivery.FAILED])
        office.world.refusing = ""
        office.write(ana, "typing on")
        assert decide(ana)
        await office.until(lambda: not office.echoes(ana) and not office.journal.rejected())
    assert office.draft(ana) == "typing on"
    assert len([m for m in office.world.transcript(ana) if m.attachment]) == 1


async def test_a_file_that_was_refused_when_its_chat_had_left_is_told_until_the_next_reply(
    office: Office,
) -> None:
    ana, jonas = await office.serve("Ana", "hello"), await office.serve("Jonas", "hello")
    office.world.flowing.clear()
    assert await send(office, ana, b"one") is None
    office.world.hand_over(ana, "Lea")
    await office.until(lambda: ana not in office.workspace.desk)
    office.world.flowing.set()
    lost = "label.png was not sent to Ana: This chat is not yours any more."
    await office.until(lambda: office.workspace.replies.trouble == lost)
    assert Change(Part.STATUS) in office.changes
    office.reply(jonas, "hi")
    assert office.workspace.replies.trouble == ""


async def test_a_refused_file_whose_chat_leaves_is_told_too(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.refusing = "not now"
    assert await send(office, ana, b"one") is None
    await office.until(lambda: [e.delivery for e in office.echoes(ana)] == [Delivery.FAILED])
    office.world.hand_over(ana, "Lea")
    await office.until(lambda: office.workspace.replies.trouble == "label.png was not sent to Ana: not now")
    await office.until(lambda: not office.journal.rejected())
